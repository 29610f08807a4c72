import GRDB
import Model

extension SQLiteStore {
    public func posts(containing phrase: String, limit: Int) throws(StoreError) -> [StoredPost] {
        let phrase = SearchPhrase(phrase)
        let indexed = phrase.indexed
        return try read { database in
            var result: [StoredPost] = []
            func take(_ query: (sql: String, arguments: [any DatabaseValueConvertible])) throws {
                let rows = try Row.fetchCursor(
                    database, sql: query.sql,
                    arguments: StatementArguments(query.arguments + [max(0, limit - result.count)]))
                while let row = try rows.next() { result.append(try Self.post(row)) }
            }
            try take(phrase.scanned(isTail: indexed != nil))
            if let indexed { try take(indexed) }
            return result
        }
    }

    public func posts(
        firstSeenSince time: Double, after number: Int64, limit: Int
    ) throws(StoreError) -> [(number: Int64, post: StoredPost)] {
        try read { database in
            var result: [(number: Int64, post: StoredPost)] = []
            let rows = try Row.fetchCursor(
                database,
                sql: Self.postColumns + ", post.number FROM post WHERE number > ? AND first_seen >= ? "
                    + "ORDER BY number LIMIT ?", arguments: [number, time, max(0, limit)])
            while let row = try rows.next() { result.append((row[13], try Self.post(row))) }
            return result
        }
    }

    static let postColumns = """
        SELECT post.id, post.text, post.title, post.url, post.source, post.posted, post.author, post.place, post.lang,
            post.extra, post.whole, post.first_seen, post.last_seen
        """

    private static func post(_ row: Row) throws -> StoredPost {
        let post: Post
        if let whole: String = row[10] {
            post = try StoredJSON.value(Post.self, whole)
        } else {
            let extra: String? = row[9]
            post = Post(
                id: row[0], text: row[1], title: row[2], url: row[3], source: row[4], posted: row[5], author: row[6],
                place: row[7], lang: row[8],
                extra: try extra.map { try StoredJSON.value([String: JSONValue].self, $0) } ?? [:])
        }
        return StoredPost(post: post, firstSeen: row[11], lastSeen: row[12])
    }
}
