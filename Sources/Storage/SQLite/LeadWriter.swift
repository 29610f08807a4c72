import GRDB
import Model

/// Writes leads within a transaction.
struct LeadWriter {
    private let database: Database
    private let night: Int64
    private let known: Statement
    private let insert: Statement
    private let update: Statement
    private let join: Statement
    private let touch: Statement

    init(_ database: Database, night: Int64) throws {
        self.database = database
        self.night = night
        known = try database.cachedStatement(sql: "SELECT number, content FROM lead WHERE id = ?")
        insert = try database.cachedStatement(
            sql: """
                INSERT INTO lead (content, tier, score, status, lang, families, first_seen, last_seen, id, first_night)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        update = try database.cachedStatement(
            sql: """
                UPDATE lead SET content = ?, tier = ?, score = ?, status = ?, lang = ?, families = ?, first_seen = ?,
                    last_seen = ?
                WHERE number = ?
                """)
        join = try database.cachedStatement(
            sql: "INSERT INTO lead_post (post, lead) VALUES (?, ?) ON CONFLICT DO NOTHING")
        touch = try database.cachedStatement(
            sql: """
                UPDATE lead SET last_seen = ?1, content = json_set(content, '$.last_seen', ?2)
                WHERE last_seen < ?1 AND number IN (SELECT lead FROM lead_post WHERE post = ?3)
                """)
    }

    /// Writes the lead that the post gives rise to; whether it is new.
    ///
    /// A known one keeps its status and its first-seen time, and its last-seen time never goes back.
    func save(_ lead: Lead, post: Int64, at time: Double) throws -> Bool {
        let id = StoredText.column(lead.id)
        let row = try Row.fetchOne(known, arguments: [id])
        let number: Int64
        if let row {
            number = row[0]
            let old = try StoredJSON.value(Lead.self, row[1])
            var lead = lead
            lead.status = old.status
            lead.firstSeen = old.firstSeen
            if Self.seconds(old.lastSeen, else: time) > Self.seconds(lead.lastSeen, else: time) {
                lead.lastSeen = old.lastSeen
            }
            try update.execute(arguments: StatementArguments(Self.columns(of: lead, at: time) + [number]))
        } else {
            try insert.execute(arguments: StatementArguments(Self.columns(of: lead, at: time) + [id, night]))
            number = database.lastInsertedRowID
        }
        try join.execute(arguments: [post, number])
        return row == nil
    }

    /// Notes on the post's leads that it was seen again, flagged or not.
    func sawAgain(post: Int64, at time: Double) throws {
        // Leads carry whole seconds: within one, nothing is to be written.
        let time = time.rounded(.down)
        try touch.execute(arguments: [time, Timestamp.text(time), post])
    }

    private static func columns(of lead: Lead, at time: Double) throws -> [(any DatabaseValueConvertible)?] {
        [
            try StoredJSON.text(lead), lead.tier.rank, lead.score, lead.status.rawValue, StoredText.column(lead.lang),
            " " + lead.families.map(\.rawValue).joined(separator: " ") + " ",
            seconds(lead.firstSeen, else: time), seconds(lead.lastSeen, else: time),
        ]
    }

    private static func seconds(_ text: String, else time: Double) -> Double { Timestamp.seconds(text) ?? time }
}
