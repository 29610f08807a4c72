import Foundation
import Model
import Testing

@testable import Storage

/// What `Store` promises about crashes, with a process that really ends.
@Suite("Crashes")
struct CrashTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private var path: String { scratch.file("vigil.db") }

    @Test("a process killed within a batch loses that batch as a whole and nothing else")
    func killed() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let store = try SQLiteStore(path: path)
            let night = try store.beginNight(startedAt: 1, rulesVersion: "1").id
            _ = try store.write(
                NightBatch(
                    night: night, posts: [Samples.judged("kept", lead: Samples.lead("L-1", of: "kept"))],
                    links: [Samples.entry("https://example.org/kept")]))
            try store.write { database in
                for number in 0..<3000 {
                    try database.execute(
                        sql: "INSERT INTO frontier (source, url, depth, kind) VALUES ('board', ?, 0, 'page')",
                        arguments: ["https://example.org/lost/\(number)"])
                }
                // Some of it is in the log by now.
                try database.execute(
                    sql: "PRAGMA cache_spill = 1; PRAGMA cache_size = 1; UPDATE frontier SET depth = 1")
                kill(getpid(), SIGKILL)
            }
        }
        #expect(FileManager.default.fileExists(atPath: path + "-wal"))
        let store = try SQLiteStore(path: path)
        #expect(try store.unfinishedNight()?.startedAt == 1)
        #expect(try store.waiting(source: "board", limit: 9).map(\.url) == ["https://example.org/kept"])
        #expect(try store.frontierCounts(source: "board") == FrontierCounts(waiting: 1))
        #expect(try store.lead(id: "L-1") == Samples.lead("L-1", of: "kept"))
        #expect(try store.posts(containing: "room to let", limit: 9).count == 1)
        #expect(try store.faults().isEmpty)
    }

    @Test("a disk that takes no more bytes ends a call in an error, and the store is as before")
    func limited() async throws {
        await #expect(processExitsWith: .success) { [path = path as String] in
            let store = try SQLiteStore(path: path)
            let night = try store.beginNight(startedAt: 1, rulesVersion: "1").id
            _ = try store.write(NightBatch(night: night, posts: [Samples.judged("kept")]))
            // The kernel refuses to let any file of this process grow beyond 512 KiB.
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit()
            guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else { exit(2) }
            limit.rlim_cur = 512 << 10
            guard setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else { exit(2) }
            let text = String(repeating: "a quiet room near the station ", count: 100)
            do {
                for round in 0..<100 {
                    let posts = (0..<20).map { Samples.judged("\(round)-\($0)", "\(round) \($0) " + text) }
                    _ = try store.write(NightBatch(night: night, posts: posts))
                }
                exit(3)
            } catch let error as StoreError {
                let counts = try store.counts()
                guard counts.posts % 20 == 1, counts.findings == counts.posts else { exit(4) }
                guard error.problem.contains("what was stored before is intact") else { exit(5) }
            }
        }
        let store = try SQLiteStore(path: path)
        #expect(try store.posts(containing: "a room to let", limit: 9).map(\.post.id) == ["kept"])
        #expect(try store.counts().posts % 20 == 1)
        #expect(try store.faults().isEmpty)
    }

    @Test("a killed process gives its workspace back")
    func lock() async throws {
        let file = scratch.file("vigil.lock")
        await #expect(processExitsWith: .signal(SIGKILL)) { [file = file as String] in
            let lock = try WorkspaceLock(path: file)
            withExtendedLifetime(lock) { _ = kill(getpid(), SIGKILL) }
        }
        let left = try String(contentsOfFile: file, encoding: .utf8)
        #expect(Int(left.dropLast()) != nil && left != "\(getpid())\n")
        let lock = try WorkspaceLock(path: file)
        let error = #expect(throws: StoreError.self) { try WorkspaceLock(path: file) }
        #expect(error?.problem == "workspace in use by another vigil (pid \(getpid()))")
        lock.release()
    }
}
