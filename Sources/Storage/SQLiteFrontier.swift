import Foundation
import GRDB
import Model

extension SQLiteStore {
    @discardableResult
    public func add(_ entries: [FrontierEntry]) throws(StoreError) -> Int {
        try write { try Self.add(entries, $0) }
    }

    public func waiting(source: String, limit: Int) throws(StoreError) -> [FrontierEntry] {
        try read { database in
            // Each state is a range of the index that is already in order; a sort of the whole frontier is not needed.
            var result: [FrontierEntry] = []
            for state in 0...1 where result.count < limit {
                let rows = try Row.fetchCursor(
                    database.cachedStatement(sql: Self.waitingSQL),
                    arguments: [source, state, limit - result.count])
                while let row = try rows.next() {
                    result.append(
                        FrontierEntry(
                            source: source, url: row[0], depth: row[1], kind: Link.Kind(rawValue: row[2]) ?? .page))
                }
            }
            return result
        }
    }

    static let waitingSQL = """
        SELECT url, depth, kind FROM frontier WHERE source = ? AND state = ? AND state < 2
        ORDER BY depth, sequence LIMIT ?
        """

    public func reopen(source: String) throws(StoreError) {
        try write { database in
            try database.execute(
                sql: "UPDATE frontier SET state = 1 WHERE source = ? AND state = 2", arguments: [source])
        }
    }

    public func settle(_ outcomes: [FrontierOutcome]) throws(StoreError) {
        try write { try Self.settle(outcomes, $0) }
    }

    public func frontierCounts(source: String) throws(StoreError) -> FrontierCounts {
        try read { database in
            var counts = FrontierCounts()
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT state, result, count(*) FROM frontier WHERE source = ? GROUP BY state, result",
                arguments: [source])
            while let row = try rows.next() {
                let (state, result, count): (Int, String?, Int) = (row[0], row[1], row[2])
                if state < 2 {
                    counts.waiting += count
                    continue
                }
                switch result.flatMap(FrontierOutcome.Result.init(rawValue:)) {
                case .fetched?: counts.fetched += count
                case .refused?: counts.refused += count
                case .failed?: counts.failed += count
                case nil: break
                }
            }
            return counts
        }
    }

    public func robots(origin: String) throws(StoreError) -> RobotsRecord? {
        try read { database in
            try Row.fetchOne(
                database, sql: "SELECT status, body, fetched_at FROM robots WHERE origin = ?", arguments: [origin]
            ).map { row in
                let body: Data = row[1]
                return RobotsRecord(origin: origin, status: row[0], body: [UInt8](body), fetchedAt: row[2])
            }
        }
    }

    public func save(robots record: RobotsRecord) throws(StoreError) {
        try write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO robots (origin, status, body, fetched_at) VALUES (?, ?, ?, ?)",
                arguments: [record.origin, record.status, Data(record.body), record.fetchedAt])
        }
    }

    static func add(_ entries: [FrontierEntry], _ database: Database) throws -> Int {
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO frontier (source, url, depth, kind) VALUES (?, ?, ?, ?)
                ON CONFLICT (source, url) DO NOTHING
                """)
        let deepen = try database.cachedStatement(
            sql: "UPDATE frontier SET depth = ? WHERE source = ? AND url = ? AND depth > ?")
        var added = 0
        for entry in entries {
            try insert.execute(arguments: [entry.source, entry.url, entry.depth, entry.kind.rawValue])
            if database.changesCount > 0 {
                added += 1
            } else {
                try deepen.execute(arguments: [entry.depth, entry.source, entry.url, entry.depth])
            }
        }
        return added
    }

    static func settle(_ outcomes: [FrontierOutcome], _ database: Database) throws {
        let update = try database.cachedStatement(
            sql: """
                UPDATE frontier SET state = 2, result = ?, status = ?, reason = ?, settled_at = ?
                WHERE source = ? AND url = ?
                """)
        for outcome in outcomes {
            try update.execute(arguments: [
                outcome.result.rawValue, outcome.status, outcome.reason, outcome.at, outcome.source, outcome.url,
            ])
        }
    }
}
