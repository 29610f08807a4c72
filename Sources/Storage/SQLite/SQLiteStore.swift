import Foundation
import GRDB
import Model

/// The store in one SQLite file, through GRDB.
///
/// WAL with `synchronous = FULL`: a call that has returned survives a power cut, as `Store` promises. `NORMAL` would
/// keep the file whole too, but could lose the last calls, after which a night would fetch pages a second time and the
/// archive would hold records that nothing refers to. A night writes a hundred pages in one transaction, so that the
/// sync costs little.
public final class SQLiteStore: Store {
    let pool: DatabasePool
    let path: String

    /// Opens the database at `path`, making it (mode 0600) where there is none, and brings its schema up to date.
    ///
    /// - Parameter patience: how long to wait for another process that writes, in seconds, before a call throws `busy`.
    /// - Throws: `StoreError`. A file that is not vigil's is left as it is.
    public init(path: String, patience: Double = 10) throws(StoreError) {
        self.path = path
        let isNew = try DatabaseFile.prepare(path)
        let deadline = Date() + patience
        while true {
            do {
                pool = try Self.open(path, isNew: isNew, patience: patience)
                return
            } catch {
                let error = StoreError(error, path)
                // Going over to the write-ahead log waits for nobody, so that several that open a new file at once can be
                // in one another's way.
                guard error.reason == .busy, Date() < deadline else { throw error }
                usleep(20_000)
            }
        }
    }

    private static func open(_ path: String, isNew: Bool, patience: Double) throws -> DatabasePool {
        let configuration = configuration(patience: patience)
        if isNew { try DatabaseFile.mark(DatabaseQueue(path: path, configuration: configuration), path) }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try DatabaseFile.mark(pool, path)
        try migrate(pool, path, patience: patience)
        return pool
    }

    deinit { try? close() }

    /// Ends every connection; later calls throw. Where nobody else has the store open, its log goes into the file, so
    /// that a copy of the file alone is whole.
    public func close() throws(StoreError) {
        // The last connection to go must be the one that may write.
        pool.invalidateReadOnlyConnections()
        try wrapped { try pool.close() }
    }

    private static func configuration(patience: Double) -> Configuration {
        var configuration = Configuration()
        configuration.label = "vigil"
        configuration.busyMode = .timeout(patience)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            database.add(function: SearchPhrase.function)
            try database.execute(
                sql: """
                    PRAGMA synchronous = FULL;
                    PRAGMA temp_store = MEMORY;
                    -- one great transaction does not leave its log at that size for ever
                    PRAGMA journal_size_limit = 67108864;
                    """)
        }
        return configuration
    }

    private static func migrate(_ pool: DatabasePool, _ path: String, patience: Double) throws {
        let migrator = Schema.migrator
        let applied = try pool.read(migrator.appliedIdentifiers)
        if try pool.read(migrator.hasBeenSuperseded) {
            throw StoreError(
                .tooNew, place: path, problem: "was written by a newer vigil",
                advice: "update vigil, or use another workspace")
        }
        let deadline = Date() + patience
        while true {
            do {
                return try migrator.migrate(pool)
            } catch {
                // Another vigil that opened the new file at the same moment may have been faster, or be at it.
                if (try? pool.read(migrator.hasCompletedMigrations)) == true { return }
                guard Date() < deadline, try pool.read(migrator.appliedIdentifiers) != applied else { throw error }
                usleep(20_000)
            }
        }
    }

    // MARK: Access

    func read<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
        try wrapped { try pool.read(body) }
    }

    /// Runs `body` in a transaction, which is undone as a whole where it throws.
    func write<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
        try wrapped { try pool.write(body) }
    }

    /// Runs `body` and gives its errors the store's words.
    private func wrapped<Result>(_ body: () throws -> Result) throws(StoreError) -> Result {
        do {
            return try body()
        } catch {
            throw StoreError(error, path)
        }
    }

    /// How SQLite would go about a query, a line a step: what must not look at every row can be held against it.
    func plan(_ sql: String, _ arguments: [any DatabaseValueConvertible]) throws(StoreError) -> [String] {
        try read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: StatementArguments(arguments))
                .map { $0["detail"] }
        }
    }
}
