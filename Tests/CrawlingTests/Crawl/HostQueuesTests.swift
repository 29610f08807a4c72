import Model
import Storage
import TestSupport
import Testing

@testable import Crawling

@Suite("Whose turn it is")
struct HostQueuesTests {
    private func entry(_ url: String) throws -> QueuedEntry {
        QueuedEntry(entry: FrontierEntry(source: "s", url: url, depth: 0), url: try #require(CanonicalURL(url)))
    }

    @Test("entries of a host come in order, one put back comes first")
    func order() throws {
        var queues = HostQueues()
        queues.append(try ["http://a/1", "http://a/2", "http://b/1"].map(entry))
        queues.append([try entry("http://a/3")])
        #expect(queues.count == 4)
        #expect(queues.first(of: "a")?.url.string == "http://a/1")
        queues.removeFirst(of: "a")
        queues.putBack(try entry("http://a/again"))
        var order: [String] = []
        while let next = queues.first(of: "a") {
            order.append(next.url.string)
            queues.removeFirst(of: "a")
        }
        #expect(order == ["http://a/again", "http://a/2", "http://a/3"])
        #expect(queues.count == 1 && !queues.isEmpty)
    }

    @Test("whatever is done, the queues agree with a plain list of times", arguments: [1, 2, 3, 4] as [UInt64])
    func model(seed: UInt64) throws {
        var random = Seeded(seed)
        var queues = HostQueues()
        /// Each host's time; nil where it is parked, 0 where it is ready.
        var times: [String: Double?] = [:]
        var now = 1.0
        for _ in 0..<2000 {
            let name = "h\(Int.random(in: 0..<20, using: &random))"
            switch Int.random(in: 0..<6, using: &random) {
            case 0:
                queues.append([try entry("http://\(name)/1")])
                if times[name] == nil { times[name] = .some(0) }
            case 1:
                queues.removeFirst(of: name)
                if queues.first(of: name) == nil { times[name] = nil }
            case 2 where times[name] != nil:
                let time = now + Double.random(in: 0..<5, using: &random)
                queues.rest(name, until: time)
                times[name] = .some(time)
            case 3 where times[name] != nil:
                queues.rest(name, until: .infinity)
                times[name] = .some(nil)
            case 4:
                queues.touch(name)
                if times[name] != nil { times[name] = .some(0) }
            default: now += Double.random(in: 0..<2, using: &random)
            }
            queues.wake(now: now)
            for (host, time) in times { if let time, time <= now { times[host] = .some(0) } }
            let expected = Set(times.filter { $0.value == 0 }.keys)
            var found: Set<String> = []
            while let host = queues.nextReady() { found.insert(host) }
            #expect(found == expected)
            for host in found { queues.keepReady(host) }
            let later = times.values.compactMap { $0 }.filter { $0 > 0 }.min() ?? .infinity
            #expect(queues.soonest == later)
        }
    }
}
