import Storage
import Synchronization

/// The frontier of one source and one night in memory.
final class MemoryFrontier: FrontierStore {
    private struct Item {
        var entry: FrontierEntry
        var isWaiting = true
    }

    private struct State {
        var items: [Item] = []
        var places: [String: Int] = [:]
        /// The entries of each depth, as they came.
        var levels: [[Int]] = []
        var counts = FrontierCounts()
        var robots: [String: RobotsRecord] = [:]
    }

    private let state = Mutex(State())

    func add(_ entries: [FrontierEntry]) throws(StoreError) -> Int {
        state.withLock { state in
            let before = state.items.count
            for entry in entries where state.places[entry.url] == nil {
                state.places[entry.url] = state.items.count
                while state.levels.count <= entry.depth { state.levels.append([]) }
                state.levels[entry.depth].append(state.items.count)
                state.items.append(Item(entry: entry))
            }
            state.counts.waiting += state.items.count - before
            return state.items.count - before
        }
    }

    func waiting(source: String, limit: Int, after reading: inout FrontierReading) throws(StoreError)
        -> [FrontierEntry]
    {
        let before = reading
        let (entries, given) = state.withLock { state in
            var result: [FrontierEntry] = []
            var given = before.given
            for level in state.levels.indices {
                let items = state.levels[level]
                var index = given[level].map { Int($0) + 1 } ?? 0
                while index < items.count, result.count < limit {
                    let item = state.items[items[index]]
                    if item.isWaiting { result.append(item.entry) }
                    given[level] = Int64(index)
                    index += 1
                }
            }
            return (result, given)
        }
        reading.given = given
        return entries
    }

    func settle(_ outcomes: [FrontierOutcome]) throws(StoreError) {
        state.withLock { state in
            for outcome in outcomes {
                guard let place = state.places[outcome.url], state.items[place].isWaiting else { continue }
                state.items[place].isWaiting = false
                state.counts.waiting -= 1
                switch outcome.result {
                case .fetched: state.counts.fetched += 1
                case .refused: state.counts.refused += 1
                case .failed: state.counts.failed += 1
                }
            }
        }
    }

    func frontierCounts(source: String) throws(StoreError) -> FrontierCounts { state.withLock { $0.counts } }

    func robots(origin: String) throws(StoreError) -> RobotsRecord? { state.withLock { $0.robots[origin] } }

    func save(robots record: RobotsRecord) throws(StoreError) { state.withLock { $0.robots[record.origin] = record } }

    /// There is one night only.
    func reopen(source: String, now: Double) throws(StoreError) {}

    func forgetValidators() throws(StoreError) {}
}
