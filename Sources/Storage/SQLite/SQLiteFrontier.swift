import Foundation
import GRDB
import Model

extension SQLiteStore {
    @discardableResult
    public func add(_ entries: [FrontierEntry]) throws(StoreError) -> Int {
        try write { try FrontierWriter.write(entries, [], $0) }
    }

    public func waiting(source: String, limit: Int) throws(StoreError) -> [FrontierEntry] {
        try read { database in
            let statement = try database.cachedStatement(sql: Self.waitingSQL)
            let column = StoredText.column(source)
            var result: [FrontierEntry] = []
            // Each turn is a stretch of the index that is in order already; nothing is sorted.
            for turn in 0...1 where result.count < limit {
                let rows = try Row.fetchCursor(statement, arguments: [column, turn, limit - result.count])
                while let row = try rows.next() {
                    result.append(
                        FrontierEntry(
                            source: source, url: row[0], depth: row[1], kind: Link.Kind(rawValue: row[2]) ?? .page,
                            validators: Self.validators(row), contentDigest: row[6]))
                }
            }
            return result
        }
    }

    static let waitingSQL = """
        SELECT url, depth, kind, etag, last_modified, validated_at, content_digest FROM frontier
        WHERE source = ? AND turn = ? ORDER BY place, depth, sequence LIMIT ?
        """

    private static func validators(_ row: Row) -> PageValidators? {
        guard let fetchedAt: Double = row[5] else { return nil }
        return PageValidators(etag: row[3], lastModified: row[4], fetchedAt: fetchedAt)
    }

    public func forgetValidators() throws(StoreError) {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE frontier SET etag = NULL, last_modified = NULL, validated_at = NULL, content_digest = NULL
                    WHERE validated_at IS NOT NULL OR content_digest IS NOT NULL
                    """)
        }
    }

    public func reopen(source: String, now: Double) throws(StoreError) {
        try write { database in
            let source = StoredText.column(source)
            try database.execute(
                sql: "DELETE FROM frontier WHERE source = ? AND turn IS NULL AND kind = ?",
                arguments: [source, Link.Kind.listing.rawValue])
            // The higher the expected number of changes since the last visit, the likelier that there is one.
            try database.execute(
                sql: """
                    UPDATE frontier SET turn = 1, place = CASE WHEN depth = 0 THEN -1e18
                        ELSE -coalesce(change_rate, ?) * max(0, ? - coalesce(visited_at, ?)) END
                    WHERE source = ? AND (turn IS NULL OR turn = 1)
                    """, arguments: [ChangeRate.unknown, now, now, source])
            try database.execute(
                sql: """
                    UPDATE frontier_count SET fetched = 0, refused = 0, failed = 0,
                        waiting = (SELECT count(*) FROM frontier WHERE frontier.source = frontier_count.source)
                    WHERE source = ?
                    """, arguments: [source])
        }
    }

    public func settle(_ outcomes: [FrontierOutcome]) throws(StoreError) {
        _ = try write { try FrontierWriter.write([], outcomes, $0) }
    }

    public func frontierCounts(source: String) throws(StoreError) -> FrontierCounts {
        try read { database in
            let row = try Row.fetchOne(
                database.cachedStatement(
                    sql: "SELECT waiting, fetched, refused, failed FROM frontier_count WHERE source = ?"),
                arguments: [StoredText.column(source)])
            guard let row else { return FrontierCounts() }
            return FrontierCounts(waiting: row[0], fetched: row[1], refused: row[2], failed: row[3])
        }
    }

    public func robots(origin: String) throws(StoreError) -> RobotsRecord? {
        try read { database in
            let row = try Row.fetchOne(
                database.cachedStatement(sql: "SELECT status, body, fetched_at FROM robots WHERE origin = ?"),
                arguments: [StoredText.column(origin)])
            return row.map { row in
                let body: Data = row[1]
                return RobotsRecord(origin: origin, status: row[0], body: [UInt8](body), fetchedAt: row[2])
            }
        }
    }

    public func save(robots record: RobotsRecord) throws(StoreError) {
        try write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO robots (origin, status, body, fetched_at) VALUES (?, ?, ?, ?)",
                arguments: [
                    StoredText.column(record.origin), record.status, Data(record.body), record.fetchedAt,
                ])
        }
    }
}
