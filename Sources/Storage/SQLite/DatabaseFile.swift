import Foundation
import GRDB
import Model

/// The file itself: who may read it, and whose it is.
enum DatabaseFile {
    /// Marks a database as vigil's (`PRAGMA application_id`): "VGIL".
    static let applicationId: Int32 = 0x5647_494C

    private static let headerLength = 100

    /// Makes sure that there is a file at `path` that vigil may use: its own or a new one.
    ///
    /// The header is read before SQLite sees the file, since opening a foreign database may already change it. That
    /// works because `mark` writes into the file proper before the database goes over to its write-ahead log.
    ///
    /// - Returns: whether the file is new and empty.
    static func prepare(_ path: String) throws(StoreError) -> Bool {
        // Made here, since SQLite would leave it readable to others. Its log files take over the mode.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError(opening: path, code: errno) }
        defer { close(descriptor) }
        var header = [UInt8](repeating: 0, count: headerLength)
        let count = pread(descriptor, &header, headerLength, 0)
        guard count >= 0 else { throw StoreError(opening: path, code: errno) }
        if count == 0 { return true }
        // https://www.sqlite.org/fileformat.html, section 1.3
        guard count == headerLength, header.starts(with: Array("SQLite format 3\u{0}".utf8)) else {
            throw StoreError(
                .unreadable, place: path, problem: "is not a database",
                advice: "move it away, or use another workspace")
        }
        let owner = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard owner == UInt32(bitPattern: applicationId) else { throw foreign(path) }
        return false
    }

    /// Writes vigil's mark into a database that is still empty; does nothing where it is there already.
    static func mark(_ database: some DatabaseWriter, _ path: String) throws {
        func isMarked(_ database: Database) throws -> Bool {
            try Int32.fetchOne(database, sql: "PRAGMA application_id") == applicationId
        }
        if try database.read(isMarked) { return }
        try database.write { database in
            // Another vigil may have been faster since.
            if try isMarked(database) { return }
            guard try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0 else {
                throw foreign(path)
            }
            try database.execute(sql: "PRAGMA application_id = \(applicationId)")
        }
    }

    private static func foreign(_ path: String) -> StoreError {
        StoreError(
            .unreadable, place: path, problem: "is a database, but not one of vigil's",
            advice: "move it away, or use another workspace")
    }
}
