import Foundation
import Synchronization
import TestSupport
import Testing

/// `vigil scan` as a process that is killed (SIGKILL) in the midst of a night and started again.
@Suite("A night that is killed")
struct KilledNightTests {
    private static let pages = 240

    /// When to kill: once so many pages more have been asked for since it was started.
    @Test(
        "goes on with the next scan: loses nothing that was stored, fetches no such page again, leaves no half record",
        arguments: [[1, 1, 2, 3, 5, 8, 13], [40, 40, 40, 40], [130, 20, 2], [3, 150, 1, 60]])
    func killed(after moments: [Int]) async throws {
        let site = try NightSite(Self.pages)
        defer { site.server.stop() }
        let watch = try NightWorkspace(start: [site.url(0)])
        defer { watch.remove() }
        var before = try watch.snapshot()
        for moment in moments {
            let seen = site.server.requests.count
            before = try await runOnce(watch, site, after: before) { vigil in
                site.after(moment) { vigil.send(SIGKILL) }
            }
            #expect(site.asked(since: seen).count >= moment)
        }
        try await runToTheEnd(watch, site, after: before, kills: moments.count)
    }

    @Test("is killed while it writes what it has stored, and goes on all the same", arguments: 1...4)
    func killedWhileWriting(_ round: Int) async throws {
        let site = try NightSite(Self.pages)
        defer { site.server.stop() }
        let watch = try NightWorkspace(start: [site.url(0)])
        defer { watch.remove() }
        var before = try watch.snapshot()
        let log = watch.directory + "/vigil.db-wal"
        for _ in 0..<3 {
            before = try await runOnce(watch, site, after: before) { vigil in
                // On a thread of the server's, which does nothing else: the database's log grows in the midst of a write.
                site.after(5 * round) {
                    let size = Self.size(of: log)
                    let patience = LoopbackServer.now() + 20
                    while Self.size(of: log) <= size, LoopbackServer.now() < patience {}
                    vigil.send(SIGKILL)
                }
            }
        }
        try await runToTheEnd(watch, site, after: before, kills: 3)
    }

    @Test("has stored what had come, though every request hangs from then on")
    func killedWhileAllHang() async throws {
        let hanging = Mutex(0)
        let site = try NightSite(60) { number in
            guard number >= 30 else { return false }
            hanging.withLock { $0 += 1 }
            return true
        }
        defer { site.server.stop() }
        let watch = try NightWorkspace(start: [site.url(0)])
        defer { watch.remove() }
        let vigil = try watch.scan()
        let patience = LoopbackServer.now() + 60
        var stored: Set<String> = []
        var answered: Set<String> = []
        // Eight run at once. The copy of a database that is being written may be no database.
        while hanging.withLock({ $0 }) < 8 || stored != answered, LoopbackServer.now() < patience {
            try await Task.sleep(for: .milliseconds(20))
            answered = Set(site.asked(since: 0)).intersection((0..<30).map(site.url))
            stored = (try? watch.snapshot()).map { Set($0.outcomes.keys) } ?? []
        }
        vigil.send(SIGKILL)
        #expect(await vigil.end().ending == .killed(signal: SIGKILL))
        #expect(stored == answered)
    }

    /// Runs `vigil scan` until it ends, by itself or not.
    ///
    /// - Returns: what the store holds then, which is no less than before.
    private func runOnce(
        _ watch: NightWorkspace, _ site: NightSite, after before: StoreSnapshot,
        _ started: (RunningVigil) -> Void = { _ in }
    ) async throws -> StoreSnapshot {
        let seen = site.server.requests.count
        let vigil = try watch.scan()
        started(vigil)
        let (ending, _) = await vigil.end()
        #expect(ending == .killed(signal: SIGKILL), "\(ending) \(vigil.complaints)")
        #expect(!site.silence(), "it ended before its moment")
        site.server.outlivesClients()
        return try compare(watch, before, asked: site.asked(since: seen))
    }

    private func compare(
        _ watch: NightWorkspace, _ before: StoreSnapshot, asked: [String]
    ) throws -> StoreSnapshot {
        let after = try watch.snapshot()
        #expect(after.integrity == "ok")
        let again = Set(asked).intersection(before.outcomes.keys)
        #expect(again.isEmpty, "fetched again though they were stored")
        #expect(Set(asked).count == asked.count, "fetched twice by one run")
        #expect(before.outcomes.allSatisfy { after.outcomes[$0.key] == $0.value }, "outcomes were lost")
        #expect(before.captures.isSubset(of: after.captures), "captures were lost")
        #expect(Set(before.postPages).isSubset(of: after.postPages), "posts were lost")
        // What is stored is stored with all that belongs to it.
        let fetched = Set(after.outcomes.filter { $0.value.result == "fetched" }.keys)
        #expect(fetched == Set(after.captures.map(\.url)) && fetched == Set(after.postPages))
        for capture in after.captures.subtracting(before.captures) {
            #expect(try watch.record(of: capture)?.targetURI == capture.url, "a capture without its record")
        }
        return after
    }

    /// The rest of the night, undisturbed, and what must hold after it.
    private func runToTheEnd(
        _ watch: NightWorkspace, _ site: NightSite, after before: StoreSnapshot, kills: Int
    ) async throws {
        let seen = site.server.requests.count
        let vigil = try watch.scan()
        #expect(await vigil.end().ending == .exited(0), "\(vigil.complaints)")
        site.server.outlivesClients()
        let end = try compare(watch, before, asked: site.asked(since: seen))
        #expect(end.waiting.isEmpty)
        #expect(Set(end.outcomes.keys) == site.urls)
        #expect(end.outcomes.values.allSatisfy { $0.result == "fetched" && $0.status == 200 })
        #expect(end.captures.count == Self.pages && end.postPages.count == Self.pages)
        let records = try watch.responses()
        for capture in end.captures {
            #expect(records[capture.file]?[capture.offset] == capture.url, "a capture without its record")
        }
        #expect(vigil.output.contains("Night 1 done"))
        // The report is of the whole night. A page whose outcome was on its way at a kill may be counted twice.
        let report = try #require(try watch.reports().first)
        #expect((Self.pages...Self.pages + kills).contains(report.fetched), "\(report)")
        #expect(report.newPosts == Self.pages && report.waiting == 0 && report.bytes > 0 && report.seconds > 0)
    }

    private static func size(of path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }
}
