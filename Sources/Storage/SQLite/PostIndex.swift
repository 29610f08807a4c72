import GRDB

/// The index of trigrams that searches go through.
///
/// It lags behind the posts by a bounded number, so that many are indexed by one statement: that costs half of what
/// one statement for each transaction does. Searches look at the posts that it does not have yet one by one.
enum PostIndex {
    /// Posts that are left unindexed at most.
    static let lag: Int64 = 2_000

    /// The last post that the index has; it has all that are before it. FTS5 keeps a row for each that it has.
    static let end = "SELECT coalesce(max(id), 0) FROM post_text_docsize"

    /// Indexes all posts where more than `lag` are not indexed.
    static func keepUp(_ database: Database, lag: Int64 = lag) throws {
        let end = try Int64.fetchOne(database.cachedStatement(sql: end)) ?? 0
        let last = try Int64.fetchOne(database.cachedStatement(sql: "SELECT max(number) FROM post")) ?? 0
        guard last - end > lag else { return }
        try database.execute(
            sql: "INSERT INTO post_text (rowid, title, text) SELECT number, title, text FROM post WHERE number > ?",
            arguments: [end])
    }
}
