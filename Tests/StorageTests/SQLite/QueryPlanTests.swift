import GRDB
import Model
import Testing

@testable import Storage

/// Speed without a clock: how SQLite goes about the queries that must not look at every row.
@Suite("Query plans")
struct QueryPlanTests {
    private let scratch: Scratch
    private let store: SQLiteStore

    init() throws {
        scratch = try Scratch()
        store = try SQLiteStore(path: scratch.file("vigil.db"))
    }

    @Test("the next waiting URLs of 50,000 are read off an index, without a scan or a sort")
    func frontier() throws {
        let urls = (0..<50_000).map { Samples.entry("https://example.org/\($0)", depth: $0 % 7) }
        #expect(try store.add(urls) == 50_000)
        try store.settle(urls.prefix(1000).map { Samples.outcome($0.url) })
        for _ in 0..<2 {
            let steps: [(String, [any DatabaseValueConvertible], String)] = [
                (FrontierReader.nextDepthSQL, ["board", 3], "(source=? AND turn=? AND place=? AND depth>?)"),
                (
                    FrontierReader.restSQL, ["board", 0, 0.0, 3, 1000, 25],
                    "(source=? AND turn=? AND place=? AND depth=? AND sequence>?)"
                ),
                (
                    FrontierReader.laterSQL, ["board", 0.0, 3, 25],
                    "(source=? AND turn=? AND (place,depth)>(?,?))"
                ),
            ]
            for (sql, arguments, stretch) in steps {
                let plan = try store.plan(sql, arguments)
                #expect(plan.count == 1 && plan[0].contains("INDEX frontier_waiting \(stretch)"), "\(plan)")
            }
            // The plan stays the same once SQLite has looked at the data.
            try store.write { try $0.execute(sql: "ANALYZE") }
        }
        #expect(
            try store.waiting(source: "board", limit: 3).map(\.url) == [
                "https://example.org/1001", "https://example.org/1008", "https://example.org/1015",
            ])
        #expect(try store.frontierCounts(source: "board") == FrontierCounts(waiting: 49_000, fetched: 1000))
    }

    @Test("the next night finds what was settled, and what waits again, without a look at the rest")
    func reopen() throws {
        for (sql, index) in [
            (FrontierOrder.settledSQL, "frontier_settled"), (FrontierOrder.waitingSQL, "frontier_waiting"),
        ] {
            let plan = try store.plan(sql, ["board", 10])
            #expect(plan.count == 1 && plan[0].contains("INDEX \(index) (source=?"), "\(plan)")
        }
    }

    @Test(
        "the first page of the queue is read off an index in its order",
        arguments: [
            (LeadQuery(limit: 25), "lead_queue"), (LeadQuery(minimumTier: .high, limit: 25), "lead_queue"),
            (LeadQuery(statuses: [.open], limit: 25), "lead_status"),
            (LeadQuery(statuses: [.open], minimumTier: .medium, lang: "zh", since: 5, limit: 25), "lead_status"),
        ])
    func leads(query: LeadQuery, index: String) throws {
        let (sql, arguments) = SQLiteStore.sql(query)
        let plan = try store.plan(sql, arguments)
        #expect(plan.count == 1 && plan[0].contains("USING INDEX \(index)"), "\(plan)")
    }

    @Test("a search goes through the index of trigrams, and sorts nothing")
    func search() throws {
        let (sql, arguments) = try #require(SearchPhrase("旅游签").indexed)
        let plan = try store.plan(sql, arguments + [10])
        #expect(plan.count == 2, "\(plan)")
        #expect(plan[0].contains("post_text VIRTUAL TABLE INDEX"))
        #expect(plan[1].contains("SEARCH post USING INTEGER PRIMARY KEY"))
    }

    @Test("what belongs to a post or a night is found without a scan")
    func parts() throws {
        for sql in [
            "SELECT lead FROM lead_post WHERE post = 1", "SELECT count(*) FROM capture WHERE night = 1",
            "SELECT count(*) FROM post WHERE first_night = 1", "SELECT count(*) FROM lead WHERE first_night = 1",
            "SELECT * FROM capture WHERE source = 'a' AND url = 'b' ORDER BY fetched_at DESC LIMIT 1",
        ] {
            let plan = try store.plan(sql, [])
            #expect(plan.count == 1 && plan[0].hasPrefix("SEARCH"), "\(plan)")
        }
    }
}
