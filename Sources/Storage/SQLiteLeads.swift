import Foundation
import GRDB
import Model

extension SQLiteStore {
    public func leads(_ query: LeadQuery) throws(StoreError) -> [Lead] {
        var conditions = ["tier >= ?"]
        var arguments: [any DatabaseValueConvertible] = [query.minimumTier.rank]
        if let statuses = query.statuses {
            let names = statuses.map(\.rawValue).sorted()
            conditions.append("status IN (\(names.map { _ in "?" }.joined(separator: ", ")))")
            arguments += names
        }
        if let lang = query.lang {
            conditions.append("lang = ?")
            arguments.append(lang)
        }
        if let since = query.since {
            conditions.append("first_seen >= ?")
            arguments.append(since)
        }
        if let family = query.family {
            conditions.append("EXISTS (SELECT 1 FROM json_each(content, '$.families') WHERE value = ?)")
            arguments.append(family.rawValue)
        }
        arguments.append(query.limit ?? -1)
        let sql = """
            SELECT content FROM lead WHERE \(conditions.joined(separator: " AND "))
            ORDER BY tier DESC, score DESC, id LIMIT ?
            """
        return try read { database in
            try String.fetchAll(database, sql: sql, arguments: StatementArguments(arguments)).map {
                try StoredJSON.value(Lead.self, $0)
            }
        }
    }

    public func lead(id: String) throws(StoreError) -> Lead? {
        try read { database in
            try String.fetchOne(database, sql: "SELECT content FROM lead WHERE id = ?", arguments: [id]).map {
                try StoredJSON.value(Lead.self, $0)
            }
        }
    }

    public func posts(containing phrase: String, limit: Int) throws(StoreError) -> [StoredPost] {
        // The trigram index knows three characters and more; shorter phrases are looked for one post after another.
        let isIndexed = phrase.unicodeScalars.count >= 3
        let sql =
            isIndexed
            ? """
            SELECT content, first_seen, last_seen FROM post
            WHERE number IN (SELECT rowid FROM post_text WHERE post_text MATCH ?)
            ORDER BY last_seen DESC, number DESC LIMIT ?
            """
            : """
            SELECT content, first_seen, last_seen FROM post
            WHERE instr(text, ?1) > 0 OR instr(coalesce(title, ''), ?1) > 0
            ORDER BY last_seen DESC, number DESC LIMIT ?2
            """
        // As an FTS5 string, in which only the quote has a meaning.
        let sought = isIndexed ? "\"" + phrase.replacing("\"", with: "\"\"") + "\"" : phrase
        return try read { database in
            try Row.fetchAll(database, sql: sql, arguments: [sought, limit]).map { row in
                StoredPost(
                    post: try StoredJSON.value(Post.self, row[0]), firstSeen: row[1], lastSeen: row[2])
            }
        }
    }
}
