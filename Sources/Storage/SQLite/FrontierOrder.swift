import GRDB

/// The order in which a new night asks for the known URLs of a source.
///
/// They are found by indexes, so that millions that were never settled are not looked at, and some thousands at a time,
/// so that memory stays flat however many they are.
struct FrontierOrder {
    private let database: Database
    /// As its column holds it.
    private let source: String
    /// Seconds since 1970, UTC.
    private let now: Double

    private static let rowsAStep = 10_000

    init(_ database: Database, source: String, now: Double) {
        self.database = database
        self.source = source
        self.now = now
    }

    /// Lets all of them wait, each at its place.
    func renew() throws {
        // Those that still wait have an old place. Each step finds the rest by what the one before has left.
        while try setAside() {}
        while try place() {}
    }

    static let waitingSQL = "SELECT sequence FROM frontier WHERE source = ? AND turn = 1 LIMIT ?"
    static let settledSQL = "SELECT sequence FROM frontier WHERE source = ? AND turn IS NULL LIMIT ?"

    private func setAside() throws -> Bool {
        let statement = try database.cachedStatement(
            sql: "UPDATE frontier SET turn = NULL WHERE sequence IN (\(Self.waitingSQL))")
        try statement.execute(arguments: [source, Self.rowsAStep])
        return database.changesCount > 0
    }

    private func place() throws -> Bool {
        // The higher the expected number of changes since the last visit, the likelier that there is one.
        let statement = try database.cachedStatement(
            sql: """
                UPDATE frontier SET turn = 1, place = CASE WHEN depth = 0 THEN -1e18
                    ELSE -coalesce(change_rate, ?) * max(0, ? - coalesce(visited_at, ?)) END
                WHERE sequence IN (\(Self.settledSQL))
                """)
        try statement.execute(arguments: [ChangeRate.unknown, now, now, source, Self.rowsAStep])
        return database.changesCount > 0
    }
}
