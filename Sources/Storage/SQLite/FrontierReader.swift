import GRDB
import Model

/// Reads waiting URLs in their order, from where an earlier reading ended. Each step is a stretch of an index that is
/// in order already: nothing is sorted, and nothing is looked at that is not given.
struct FrontierReader {
    private let database: Database
    private let source: String
    private let column: String
    private let limit: Int
    private(set) var entries: [FrontierEntry] = []
    private(set) var reading: FrontierReading

    init(_ database: Database, source: String, limit: Int, _ reading: FrontierReading) throws {
        self.database = database
        self.source = source
        self.limit = limit
        self.reading = reading
        column = StoredText.column(source)
    }

    private static let columns = """
        url, depth, kind, etag, last_modified, validated_at, content_digest, sequence, place
        """

    static let nextDepthSQL = """
        SELECT depth FROM frontier WHERE source = ? AND turn = 0 AND place = 0 AND depth > ? ORDER BY depth LIMIT 1
        """

    /// The rest of those that stand at one place and depth: of a turn, place, depth, after a number.
    static let restSQL = """
        SELECT \(columns) FROM frontier WHERE source = ? AND turn = ? AND place = ? AND depth = ? AND sequence > ?
        ORDER BY sequence LIMIT ?
        """

    static let laterSQL = """
        SELECT \(columns) FROM frontier WHERE source = ? AND turn = 1 AND (place, depth) > (?, ?)
        ORDER BY place, depth, sequence LIMIT ?
        """

    /// Those never settled. They are added at every depth all the time, so that each depth is read on by itself.
    mutating func readNew() throws {
        let nextDepth = try database.cachedStatement(sql: Self.nextDepthSQL)
        var depth = Int.min
        while entries.count < limit, let next = try Int.fetchOne(nextDepth, arguments: [column, depth]) {
            depth = next
            try readRest(turn: 0, place: 0, depth, after: reading.given[depth] ?? .min)
        }
    }

    /// Those of earlier nights. Their order does not change while a night lasts.
    mutating func readKnown() throws {
        if let known = reading.known {
            try readRest(turn: 1, place: known.place, known.depth, after: known.number)
        }
        guard entries.count < limit else { return }
        let last = reading.known ?? FrontierReading.Position(place: -.infinity, depth: .min, number: .min)
        let later = try database.cachedStatement(sql: Self.laterSQL)
        try take(Row.fetchCursor(later, arguments: [column, last.place, last.depth, limit - entries.count]), turn: 1)
    }

    private mutating func readRest(turn: Int, place: Double, _ depth: Int, after number: Int64) throws {
        guard entries.count < limit else { return }
        let rest = try database.cachedStatement(sql: Self.restSQL)
        try take(
            Row.fetchCursor(rest, arguments: [column, turn, place, depth, number, limit - entries.count]), turn: turn)
    }

    private mutating func take(_ rows: RowCursor, turn: Int) throws {
        while let row = try rows.next() {
            entries.append(entry(row))
            if turn == 0 {
                reading.given[row[1]] = row[7]
            } else {
                reading.known = FrontierReading.Position(place: row[8], depth: row[1], number: row[7])
            }
        }
    }

    private func entry(_ row: Row) -> FrontierEntry {
        FrontierEntry(
            source: source, url: row[0], depth: row[1], kind: Link.Kind(rawValue: row[2]) ?? .page,
            validators: Self.validators(row), contentDigest: row[6])
    }

    private static func validators(_ row: Row) -> PageValidators? {
        guard let fetchedAt: Double = row[5] else { return nil }
        return PageValidators(etag: row[3], lastModified: row[4], fetchedAt: fetchedAt)
    }
}
