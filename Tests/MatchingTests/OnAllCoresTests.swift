import Synchronization
import Testing

@testable import Matching

@Suite("Work on all cores")
struct OnAllCoresTests {
    @Test("gives what a plain map gives, in the same order", arguments: [0, 1, 2, 7, 8, 9, 255, 256, 257, 5000])
    func order(count: Int) {
        let items = Array(0..<count)
        #expect(OnAllCores.map(items) { $0 * $0 + 1 } == items.map { $0 * $0 + 1 })
    }

    @Test("does each item once, with tools that no other stretch has")
    func once() {
        final class Tools { var seen: [Int] = [] }
        let times = Mutex([Int](repeating: 0, count: 1000))
        let lengths = OnAllCores.map(Array(0..<1000), start: { Tools() }) { item, tools in
            times.withLock { $0[item] += 1 }
            tools.seen.append(item)
            return tools.seen == Array((item - tools.seen.count + 1)...item)
        }
        #expect(times.withLock { $0.allSatisfy { $0 == 1 } })
        #expect(lengths.allSatisfy { $0 })
    }
}
