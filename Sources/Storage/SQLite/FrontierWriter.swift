import GRDB
import Model

/// Writes to the frontier within a transaction, and keeps its counts in step.
struct FrontierWriter {
    private let database: Database
    private let insert: Statement
    private let lessen: Statement
    private let find: Statement
    private let update: Statement
    private let validate: Statement
    private let visit: Statement
    /// What the transaction has changed so far, by source.
    private var changes: [String: FrontierCounts] = [:]

    /// Adds `entries`, then records `outcomes`; how many entries were new.
    static func write(
        _ entries: [FrontierEntry], _ outcomes: [FrontierOutcome], _ database: Database
    ) throws -> Int {
        var writer = try FrontierWriter(database)
        var added = 0
        for entry in entries where try writer.add(entry) { added += 1 }
        for outcome in outcomes { try writer.settle(outcome) }
        try writer.count()
        return added
    }

    private init(_ database: Database) throws {
        self.database = database
        insert = try database.cachedStatement(
            sql: """
                INSERT INTO frontier (source, url, depth, kind) VALUES (?, ?, ?, ?)
                ON CONFLICT (source, url) DO NOTHING
                """)
        lessen = try database.cachedStatement(
            sql: """
                UPDATE frontier SET depth = ?1, place = CASE WHEN ?1 = 0 AND turn = 1 THEN -1e18 ELSE place END
                WHERE source = ?2 AND url = ?3 AND depth > ?1
                """)
        find = try database.cachedStatement(
            sql: """
                SELECT sequence, turn, result, visited_at, content_digest, validated_at, visits, changes, watched,
                    status
                FROM frontier WHERE source = ? AND url = ?
                """)
        update = try database.cachedStatement(
            sql: """
                UPDATE frontier SET turn = NULL, result = ?, status = ?, reason = ?, settled_at = ? WHERE sequence = ?
                """)
        validate = try database.cachedStatement(
            sql: """
                UPDATE frontier SET etag = ?, last_modified = ?, validated_at = ?, content_digest = ? WHERE sequence = ?
                """)
        visit = try database.cachedStatement(
            sql: """
                UPDATE frontier SET visited_at = ?, visits = ?, changes = ?, watched = ?, change_rate = ?
                WHERE sequence = ?
                """)
    }

    private mutating func add(_ entry: FrontierEntry) throws -> Bool {
        let source = StoredText.column(entry.source)
        let url = StoredText.column(entry.url)
        let before = database.totalChangesCount
        try insert.execute(arguments: [source, url, entry.depth, entry.kind.rawValue])
        guard database.totalChangesCount > before else {
            try lessen.execute(arguments: [entry.depth, source, url])
            return false
        }
        changes[source, default: FrontierCounts()].waiting += 1
        return true
    }

    private mutating func settle(_ outcome: FrontierOutcome) throws {
        let source = StoredText.column(outcome.source)
        guard let row = try Row.fetchOne(find, arguments: [source, StoredText.column(outcome.url)]) else { return }
        let (sequence, turn, result): (Int64, Int?, String?) = (row[0], row[1], row[2])
        var counts = changes[source] ?? FrontierCounts()
        if turn != nil {
            counts.waiting -= 1
        } else if let known = result.flatMap(FrontierOutcome.Result.init(rawValue:)) {
            counts[keyPath: Self.count(of: known)] -= 1
        }
        counts[keyPath: Self.count(of: outcome.result)] += 1
        changes[source] = counts
        try update.execute(arguments: [
            outcome.result.rawValue, outcome.status, StoredText.column(outcome.reason), outcome.at, sequence,
        ])
        if outcome.fetchedAnew {
            let validators = outcome.validators
            try validate.execute(arguments: [
                StoredText.column(validators?.etag), StoredText.column(validators?.lastModified),
                validators?.fetchedAt, StoredText.column(outcome.contentDigest), sequence,
            ])
        }
        if outcome.status != nil { try compare(outcome, row, sequence) }
    }

    /// Takes the visit into the page's rate of change, where it can be compared with the one before.
    private func compare(_ outcome: FrontierOutcome, _ row: Row, _ sequence: Int64) throws {
        var rate = ChangeRate(visits: row[6], changes: row[7], watched: row[8])
        let before: (at: Double?, digest: String?, validatedAt: Double?) = (row[3], row[4], row[5])
        let isComparable = outcome.content != .open || before.digest != nil || before.validatedAt != nil
        if let last = before.at, isComparable, outcome.result == .fetched || outcome.content == .gone {
            // A page that is gone for the first time has changed. Other failures, such as a server's own, say nothing of
            // it; a page that says with status 200 that it is gone is a failure too.
            let status: Int? = row[9]
            let hadSaidSo = status.map { $0 == 404 || $0 == 410 || (200..<300).contains($0) } ?? false
            let wasGone = row[2] == FrontierOutcome.Result.failed.rawValue && hadSaidSo
            let hasChanged = outcome.content == .open || (outcome.content == .gone && !wasGone)
            rate.add(hasChanged: hasChanged, after: outcome.at - last)
        }
        try visit.execute(arguments: [
            outcome.at, rate.visits, rate.changes, rate.watched, rate.visits > 0 ? rate.perSecond : nil, sequence,
        ])
    }

    private static func count(of result: FrontierOutcome.Result) -> WritableKeyPath<FrontierCounts, Int> {
        switch result {
        case .fetched: \.fetched
        case .refused: \.refused
        case .failed: \.failed
        }
    }

    private func count() throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO frontier_count (source, waiting, fetched, refused, failed) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (source) DO UPDATE SET waiting = waiting + excluded.waiting,
                    fetched = fetched + excluded.fetched, refused = refused + excluded.refused,
                    failed = failed + excluded.failed
                """)
        for (source, counts) in changes {
            try statement.execute(arguments: [
                source, counts.waiting, counts.fetched, counts.refused, counts.failed,
            ])
        }
    }
}
