import Dispatch
import Synchronization

/// Does the same to many values, on all cores at once.
enum OnAllCores {
    /// What `work` makes of each of `items`, in their order.
    ///
    /// - Parameter work: is given a stretch of `items` and what `start` has made for it alone, such as a matcher.
    static func map<Item: Sendable, Result: Sendable, Tools>(
        _ items: [Item], start: @Sendable () -> Tools, _ work: @Sendable (Item, Tools) -> Result
    ) -> [Result] {
        // Short stretches, since one pattern can take a thousand times as long as another.
        let length = max(1, min(32, items.count / 8))
        let stretches = stride(from: 0, to: items.count, by: length).map { $0..<min($0 + length, items.count) }
        let done = Mutex([[Result]](repeating: [], count: stretches.count))
        DispatchQueue.concurrentPerform(iterations: stretches.count) { number in
            let tools = start()
            let results = items[stretches[number]].map { work($0, tools) }
            done.withLock { $0[number] = results }
        }
        return done.withLock { $0.flatMap(\.self) }
    }

    /// The same for work that needs nothing of its own.
    static func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], _ work: @Sendable (Item) -> Result
    ) -> [Result] {
        map(items, start: {}, { item, _ in work(item) })
    }
}
