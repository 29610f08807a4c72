import GRDB
import Model

/// Writes posts and their findings within a transaction.
struct PostWriter {
    private let database: Database
    private let night: Int64
    private let update: Statement
    private let number: Statement
    private let insert: Statement
    private let judge: Statement
    private let standing: Statement
    private let touch: Statement
    private let ownPost: Statement
    private let lose: Statement

    init(_ database: Database, night: Int64) throws {
        self.database = database
        self.night = night
        update = try database.cachedStatement(
            sql: """
                UPDATE post SET source = ?, url = ?, title = ?, text = ?, posted = ?, author = ?, place = ?, lang = ?,
                    extra = ?, whole = ?, page = coalesce(?, page), first_seen = min(first_seen, ?),
                    last_seen = max(last_seen, ?), vanished_at = NULL
                WHERE number = ?
                """)
        number = try database.cachedStatement(sql: "SELECT number FROM post WHERE id = ?")
        insert = try database.cachedStatement(
            sql: """
                INSERT INTO post (source, url, title, text, posted, author, place, lang, extra, whole, page,
                    first_seen, last_seen, id, first_night)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        judge = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO finding (post, night, flagged, content) VALUES (?, ?, ?, ?)")
        standing = try database.cachedStatement(sql: "SELECT number FROM post WHERE source = ? AND page = ?")
        touch = try database.cachedStatement(
            sql: "UPDATE post SET last_seen = max(last_seen, ?), vanished_at = NULL WHERE number = ?")
        ownPost = try database.cachedStatement(
            sql: "SELECT number FROM post WHERE source = ? AND page = ? AND url = page AND vanished_at IS NULL")
        lose = try database.cachedStatement(
            sql: "UPDATE post SET vanished_at = ? WHERE number = ? AND vanished_at IS NULL")
    }

    /// Writes the post with its finding; its number in the store, and whether it is new.
    func save(_ judged: JudgedPost, at time: Double) throws -> (number: Int64, isNew: Bool) {
        let (post, finding) = (judged.post, judged.finding)
        let id = StoredText.column(post.id)
        let columns = try Self.columns(of: post, on: judged.page, at: time)
        let known = try Int64.fetchOne(number, arguments: [id])
        let row: Int64
        if let known {
            try update.execute(arguments: StatementArguments(columns + [known]))
            row = known
        } else {
            try insert.execute(arguments: StatementArguments(columns + [id, night]))
            row = database.lastInsertedRowID
        }
        try judge.execute(arguments: [row, night, finding.flagged, try StoredJSON.text(finding)])
        return (row, known == nil)
    }

    /// Notes that what stood on a page still does; the posts' numbers.
    func sawAgain(on page: String, source: String, at time: Double) throws -> [Int64] {
        let numbers = try posts(standing, on: page, source)
        for number in numbers { try touch.execute(arguments: [time, number]) }
        return numbers
    }

    /// Notes that what stood on a page is gone with it.
    func lostAll(on page: String, source: String, at time: Double) throws {
        for number in try posts(standing, on: page, source) { try lose.execute(arguments: [time, number]) }
    }

    /// Notes that the post that a page was there for is gone, unless it is among those that were read. Posts of a
    /// listing or a thread may only have moved on to its next part.
    func lostOwn(on page: String, source: String, butNot read: Set<Int64>, at time: Double) throws {
        for number in try posts(ownPost, on: page, source) where !read.contains(number) {
            try lose.execute(arguments: [time, number])
        }
    }

    private func posts(_ query: Statement, on page: String, _ source: String) throws -> [Int64] {
        try Int64.fetchAll(query, arguments: [StoredText.column(source), StoredText.column(page)])
    }

    private static func columns(of post: Post, on page: String?, at time: Double) throws -> [(
        any DatabaseValueConvertible
    )?] {
        let texts: [String?] = [
            post.source, post.url, post.title, post.text, post.posted, post.author, post.place, post.lang,
        ]
        let isExact = !(texts + [post.id]).contains { $0?.utf8.contains(0) == true }
        let rest: [(any DatabaseValueConvertible)?] = [
            post.extra.isEmpty ? nil : try StoredJSON.text(post.extra),
            isExact ? nil : try StoredJSON.text(post),
            StoredText.column(page), time, time,
        ]
        return texts.map { StoredText.column($0) } + rest
    }
}
