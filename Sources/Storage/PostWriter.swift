import Foundation
import GRDB
import Model

/// Writes posts, findings and leads within one transaction.
struct PostWriter {
    private let database: Database
    private let night: Int64
    private let known: Statement
    private let insert: Statement
    private let update: Statement
    private let insertLead: Statement
    private let updateLead: Statement

    init(_ database: Database, night: Int64) throws {
        self.database = database
        self.night = night
        known = try database.cachedStatement(sql: "SELECT 1 FROM post WHERE id = ?")
        insert = try database.cachedStatement(
            sql: """
                INSERT INTO post (id, source, url, title, text, content, first_seen, last_seen, first_night, finding)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        update = try database.cachedStatement(
            sql: """
                UPDATE post SET source = ?, url = ?, title = ?, text = ?, content = ?, last_seen = max(last_seen, ?),
                    finding = ? WHERE id = ?
                """)
        insertLead = try database.cachedStatement(
            sql: """
                INSERT INTO lead (id, post, tier, score, status, lang, first_seen, first_night, content)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        updateLead = try database.cachedStatement(
            sql: "UPDATE lead SET tier = ?, score = ?, lang = ?, content = ? WHERE id = ?")
    }

    /// Writes the post with its finding; whether it is new.
    func save(_ judged: JudgedPost, at time: Double) throws -> Bool {
        let post = judged.post
        let content = try StoredJSON.text(post)
        let finding = try StoredJSON.text(judged.finding)
        if try Row.fetchOne(known, arguments: [post.id]) != nil {
            try update.execute(arguments: [
                post.source, post.url, post.title, post.text, content, time, finding, post.id,
            ])
            return false
        }
        try insert.execute(arguments: [
            post.id, post.source, post.url, post.title, post.text, content, time, time, night, finding,
        ])
        return true
    }

    /// Writes the lead; whether it is new. A known one keeps its status and its first time.
    ///
    /// A post that is no longer flagged gives no lead: its old one stays as it was, with a reviewer's decision on it,
    /// and its last time tells that it was not confirmed again.
    func save(_ lead: Lead, post: String, at time: Double) throws -> Bool {
        let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT status, content FROM lead WHERE id = ?"), arguments: [lead.id])
        var lead = lead
        if let row {
            let known = try StoredJSON.value(Lead.self, row[1])
            lead.firstSeen = known.firstSeen
            lead.status = Lead.Status(rawValue: row[0]) ?? known.status
            try updateLead.execute(arguments: [
                lead.tier.rank, lead.score, lead.lang, try StoredJSON.text(lead), lead.id,
            ])
            return false
        }
        try insertLead.execute(arguments: [
            lead.id, post, lead.tier.rank, lead.score, lead.status.rawValue, lead.lang, time, night,
            try StoredJSON.text(lead),
        ])
        return true
    }
}

/// Values that the store keeps whole, as JSON.
enum StoredJSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

/// Times as leads carry them.
enum Timestamp {
    /// Seconds since 1970 of an ISO 8601 time in UTC; nil where it is none.
    static func seconds(_ text: String) -> Double? {
        (try? Date(text, strategy: .iso8601))?.timeIntervalSince1970
    }
}
