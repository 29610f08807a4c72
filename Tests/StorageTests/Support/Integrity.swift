@testable import Storage

extension SQLiteStore {
    /// What SQLite finds wrong with the file; nothing where all is well.
    func faults() throws -> [String] {
        try write { database in
            try PostIndex.keepUp(database, lag: 0)
            // Throws where the index and the posts disagree.
            try database.execute(sql: "INSERT INTO post_text (post_text, rank) VALUES ('integrity-check', 1)")
            let broken = try String.fetchAll(database, sql: "PRAGMA foreign_key_check")
            return try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" } + broken
        }
    }
}
