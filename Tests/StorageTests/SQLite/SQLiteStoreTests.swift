import Foundation
import GRDB
import Model
import Testing

@testable import Storage

@Suite("The SQLite store")
struct SQLiteStoreTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private var path: String { scratch.file("vigil.db") }

    /// A file of random bytes, or such.
    private func write(_ bytes: Data, to name: String) throws {
        try bytes.write(to: URL(fileURLWithPath: scratch.file(name)))
    }

    // MARK: The file

    @Test("its files are the owner's alone")
    func mode() throws {
        let store = try SQLiteStore(path: path)
        try store.add([Samples.entry("https://example.org/")])
        for name in ["vigil.db", "vigil.db-wal", "vigil.db-shm"] { #expect(try scratch.mode(name) == 0o600, "\(name)") }
    }

    @Test(
        "what is no database is refused and left as it is",
        arguments: [
            Data("contact: watch@example.org\n".utf8), Data(repeating: 0, count: 5000),
            Data("SQLite format 3\u{0}".utf8),
        ])
    func noDatabase(bytes: Data) throws {
        try write(bytes, to: "vigil.db")
        let error = try #require(throws: StoreError.self) { try SQLiteStore(path: path) }
        #expect(error.reason == .unreadable)
        #expect(error.sentence == "\(path): is not a database (move it away, or use another workspace)")
        #expect(try scratch.bytes("vigil.db") == bytes)
    }

    @Test("another program's database is refused and left as it is")
    func foreign() throws {
        let other = try SQLiteStore(path: path)
        try other.write { try $0.execute(sql: "PRAGMA application_id = 1196444487") }
        try other.close()
        let before = try scratch.bytes("vigil.db")
        let error = try #require(throws: StoreError.self) { try SQLiteStore(path: path) }
        #expect(error.reason == .unreadable)
        #expect(error.problem == "is a database, but not one of vigil's")
        #expect(try scratch.bytes("vigil.db") == before)
    }

    @Test("a store of a newer vigil is refused")
    func tooNew() throws {
        let newer = try SQLiteStore(path: path)
        try newer.write { try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('2099')") }
        try newer.close()
        let error = try #require(throws: StoreError.self) { try SQLiteStore(path: path) }
        #expect(error.reason == .tooNew)
        #expect(error.problem == "was written by a newer vigil")
    }

    @Test("a store of an older vigil is brought up to date, with what it holds")
    func upgrade() throws {
        _ = try DatabaseFile.prepare(path)
        let old = try DatabaseQueue(path: path)
        try DatabaseFile.mark(old, path)
        try Schema.migrator.migrate(old, upTo: "1")
        try old.write { database in
            try database.execute(
                sql:
                    "INSERT INTO frontier (source, url, depth, kind) VALUES ('board', 'https://example.org/', 0, 'page')"
            )
        }
        try old.close()
        let store = try SQLiteStore(path: path)
        #expect(try store.waiting(source: "board", limit: 9) == [Samples.entry("https://example.org/", depth: 0)])
        #expect(try store.nights(limit: 9).isEmpty)
    }

    @Test("a store that was killed while it was being made is made anew")
    func halfMade() throws {
        // Marked already, but without tables.
        let made = try SQLiteStore(path: path)
        let tables = [
            "night_source", "lead_post", "lead", "finding", "post_text", "post", "capture", "night", "robots",
            "frontier_count",
            "frontier", "grdb_migrations",
        ]
        try made.write { database in for table in tables { try database.execute(sql: "DROP TABLE \(table)") } }
        try made.close()
        let store = try SQLiteStore(path: path)
        #expect(try store.add([Samples.entry("https://example.org/")]) == 1)
    }

    @Test("a closed store is one file, of which a copy is whole")
    func copy() throws {
        var store: SQLiteStore? = try SQLiteStore(path: path)
        _ = try store?.add([Samples.entry("https://example.org/")])
        _ = try store?.counts()
        store = nil
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["vigil.db"])
        try FileManager.default.copyItem(atPath: path, toPath: scratch.file("copy.db"))
        #expect(try SQLiteStore(path: scratch.file("copy.db")).frontierCounts(source: "board").waiting == 1)
    }

    @Test(
        "a page that goes is a change, whatever failed before; one that stays gone is none",
        arguments: [([200, 404], 1), ([200, 500, 404], 1), ([200, 404, 410], 1), ([200, 404, 500, 404], 2)])
    func gone(_ statuses: [Int], _ changes: Int) throws {
        let store = try SQLiteStore(path: path)
        let url = "https://example.org/ad"
        try store.add([Samples.entry(url)])
        for (night, status) in statuses.enumerated() {
            let at = Samples.evening + Double(night) * 86_400
            try store.reopen(source: "board", now: at)
            try store.settle([
                FrontierOutcome(
                    source: "board", url: url, result: status == 200 ? .fetched : .failed, status: status, at: at,
                    contentDigest: status == 200 ? "a" : nil)
            ])
        }
        #expect(try store.read { try Int.fetchOne($0, sql: "SELECT changes FROM frontier") } == changes)
    }

    @Test("several that open a new file at once all get it")
    func together() async throws {
        let path = path
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<4 {
                group.addTask { try SQLiteStore(path: path).add([Samples.entry("https://example.org/\(number)")]) }
            }
            let added = try await group.reduce(0, +)
            #expect(added == 4)
        }
        #expect(try SQLiteStore(path: path).frontierCounts(source: "board").waiting == 4)
    }

    @Test("a path that cannot be opened is named, with what to do")
    func places() throws {
        let missing = try #require(throws: StoreError.self) { try SQLiteStore(path: scratch.file("none/vigil.db")) }
        #expect(missing.reason == .unreadable)
        #expect(missing.problem == "cannot be made, since there is no such directory")
        let directory = try #require(throws: StoreError.self) { try SQLiteStore(path: scratch.path) }
        #expect(directory.reason == .unreadable)
        #expect(directory.problem == "cannot be opened: Is a directory")
        #expect(StoreError(opening: "x", code: ENOSPC).reason == .diskFull)
        #expect(StoreError(opening: "x", code: EACCES).reason == .readOnly)
        #expect(StoreError(opening: "x", code: EROFS).reason == .readOnly)
    }

    // MARK: Trouble

    @Test("a full disk leaves the store as it was, and it goes on when there is space")
    func full() throws {
        let store = try SQLiteStore(path: path)
        let night = try store.beginNight(startedAt: 1, rulesVersion: "1").id
        let text = String(repeating: "a quiet room near the station ", count: 100)
        _ = try store.write(NightBatch(night: night, posts: [Samples.judged("1", text)]))
        try store.write { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count")!
            _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(pages + 8)")
        }
        let many = NightBatch(
            night: night, posts: (0..<200).map { Samples.judged("more-\($0)", "\($0) " + text) },
            links: [Samples.entry("https://example.org/")])
        let error = try #require(throws: StoreError.self) { try store.write(many) }
        #expect(error.reason == .diskFull)
        #expect(error.problem == "the disk is full; what was stored before is intact")
        #expect(try store.counts() == StoreCounts(posts: 1, findings: 1, leads: 0, nights: 1))
        #expect(try store.frontierCounts(source: "board") == FrontierCounts())
        #expect(try store.posts(containing: "quiet room", limit: 300).count == 1)

        try store.write { _ = try Int.fetchOne($0, sql: "PRAGMA max_page_count = 1073741823") }
        #expect(try store.write(many) == WriteSummary(newPosts: 200, newLinks: 1))
        #expect(try store.faults().isEmpty)
    }

    @Test("another process that writes is waited for, then named")
    func busy() throws {
        let holder = try SQLiteStore(path: path)
        let store = try SQLiteStore(path: path, patience: 0.01)
        try holder.write { database in
            try database.execute(sql: "UPDATE night SET ended_at = 1")
            let error = #expect(throws: StoreError.self) { try store.add([Samples.entry("https://example.org/")]) }
            #expect(error?.reason == .busy)
            // Readers do not wait, not even to open the store.
            #expect(throws: Never.self) { try SQLiteStore(path: path, patience: 0.01).counts() }
            #expect(throws: Never.self) { try store.frontierCounts(source: "board") }
        }
        #expect(try store.add([Samples.entry("https://example.org/")]) == 1)
    }

    @Test("a store that admits no writing says so")
    func readOnly() throws {
        let store = try SQLiteStore(path: path)
        let error = try #require(throws: StoreError.self) {
            try store.write { database in
                try database.execute(sql: "PRAGMA query_only = 1")
                try database.execute(sql: "UPDATE night SET ended_at = 1")
            }
        }
        #expect(error.reason == .readOnly)
    }

    @Test("a damaged file is called damaged")
    func damaged() throws {
        let store = try SQLiteStore(path: path)
        let night = try store.beginNight(startedAt: 1, rulesVersion: "1").id
        _ = try store.write(NightBatch(night: night, posts: (0..<200).map { Samples.judged("\($0)") }))
        try store.close()
        // All pages but the first, which holds the header and the schema.
        var bytes = try scratch.bytes("vigil.db")
        for place in 4096..<bytes.count { bytes[place] = 0x5A }
        try write(bytes, to: "vigil.db")
        let error = #expect(throws: StoreError.self) {
            _ = try SQLiteStore(path: path).posts(containing: "", limit: 5)
        }
        #expect(error?.reason == .damaged)
        #expect(error?.advice == "restore it from a backup; the archive still holds the pages")
    }

    @Test("a closed store throws")
    func closed() throws {
        let store = try SQLiteStore(path: path)
        try store.close()
        #expect(throws: StoreError.self) { try store.counts() }
        #expect(throws: StoreError.self) { try store.add([Samples.entry("https://example.org/")]) }
    }
}
