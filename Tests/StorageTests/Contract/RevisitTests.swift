import Model
import Storage
import Testing

/// What each engine must remember from one night for the next.
@Suite("What the store knows of earlier nights")
struct RevisitTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func open(_ engine: StoreEngine) throws -> (any Store, Int64) {
        let store = try engine.open(scratch.path)
        return (store, try store.beginNight(startedAt: Samples.evening, rulesVersion: "2026.11.1").id)
    }

    @Test(
        "what a server said of a page's version is kept until a body comes or it is forgotten",
        arguments: StoreEngine.all)
    func validators(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        let url = "https://example.org/list"
        let validators = PageValidators(etag: "\"v1\"", lastModified: nil, fetchedAt: Samples.evening)
        func settle(_ result: FrontierOutcome.Result, _ status: Int?, _ validators: PageValidators?) throws {
            try store.reopen(source: "board", now: 1_800_000_000)
            let outcome = FrontierOutcome(
                source: "board", url: url, result: result, status: status, at: Samples.evening, validators: validators)
            try store.settle([outcome])
            try store.reopen(source: "board", now: 1_800_000_000)
        }
        func known() throws -> PageValidators? { try store.waiting(source: "board", limit: 9).first?.validators }
        try store.add([Samples.entry(url)])
        #expect(try known() == nil)
        try settle(.fetched, 200, validators)
        #expect(try known() == validators)
        try settle(.fetched, 304, nil)
        #expect(try known() == validators)
        try settle(.failed, 500, nil)
        #expect(try known() == validators)
        try store.forgetValidators()
        #expect(try known() == nil)
        try settle(.fetched, 200, validators)
        try settle(.fetched, 200, nil)
        #expect(try known() == nil)
    }

    @Test("what stands on an unchanged page is seen again, with its leads", arguments: StoreEngine.all)
    func unchangedPage(engine: StoreEngine) throws {
        let (store, night) = try open(engine)
        let page = "https://example.org/list"
        var standing = Samples.judged("1", lead: Samples.lead("L-1", of: "1"))
        standing.page = page
        var elsewhere = Samples.judged("2")
        elsewhere.page = page + "?page=2"
        try store.add([Samples.entry(page)])
        _ = try store.write(NightBatch(night: night, posts: [standing, elsewhere]))
        let later = Samples.evening + 86_400
        let outcome = FrontierOutcome(source: "board", url: page, result: .fetched, status: 304, at: later)
        #expect(try store.write(NightBatch(night: night, outcomes: [outcome])).newPosts == 0)
        let seen = try store.posts(containing: "room", limit: 9).reduce(into: [:]) { $0[$1.post.id] = $1.lastSeen }
        #expect(seen == ["1": later, "2": Samples.evening])
        #expect(try store.lead(id: "L-1")?.lastSeen == "2026-11-25T00:00:00Z")
        #expect(try store.lead(id: "L-1")?.firstSeen == "2026-11-24T00:00:00Z")
    }

    @Test(
        "a night's reports come back as they were kept, the later ones in place of the earlier",
        arguments: StoreEngine.all)
    func reports(engine: StoreEngine) throws {
        let (store, night) = try open(engine)
        var board = SourceReport(name: "board")
        board.fetched = 3
        board.failures = ["status 500": 2]
        board.endedBy = "the budget of 3 pages is used up"
        board.seconds = 1.25
        try store.save(reports: [board, SourceReport(name: "a feed")], night: night)
        #expect(try store.reports(night: night) == [SourceReport(name: "a feed"), board])
        board.fetched = 9
        try store.save(reports: [board], night: night)
        #expect(try store.reports(night: night).map(\.fetched) == [0, 9])
        board.fetched = 11
        _ = try store.write(NightBatch(night: night, reports: [board]))
        #expect(try store.reports(night: night) == [SourceReport(name: "a feed"), board])
        #expect(try store.reports(night: night + 1).isEmpty)
        _ = try store.write(NightBatch(night: night, posts: [Samples.judged("1"), Samples.judged("2")]))
        #expect(try store.newPosts(night: night) == ["board": 2])
        let second = try store.beginNight(startedAt: Samples.evening + 9, rulesVersion: "2")
        _ = try store.write(NightBatch(night: second.id, posts: [Samples.judged("2"), Samples.judged("3")]))
        #expect(try store.newPosts(night: second.id) == ["board": 1])
        #expect(try store.nights(limit: 9).map(\.id) == [second.id, night])
        #expect(try store.nights(limit: 1).map(\.id) == [second.id])
    }

    @Test("what stood on a page that is gone has vanished, until it is seen again", arguments: StoreEngine.all)
    func vanished(engine: StoreEngine) throws {
        let (store, night) = try open(engine)
        let page = "https://example.org/ad/1"
        var ad = Samples.judged("1", lead: Samples.lead("L-1", of: "1"))
        ad.post.url = page
        ad.page = page
        try store.add([Samples.entry(page)])
        func visit(_ day: Double, _ status: Int, _ posts: [JudgedPost] = [], content: FrontierOutcome.Content? = nil)
            throws -> Double?
        {
            let outcome = FrontierOutcome(
                source: "board", url: page, result: status < 400 ? .fetched : .failed, status: status,
                at: Samples.evening + day, content: content)
            _ = try store.write(NightBatch(night: night, posts: posts, outcomes: [outcome]))
            return try store.vanished(lead: "L-1")
        }
        #expect(try visit(0, 200, [ad]) == nil)
        #expect(try visit(1, 500) == nil)
        #expect(try visit(2, 404) == Samples.evening + 2)
        #expect(try visit(3, 410) == Samples.evening + 2)
        #expect(try store.vanishedPosts(since: Samples.evening + 2) == ["board": 1])
        #expect(try store.vanishedPosts(since: Samples.evening + 3) == [:])
        #expect(try visit(4, 200, [ad]) == nil)
        #expect(try store.vanishedPosts(since: 0) == [:])
        // The page is there, but holds another post, or says that there is none.
        #expect(try visit(5, 200, [Samples.judged("2")]) == Samples.evening + 5)
        #expect(try visit(6, 304) == nil)
        #expect(try visit(7, 200, content: .gone) == Samples.evening + 7)
        #expect(try store.vanished(lead: "L-unknown") == nil)
    }

    @Test("a thread's posts may move on to its next page without having vanished", arguments: StoreEngine.all)
    func moved(engine: StoreEngine) throws {
        let (store, night) = try open(engine)
        let page = "https://example.org/t/1"
        var reply = Samples.judged("1", lead: Samples.lead("L-1", of: "1"))
        reply.post.url = page + "#p1"
        reply.page = page
        try store.add([Samples.entry(page)])
        _ = try store.write(NightBatch(night: night, posts: [reply], outcomes: [Samples.outcome(page)]))
        _ = try store.write(NightBatch(night: night, outcomes: [Samples.outcome(page)]))
        #expect(try store.vanished(lead: "L-1") == nil)
    }

    @Test("posts are known by the night in which they came", arguments: StoreEngine.all)
    func known(engine: StoreEngine) throws {
        let (store, night) = try open(engine)
        _ = try store.write(NightBatch(night: night, posts: [Samples.judged("1"), Samples.judged("2")]))
        #expect(try store.countKnown(posts: ["1", "2", "3"], before: night) == 0)
        #expect(try store.countKnown(posts: ["1", "2", "3"], before: night + 1) == 2)
        #expect(try store.countKnown(posts: [], before: night + 1) == 0)
    }
}
