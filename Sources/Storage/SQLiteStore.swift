import Foundation
import GRDB
import Model

/// The store in one SQLite file, through GRDB.
///
/// WAL with `synchronous = FULL`: a call that has returned survives a power cut, since the archive's records are only
/// worth something if the store still refers to them. A night writes some pages in one transaction, so that the sync
/// costs little.
public final class SQLiteStore: Store {
    let pool: DatabasePool
    let path: String

    /// Marks a database as vigil's (`PRAGMA application_id`): "VGIL".
    static let applicationId: Int32 = 0x5647_494C

    /// Opens the database at `path`, making it (mode 0600) where there is none, and brings its schema up to date.
    ///
    /// - Throws: `StoreError`.
    public init(path: String) throws(StoreError) {
        self.path = path
        try Self.makePrivate(path)
        var configuration = Configuration()
        configuration.label = "vigil"
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            try Self.checkOwner(pool, path)
            let migrator = Schema.migrator
            if try pool.read(migrator.hasBeenSuperseded) {
                throw StoreError(
                    .tooNew, place: path, problem: "was written by a newer vigil", advice: "update vigil")
            }
            try migrator.migrate(pool)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(error, path)
        }
    }

    public func close() throws(StoreError) { try wrapped { try pool.close() } }

    /// Runs `body` and gives its errors the store's words.
    func wrapped<Result>(_ body: () throws -> Result) throws(StoreError) -> Result {
        do {
            return try body()
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(error, path)
        }
    }

    func read<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
        try wrapped { try pool.read(body) }
    }

    func write<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
        try wrapped { try pool.write(body) }
    }

    /// A new file is made by us, so that SQLite never makes one that others may read.
    private static func makePrivate(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(
                errno == ENOSPC ? .diskFull : .unreadable, place: path,
                problem: "cannot be opened: \(String(cString: strerror(errno)))",
                advice: "check the directory, its permissions and the disk")
        }
        Foundation.close(descriptor)
    }

    private static func checkOwner(_ pool: DatabasePool, _ path: String) throws {
        let (owner, tables) = try pool.read { database in
            (
                try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            )
        }
        if owner == applicationId { return }
        guard owner == 0, tables == 0 else {
            throw StoreError(
                .unreadable, place: path, problem: "is a database, but not one of vigil's",
                advice: "move it away, or use another workspace")
        }
        try pool.write { try $0.execute(sql: "PRAGMA application_id = \(applicationId)") }
    }
}

extension StoreError {
    /// SQLite's error in the store's words.
    init(_ error: any Error, _ path: String) {
        let code = (error as? DatabaseError)?.resultCode ?? .SQLITE_ERROR
        let words = (error as? DatabaseError)?.message ?? "\(error)"
        switch code {
        case .SQLITE_FULL:
            self.init(
                .diskFull, place: path, problem: "the disk is full; what was stored before is intact",
                advice: "free some space and run `vigil scan` again, which goes on where it stopped")
        case .SQLITE_IOERR:
            self.init(
                .diskFull, place: path, problem: "cannot be written: \(words); what was stored before is intact",
                advice: "check the disk and its free space, then run the command again")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .busy, place: path, problem: "is held by another program", advice: "wait until it has finished")
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            self.init(
                .unreadable, place: path, problem: "is damaged or no database: \(words)",
                advice: "restore it from a backup; the archive still holds the pages")
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
            self.init(
                .unreadable, place: path, problem: "cannot be opened: \(words)",
                advice: "check the directory and its permissions")
        default:
            self.init(.engine, place: path, problem: words, advice: "report this with the command that you ran")
        }
    }
}
