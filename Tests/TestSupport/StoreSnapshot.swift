import Foundation
import GRDB

/// What a workspace's database holds at a moment, read with SQLite from a copy, so that the original stays as a killed
/// process left it, its log included.
public struct StoreSnapshot: Sendable {
    /// What came of one address.
    public struct Outcome: Sendable, Hashable {
        /// `fetched`, `refused` or `failed`.
        public var result: String
        public var status: Int?
        /// In words.
        public var reason: String?
    }

    public struct Capture: Sendable, Hashable {
        public var url: String
        public var status: Int
        public var file: String
        public var offset: Int64
    }

    public var waiting: Set<String>
    /// By address; those that do not wait.
    public var outcomes: [String: Outcome]
    public var captures: Set<Capture>
    /// The addresses of posts' pages.
    public var postPages: [String]
    /// What `PRAGMA integrity_check` says; `ok` where all is well.
    public var integrity: String

    /// - Parameter directory: the workspace; nobody writes in it meanwhile.
    public init(workspace directory: String) throws {
        let manager = FileManager.default
        let copy = manager.temporaryDirectory.path + "/vigil-snapshot-" + UUID().uuidString
        try manager.createDirectory(atPath: copy, withIntermediateDirectories: true)
        defer { try? manager.removeItem(atPath: copy) }
        for name in ["vigil.db", "vigil.db-wal"] where manager.fileExists(atPath: "\(directory)/\(name)") {
            try manager.copyItem(atPath: "\(directory)/\(name)", toPath: "\(copy)/\(name)")
        }
        let queue = try DatabaseQueue(path: copy + "/vigil.db")
        self = try queue.read { try StoreSnapshot($0) }
        try queue.close()
    }

    private init(_ database: Database) throws {
        integrity = try String.fetchAll(database, sql: "PRAGMA integrity_check").joined(separator: "; ")
        // A process that was killed early may not have got as far as making the tables.
        guard try database.tableExists("frontier"), try database.tableExists("post") else {
            (waiting, outcomes, captures, postPages) = ([], [:], [], [])
            return
        }
        waiting = try String.fetchSet(database, sql: "SELECT url FROM frontier WHERE turn IS NOT NULL")
        outcomes = [:]
        let settled = try Row.fetchAll(
            database, sql: "SELECT url, result, status, reason FROM frontier WHERE turn IS NULL")
        for row in settled { outcomes[row[0]] = Outcome(result: row[1] ?? "", status: row[2], reason: row[3]) }
        captures = Set(
            try Row.fetchAll(database, sql: "SELECT url, status, file, offset FROM capture").map {
                Capture(url: $0[0], status: $0[1], file: $0[2], offset: $0[3])
            })
        postPages = try String.fetchAll(database, sql: "SELECT page FROM post WHERE page IS NOT NULL")
    }
}
