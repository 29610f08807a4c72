import Archiving
import Foundation
import TestSupport
import Testing

/// What a power cut leaves at the end of the archive's open file, made by hand after a night was killed.
@Suite("A torn tail of the archive")
struct TornTailTests {
    private static let pages = 120

    @Test("a last record that lacks its end is cut off and told, and its page is fetched again", arguments: [1, 9, 60])
    func cut(_ bytes: Int) async throws {
        try await withKilledNight { watch, site, open, unstored in
            let torn = try #require(unstored.last)
            let handle = try #require(FileHandle(forUpdatingAtPath: open))
            let size = try handle.seekToEnd()
            try handle.truncate(atOffset: size - UInt64(bytes))
            try handle.close()
            let seen = site.server.requests.count
            let complaints = try await endNight(watch, site)
            #expect(complaints.contains("a torn record of"), "\(complaints)")
            #expect(complaints.contains("was cut off (an interrupted night left it; its page is fetched again)"))
            #expect(site.asked(since: seen).contains(torn))
        }
    }

    @Test("half a record after the last whole one is cut off and told, with its size")
    func half() async throws {
        try await withKilledNight { watch, site, open, _ in
            let whole = try Data(contentsOf: URL(fileURLWithPath: open))
            // The first record of the file, without its last third.
            let first = try #require(try Self.offsets(open).dropFirst().first)
            let half = whole.prefix(Int(first) * 2 / 3)
            try (whole + half).write(to: URL(fileURLWithPath: open))
            let complaints = try await endNight(watch, site)
            #expect(complaints.contains("a torn record of \(half.count) bytes was cut off"), "\(complaints)")
            let kept = try Data(contentsOf: URL(fileURLWithPath: String(open.dropLast(".open".count))))
            #expect(kept == whole)
        }
    }

    /// Kills a night at a moment when the archive holds pages that the store does not know yet.
    ///
    /// - Parameter body: is handed the open file, and the addresses of the response records in it that the store does
    ///   not know, in order.
    private func withKilledNight(
        _ body: (NightWorkspace, NightSite, _ open: String, _ unstored: [String]) async throws -> Void
    ) async throws {
        let site = try NightSite(Self.pages)
        defer { site.server.stop() }
        let watch = try NightWorkspace(start: [site.url(0)])
        defer { watch.remove() }
        // What is written each second may be just what has come; then the next moment will do.
        for moment in 30..<60 {
            let vigil = try watch.scan()
            site.after(moment) { vigil.send(SIGKILL) }
            #expect(await vigil.end().ending == .killed(signal: SIGKILL))
            let open = try #require(try watch.openFiles().first)
            let stored = Set(try watch.snapshot().captures.filter { open.contains($0.file) }.map(\.offset))
            var unstored: [String] = []
            let reader = try WARCReader(path: open)
            while let record = try reader.next() {
                guard record.type == "response", let url = record.targetURI else { continue }
                if stored.contains(record.offset) { unstored = [] } else { unstored.append(url) }
            }
            if !unstored.isEmpty { return try await body(watch, site, open, unstored) }
        }
        Issue.record("the store always knew all that was archived")
    }

    /// - Returns: what the scan said on standard error.
    private func endNight(_ watch: NightWorkspace, _ site: NightSite) async throws -> String {
        let vigil = try watch.scan()
        #expect(await vigil.end().ending == .exited(0))
        let end = try watch.snapshot()
        #expect(end.integrity == "ok" && Set(end.outcomes.keys) == site.urls && end.waiting.isEmpty)
        let records = try watch.responses()
        for capture in end.captures { #expect(records[capture.file]?[capture.offset] == capture.url) }
        return vigil.complaints
    }

    private static func offsets(_ path: String) throws -> [Int64] {
        let reader = try WARCReader(path: path)
        var offsets: [Int64] = []
        while let record = try reader.next() { offsets.append(record.offset) }
        return offsets
    }
}
