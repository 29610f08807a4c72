import Model
import Storage
import Synchronization

/// The frontier's contract in memory.
final class MemoryFrontier: FrontierStore {
    private struct Item {
        var entry: FrontierEntry
        var order: Int
        var isWaiting = true
        var outcome: FrontierOutcome?
        var validators: PageValidators?
    }

    private struct State {
        var items: [String: Item] = [:]
        var robots: [String: RobotsRecord] = [:]
        var queries = 0
    }

    private let state = Mutex(State())

    private static func key(_ source: String, _ url: String) -> String { "\(source) \(url)" }

    func add(_ entries: [FrontierEntry]) throws(StoreError) -> Int {
        state.withLock { state in
            var added = 0
            for entry in entries {
                let key = Self.key(entry.source, entry.url)
                if let known = state.items[key]?.entry.depth {
                    state.items[key]?.entry.depth = min(known, entry.depth)
                } else {
                    state.items[key] = Item(entry: entry, order: state.items.count)
                    added += 1
                }
            }
            return added
        }
    }

    func waiting(source: String, limit: Int, after reading: inout FrontierReading) throws(StoreError)
        -> [FrontierEntry]
    {
        let before = reading
        let items = state.withLock { state in
            state.queries += 1
            let waiting = state.items.values.filter { item in
                guard item.entry.source == source, item.isWaiting else { return false }
                if item.outcome == nil { return item.order > before.given[item.entry.depth] ?? -1 }
                guard let known = before.known else { return true }
                return (item.entry.depth, item.order) > (known.depth, Int(known.number))
            }
            let sorted = waiting.sorted {
                ($0.outcome == nil ? 0 : 1, $0.entry.depth, $0.order) < (
                    $1.outcome == nil ? 0 : 1, $1.entry.depth, $1.order
                )
            }
            return Array(sorted.prefix(limit))
        }
        for item in items {
            if item.outcome == nil {
                reading.given[item.entry.depth] = Int64(item.order)
            } else {
                reading.known = FrontierReading.Position(place: 0, depth: item.entry.depth, number: Int64(item.order))
            }
        }
        return items.map { item in
            var entry = item.entry
            entry.validators = item.validators
            return entry
        }
    }

    func reopen(source: String, now: Double) throws(StoreError) {
        state.withLock { state in
            for (key, item) in state.items where item.entry.source == source { state.items[key]?.isWaiting = true }
        }
    }

    func settle(_ outcomes: [FrontierOutcome]) throws(StoreError) {
        state.withLock { state in
            for outcome in outcomes {
                let key = Self.key(outcome.source, outcome.url)
                state.items[key]?.isWaiting = false
                state.items[key]?.outcome = outcome
                if outcome.fetchedAnew { state.items[key]?.validators = outcome.validators }
            }
        }
    }

    func forgetValidators() throws(StoreError) {
        state.withLock { state in for key in state.items.keys { state.items[key]?.validators = nil } }
    }

    func frontierCounts(source: String) throws(StoreError) -> FrontierCounts {
        state.withLock { state in
            var counts = FrontierCounts()
            for item in state.items.values where item.entry.source == source {
                switch item.isWaiting ? nil : item.outcome?.result {
                case nil: counts.waiting += 1
                case .fetched: counts.fetched += 1
                case .refused: counts.refused += 1
                case .failed: counts.failed += 1
                }
            }
            return counts
        }
    }

    func robots(origin: String) throws(StoreError) -> RobotsRecord? { state.withLock { $0.robots[origin] } }

    func save(robots record: RobotsRecord) throws(StoreError) { state.withLock { $0.robots[record.origin] = record } }

    /// What came of a URL; nil while it waits for the first time or is not known.
    func outcome(_ url: String, source: String = "s") -> FrontierOutcome? {
        state.withLock { $0.items[Self.key(source, url)]?.outcome }
    }

    func entry(_ url: String, source: String = "s") -> FrontierEntry? {
        state.withLock { $0.items[Self.key(source, url)]?.entry }
    }

    /// How often waiting entries were asked for.
    var queries: Int { state.withLock { $0.queries } }
}
