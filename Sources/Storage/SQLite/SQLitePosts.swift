import Foundation
import GRDB
import Model

extension SQLiteStore {
    public func posts(containing phrase: String, limit: Int) throws(StoreError) -> [StoredPost] {
        let (sql, arguments) = SearchPhrase(phrase).sql
        return try read { database in
            let rows = try Row.fetchCursor(
                database, sql: sql, arguments: StatementArguments(arguments + [max(0, limit)]))
            var result: [StoredPost] = []
            while let row = try rows.next() { result.append(try Self.post(row)) }
            return result
        }
    }

    fileprivate static let columns = """
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

/// A phrase to look for, in the forms in which posts may hold it.
struct SearchPhrase {
    /// As it came, and in both normal forms: Korean and Vietnamese are met in either.
    private let forms: [String]

    init(_ phrase: String) {
        var seen: Set<[Unicode.Scalar]> = []
        let phrase = StoredText.column(phrase)
        // Compared by scalars, since Swift takes two normal forms of a text for the same text.
        forms = [phrase, phrase.precomposedStringWithCanonicalMapping, phrase.decomposedStringWithCanonicalMapping]
            .filter { seen.insert(Array($0.unicodeScalars)).inserted }
    }

    /// A query for the posts, and its arguments but for the limit.
    var sql: (String, [any DatabaseValueConvertible]) {
        // The index is of three characters each and knows nothing shorter.
        forms.allSatisfy { $0.unicodeScalars.count >= 3 } ? indexed : scanned
    }

    private var indexed: (String, [any DatabaseValueConvertible]) {
        // As an FTS5 string, in which only the quote has a meaning.
        let strings = forms.map { "\"" + Self.escaped($0, "\"", by: "\"") + "\"" }
        let sql = """
            \(SQLiteStore.columns) FROM post_text JOIN post ON post.number = post_text.rowid
            WHERE post_text MATCH ? ORDER BY post_text.rowid DESC LIMIT ?
            """
        return (sql, [strings.joined(separator: " OR ")])
    }

    private var scanned: (String, [any DatabaseValueConvertible]) {
        // LIKE knows the case of ASCII only.
        var seen: Set<[Unicode.Scalar]> = []
        let patterns = forms.flatMap { [$0, $0.lowercased(), $0.uppercased(), $0.capitalized] }
            .filter { seen.insert(Array($0.unicodeScalars)).inserted }
            .map { "%" + Self.escaped($0, "%_\\", by: "\\") + "%" }
        let conditions = patterns.map { _ in "post.text LIKE ? ESCAPE '\\' OR post.title LIKE ? ESCAPE '\\'" }
        let sql = """
            \(SQLiteStore.columns) FROM post WHERE \(conditions.joined(separator: " OR "))
            ORDER BY post.number DESC LIMIT ?
            """
        return (sql, patterns.flatMap { [$0, $0] })
    }

    /// Scalar by scalar: a quote with a combining mark after it is another character to Swift, but not to SQLite.
    private static func escaped(_ text: String, _ special: String, by escape: Unicode.Scalar) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if special.unicodeScalars.contains(scalar) { result.append(escape) }
            result.append(scalar)
        }
        return String(result)
    }
}
