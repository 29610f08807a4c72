import Foundation
import Synchronization
import TestSupport
import Testing

/// `vigil scan` as a process that is asked to end (SIGINT, SIGTERM) while servers keep it waiting.
@Suite("A night that is asked to end")
struct SignalledNightTests {
    /// What the site's last pages do.
    private struct Hanging {
        var isOver = false
        var count = 0
    }

    @Test(
        "ends in order though requests hang, says that it was interrupted, and the next scan goes on",
        arguments: [SIGINT, SIGTERM])
    func signalled(_ signal: Int32) async throws {
        let hanging = Mutex(Hanging())
        let site = try NightSite(60) { number in
            hanging.withLock { hanging in
                guard number >= 30, !hanging.isOver else { return false }
                hanging.count += 1
                return true
            }
        }
        defer { site.server.stop() }
        let watch = try NightWorkspace(start: [site.url(0)])
        defer { watch.remove() }
        let vigil = try watch.scan()
        // As many as run at once to a host where no delay is asked for: nothing moves from there on.
        #expect(await Patience.until(60) { hanging.withLock { $0.count >= 8 } })
        vigil.send(signal)
        // The promise is 5 s; the requests would hang for a minute, three times over. Other work on the machine may take
        // its time.
        let (ending, _) = await vigil.end(within: 20)
        #expect(ending == .exited(0), "\(ending) \(vigil.complaints)")
        #expect(vigil.output.contains("Night 1 interrupted, `vigil scan` goes on from here"))
        #expect(vigil.output.contains("left waiting"))
        let first = try watch.snapshot()
        #expect(first.integrity == "ok")
        #expect(Set(first.outcomes.keys).isSubset(of: (0..<30).map(site.url)))
        let answered = site.asked(since: 0).filter { Set((0..<30).map(site.url)).contains($0) }
        #expect(Set(answered) == Set(first.outcomes.keys), "what had come was not kept")
        let nights = try await VigilProcess.run(["nights", "--workspace", watch.directory])
        #expect(nights.lines.last?.hasSuffix("interrupted") == true)
        _ = try watch.responses()

        hanging.withLock { $0.isOver = true }
        site.server.outlivesClients()
        let seen = site.server.requests.count
        let next = try watch.scan()
        #expect(await next.end().ending == .exited(0), "\(next.complaints)")
        #expect(next.output.contains("Night 1 done"))
        #expect(Set(site.asked(since: seen)) == site.urls.subtracting(first.outcomes.keys))
        let second = try watch.snapshot()
        #expect(Set(second.outcomes.keys) == site.urls && second.waiting.isEmpty)
        #expect(second.captures.isSuperset(of: first.captures) && second.captures.count == 60)
        _ = try watch.responses()
    }

    @Test("ends in order though robots.txt hangs, before any page was asked for", arguments: [SIGINT, SIGTERM])
    func robotsHangs(_ signal: Int32) async throws {
        let asked = Atomic<Bool>(false)
        let server = try LoopbackServer { _ in
            asked.store(true, ordering: .relaxed)
            return .silence
        }
        defer { server.stop() }
        let watch = try NightWorkspace(start: [server.origin + "/"])
        defer { watch.remove() }
        let vigil = try watch.scan()
        #expect(await Patience.until(60) { asked.load(ordering: .relaxed) })
        vigil.send(signal)
        let (ending, _) = await vigil.end(within: 20)
        #expect(ending == .exited(0), "\(ending) \(vigil.complaints)")
        #expect(vigil.output.contains("Night 1 interrupted"))
        let snapshot = try watch.snapshot()
        #expect(snapshot.outcomes.isEmpty && snapshot.waiting == [server.origin + "/"])
    }
}
