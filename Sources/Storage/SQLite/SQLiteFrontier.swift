import Foundation
import GRDB
import Model

extension SQLiteStore {
    @discardableResult
    public func add(_ entries: [FrontierEntry]) throws(StoreError) -> Int {
        try write { try FrontierWriter.write(entries, [], $0) }
    }

    public func waiting(source: String, limit: Int, after reading: inout FrontierReading) throws(StoreError)
        -> [FrontierEntry]
    {
        let (entries, end) = try read { database in
            var reader = try FrontierReader(database, source: source, limit: limit, reading)
            try reader.readNew()
            try reader.readKnown()
            return (reader.entries, reader.reading)
        }
        reading = end
        return entries
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
            let forgotten = database.changesCount
            try FrontierOrder(database, source: source, now: now).renew()
            try database.execute(
                sql: """
                    UPDATE frontier_count SET waiting = waiting + fetched + refused + failed - ?,
                        fetched = 0, refused = 0, failed = 0
                    WHERE source = ?
                    """, arguments: [forgotten, source])
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
