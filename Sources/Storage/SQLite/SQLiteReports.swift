import GRDB
import Model

extension SQLiteStore {
    public func nights(limit: Int) throws(StoreError) -> [Night] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT id, started_at, ended_at, rules_version FROM night ORDER BY id DESC LIMIT ?",
                arguments: [max(0, limit)]
            ).map { Night(id: $0[0], startedAt: $0[1], endedAt: $0[2], rulesVersion: $0[3]) }
        }
    }

    public func lastNight() throws(StoreError) -> Night? { try nights(limit: 1).first }

    public func save(reports: [SourceReport], night: Int64) throws(StoreError) {
        try write { try Self.save(reports, night: night, $0) }
    }

    static func save(_ reports: [SourceReport], night: Int64, _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO night_source (night, source, content) VALUES (?, ?, ?)")
        for report in reports {
            try statement.execute(arguments: [night, StoredText.column(report.name), try StoredJSON.text(report)])
        }
    }

    public func reports(night: Int64) throws(StoreError) -> [SourceReport] {
        try read { database in
            try String.fetchAll(
                database, sql: "SELECT content FROM night_source WHERE night = ? ORDER BY source", arguments: [night]
            ).map { try StoredJSON.value(SourceReport.self, $0) }
        }
    }

    public func newPosts(night: Int64) throws(StoreError) -> [String: Int] {
        try postsBySource("first_night = ?", night)
    }

    public func vanishedPosts(since time: Double) throws(StoreError) -> [String: Int] {
        try postsBySource("vanished_at >= ?", time)
    }

    private func postsBySource(
        _ condition: String, _ argument: any DatabaseValueConvertible
    ) throws(StoreError) -> [String: Int] {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT source, count(*) FROM post WHERE \(condition) AND source IS NOT NULL GROUP BY source",
                arguments: [argument])
            return rows.reduce(into: [:]) { $0[$1[0] as String] = $1[1] as Int }
        }
    }

    public func vanished(lead id: String) throws(StoreError) -> Double? {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT count(*), count(post.vanished_at), max(post.vanished_at) FROM lead
                    JOIN lead_post ON lead_post.lead = lead.number JOIN post ON post.number = lead_post.post
                    WHERE lead.id = ?
                    """, arguments: [StoredText.column(id)])
            guard let row, row[0] as Int > 0, row[0] as Int == row[1] as Int else { return nil }
            return row[2]
        }
    }

    public func countKnown(posts ids: [String], before night: Int64) throws(StoreError) -> Int {
        try read { database in
            let known = try database.cachedStatement(sql: "SELECT 1 FROM post WHERE id = ? AND first_night < ?")
            return try ids.count { try Int.fetchOne(known, arguments: [StoredText.column($0), night]) != nil }
        }
    }
}
