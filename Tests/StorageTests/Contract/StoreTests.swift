import Model
import Storage
import TestSupport
import Testing

/// What each engine must do with nights, posts and leads.
@Suite("The store")
struct StoreTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func open(_ engine: StoreEngine) throws -> (any Store, Int64) {
        let store = try engine.open(scratch.path)
        return (store, try store.beginNight(startedAt: Samples.evening, rulesVersion: "2026.11.1").id)
    }

    // MARK: Nights

    @Test("a night is unfinished until it has ended", arguments: StoreEngine.all)
    func nights(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        #expect(try store.unfinishedNight() == nil)
        let first = try store.beginNight(startedAt: Samples.evening + 0.5, rulesVersion: "2026.11.1")
        #expect(first.endedAt == nil)
        #expect(try store.unfinishedNight() == first)
        #expect(try engine.open(scratch.path).unfinishedNight() == first)
        try store.endNight(first.id, endedAt: Samples.evening + 60)
        #expect(try store.unfinishedNight() == nil)
        let second = try store.beginNight(startedAt: Samples.evening + 86_400, rulesVersion: "2026.11.2")
        #expect(second.id > first.id)
        #expect(try store.unfinishedNight() == second)
        #expect(try store.counts().nights == 2)
    }

    @Test("the last night is the one that began last, ended or not", arguments: StoreEngine.all)
    func lastNight(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        #expect(try store.lastNight() == nil)
        var night = try store.beginNight(startedAt: Samples.evening, rulesVersion: "2026.11.1")
        #expect(try store.lastNight() == night)
        night.endedAt = Samples.evening + 60
        try store.endNight(night.id, endedAt: Samples.evening + 60)
        #expect(try store.lastNight() == night)
    }

    @Test("a batch is counted in the night that wrote it", arguments: StoreEngine.all)
    func batch(engine: StoreEngine) throws {
        let (store, night) = try open(engine)
        var batch = NightBatch(night: night)
        #expect(batch.isEmpty)
        #expect(try store.write(batch) == WriteSummary())
        let url = "https://example.org/list"
        try store.add([Samples.entry(url)])
        batch.captures = [Samples.capture(url)]
        batch.outcomes = [Samples.outcome(url)]
        batch.links = [
            Samples.entry("https://example.org/2"), Samples.entry("https://example.org/3"), Samples.entry(url),
        ]
        batch.posts = [Samples.judged("1"), Samples.judged("2", lead: Samples.lead("L-2", of: "2"))]
        #expect(try store.write(batch) == WriteSummary(newPosts: 2, newLeads: 1, newLinks: 2))
        #expect(try store.counts() == StoreCounts(posts: 2, findings: 2, leads: 1, nights: 1))
        #expect(try store.nightCounts(night) == NightCounts(pages: 1, newPosts: 2, newLeads: 1))
        #expect(try store.frontierCounts(source: "board") == FrontierCounts(waiting: 2, fetched: 1))

        let next = try store.beginNight(startedAt: Samples.evening + 86_400, rulesVersion: "2026.11.1").id
        batch.night = next
        #expect(try store.write(batch) == WriteSummary())
        #expect(try store.counts() == StoreCounts(posts: 2, findings: 2, leads: 1, nights: 2))
        #expect(try store.nightCounts(next) == NightCounts(pages: 1, newPosts: 0, newLeads: 0))
        #expect(try store.nightCounts(night) == NightCounts(pages: 1, newPosts: 2, newLeads: 1))
    }

    @Test("a post that stands twice in a batch is one post", arguments: StoreEngine.all)
    func twice(engine: StoreEngine) throws {
        let (store, night) = try open(engine)
        let batch = NightBatch(
            night: night, posts: [Samples.judged("1", "first text"), Samples.judged("1", "last text")])
        #expect(try store.write(batch) == WriteSummary(newPosts: 1))
        #expect(try store.posts(containing: "text", limit: 5).map(\.post.text) == ["last text"])
    }

    @Test("a batch that cannot be written leaves nothing of itself", arguments: StoreEngine.all)
    func atomic(engine: StoreEngine) throws {
        let (store, night) = try open(engine)
        let url = "https://example.org/list"
        try store.add([Samples.entry(url)])
        // A night that was never begun is a fault that shows only after the frontier has been written to.
        let batch = NightBatch(
            night: night + 1, captures: [Samples.capture(url)], posts: [Samples.judged("1")],
            links: [Samples.entry("https://example.org/2")], outcomes: [Samples.outcome(url)])
        #expect(throws: StoreError.self) { try store.write(batch) }
        #expect(try store.counts() == StoreCounts(posts: 0, findings: 0, leads: 0, nights: 1))
        #expect(try store.waiting(source: "board", limit: 5).map(\.url) == [url])
        #expect(try store.frontierCounts(source: "board") == FrontierCounts(waiting: 1))
        #expect(try store.posts(containing: "room", limit: 5).isEmpty)
    }

    @Test("what was written is there when the store is opened again", arguments: StoreEngine.all)
    func lasting(engine: StoreEngine) throws {
        do {
            let (store, night) = try open(engine)
            _ = try store.write(
                NightBatch(
                    night: night, posts: [Samples.judged("1", lead: Samples.lead("L-1", of: "1"))],
                    links: [Samples.entry("https://example.org/1")]))
        }
        let store = try engine.open(scratch.path)
        #expect(try store.lead(id: "L-1") == Samples.lead("L-1", of: "1"))
        #expect(
            try store.posts(containing: "room to let", limit: 1).map(\.post) == [Samples.post("1", "a room to let")])
        #expect(try store.waiting(source: "board", limit: 1) == [Samples.entry("https://example.org/1")])
    }

    // MARK: Posts

    @Test("a post comes back as it was, whatever it holds", arguments: StoreEngine.all)
    func post(engine: StoreEngine) throws {
        let (store, night) = try open(engine)
        let posts = [
            Post(
                id: "full", text: " 일자리 ทำงาน\r\n\t", title: "", url: "https://example.org/?a='\"", source: "board",
                posted: "yesterday", author: "example_author_1", place: "예시", lang: "ko",
                extra: [
                    "price": .integer(9_007_199_254_740_993), "ratio": .number(0.1),
                    "tags": .array([.string("a\u{0}b")]),
                    "nested": .object(["none": .null, "yes": .bool(true)]),
                ]),
            Post(id: "bare", text: ""),
            Post(id: "nul\u{0}a", text: "mind the \u{0} gap \u{0}", title: "\u{0}", author: "\u{2400}"),
            Post(id: "nul\u{0}\u{0}", text: "mind the gap \u{FFFF}\u{202E}👩‍👩‍👧"),
        ]
        _ = try store.write(
            NightBatch(
                night: night,
                posts: posts.map { JudgedPost(post: $0, finding: Samples.finding($0.id), lead: nil, seenAt: 1) }))
        let found = try store.posts(containing: "", limit: 10).map(\.post)
        #expect(found == posts.reversed())
        #expect(found.map { Array($0.text.unicodeScalars) } == posts.reversed().map { Array($0.text.unicodeScalars) })
        #expect(try store.posts(containing: " gap", limit: 10).count == 2)
        #expect(try store.posts(containing: "e \u{0} g", limit: 10).map(\.post.id) == ["nul\u{0}a"])
    }

    @Test("a known post is replaced, and its times widen", arguments: StoreEngine.all)
    func seenAgain(engine: StoreEngine) throws {
        let (store, night) = try open(engine)
        func write(_ text: String, at time: Double) throws -> StoredPost? {
            _ = try store.write(NightBatch(night: night, posts: [Samples.judged("1", text, at: time)]))
            return try store.posts(containing: "", limit: 1).first
        }
        #expect(
            try write("first", at: 200) == StoredPost(post: Samples.post("1", "first"), firstSeen: 200, lastSeen: 200))
        #expect(
            try write("second", at: 300) == StoredPost(post: Samples.post("1", "second"), firstSeen: 200, lastSeen: 300)
        )
        #expect(
            try write("older", at: 100) == StoredPost(post: Samples.post("1", "older"), firstSeen: 100, lastSeen: 300))
        #expect(try store.posts(containing: "second", limit: 5).isEmpty)
        #expect(try store.posts(containing: "older", limit: 5).count == 1)
    }

    @Test("when a post was seen is told by itself, its lead, or the batch's captures", arguments: StoreEngine.all)
    func times(engine: StoreEngine) throws {
        let (store, night) = try open(engine)
        let lead = Samples.lead("L-2", of: "2", last: "2026-11-24T00:01:00Z")
        var untimed = [Samples.judged("1"), Samples.judged("2", lead: lead), Samples.judged("3", at: 5)]
        untimed[0].seenAt = nil
        untimed[1].seenAt = nil
        _ = try store.write(
            NightBatch(
                night: night,
                captures: [
                    Samples.capture("https://example.org/1", at: 8), Samples.capture("https://example.org/2", at: 7),
                ], posts: untimed))
        #expect(try store.posts(containing: "", limit: 3).map(\.lastSeen) == [5, Samples.evening + 60, 8])
    }

    // MARK: Leads

    @Test(
        "a known lead keeps a reviewer's decision and its first time; the rest is replaced", arguments: StoreEngine.all)
    func known(engine: StoreEngine) throws {
        let (store, night) = try open(engine)
        let old = Samples.lead("L-1", of: "1", score: 0.9, tier: .urgent, status: .dismissed)
        _ = try store.write(NightBatch(night: night, posts: [Samples.judged("1", lead: old)]))
        #expect(try store.lead(id: "L-1") == old)
        var new = Samples.lead(
            "L-1", of: "1", score: 0.6, tier: .medium, first: "2026-11-25T00:00:00Z", lang: "zh",
            families: [.coercion, .marriage])
        new.why = ["Offers a bride."]
        let summary = try store.write(
            NightBatch(night: night, posts: [Samples.judged("1", lead: new, at: Samples.evening + 86_400)]))
        #expect(summary == WriteSummary())
        var expected = new
        expected.status = .dismissed
        expected.firstSeen = old.firstSeen
        #expect(try store.lead(id: "L-1") == expected)
        #expect(try store.leads(LeadQuery(statuses: [.dismissed], family: .marriage, lang: "zh")) == [expected])
        #expect(try store.leads(LeadQuery(minimumTier: .high)).isEmpty)

        _ = try store.write(NightBatch(night: night, posts: [Samples.judged("1", lead: old)]))
        #expect(try store.lead(id: "L-1")?.lastSeen == "2026-11-25T00:00:00Z")
    }

    @Test("a lead outlives its post's wording, and tells that the post still stands", arguments: StoreEngine.all)
    func unflagged(engine: StoreEngine) throws {
        let (store, night) = try open(engine)
        let lead = Samples.lead("L-1", of: "1")
        let other = Samples.lead("L-2", of: "2")
        _ = try store.write(
            NightBatch(night: night, posts: [Samples.judged("1", lead: lead), Samples.judged("2", lead: other)]))
        _ = try store.write(
            NightBatch(night: night, posts: [Samples.judged("1", "reworded", at: Samples.evening + 3600.9)]))
        var expected = lead
        expected.lastSeen = "2026-11-24T01:00:00Z"
        #expect(try store.lead(id: "L-1") == expected)
        #expect(try store.lead(id: "L-2") == other)
        _ = try store.write(NightBatch(night: night, posts: [Samples.judged("1", "older", at: Samples.evening)]))
        #expect(try store.lead(id: "L-1") == expected)
    }

    @Test("leads are listed by tier, score and id, and filtered by each field", arguments: StoreEngine.all)
    func query(engine: StoreEngine) throws {
        let (store, night) = try open(engine)
        var random = Seeded(7)
        let leads = (0..<80).map { number in
            Samples.lead(
                "L-\(number)", of: "\(number)", score: Double(Int.random(in: 0..<5, using: &random)) / 4,
                tier: Tier.allCases.randomElement(using: &random)!,
                status: Lead.Status.allCases.randomElement(using: &random)!,
                first: "2026-11-\(10 + number % 20)T00:00:00Z",
                lang: ["en", "zh", "ko"].randomElement(using: &random)!,
                families: Array(Family.allCases.shuffled(using: &random).prefix(2)))
        }
        _ = try store.write(
            NightBatch(
                night: night, posts: leads.map { Samples.judged(String($0.id.dropFirst(2)), lead: $0, at: 1) }))
        let sorted = leads.sorted {
            ($1.tier.rank, $1.score, $0.id) < ($0.tier.rank, $0.score, $1.id)
        }
        let since = Samples.evening - 4 * 86_400
        let cases: [(LeadQuery, (Lead) -> Bool)] = [
            (LeadQuery(), { _ in true }),
            (LeadQuery(statuses: [.open]), { $0.status == .open }),
            (LeadQuery(statuses: [.open, .unsure]), { $0.status == .open || $0.status == .unsure }),
            (LeadQuery(statuses: []), { _ in false }),
            (LeadQuery(minimumTier: .high), { $0.tier >= .high }),
            (LeadQuery(family: .plea), { $0.families.contains(.plea) }),
            (LeadQuery(lang: "ko"), { $0.lang == "ko" }),
            (LeadQuery(since: since), { $0.firstSeen >= "2026-11-20T00:00:00Z" }),
            (LeadQuery(since: since + 0.9), { $0.firstSeen >= "2026-11-20T00:00:00Z" }),
            (LeadQuery(since: since + 1), { $0.firstSeen > "2026-11-20T00:00:00Z" }),
            (
                LeadQuery(statuses: [.open, .confirmed], minimumTier: .low, lang: "zh", since: since),
                {
                    [.open, .confirmed].contains($0.status) && $0.tier >= .low && $0.lang == "zh"
                        && $0.firstSeen >= "2026-11-20T00:00:00Z"
                }
            ),
        ]
        for (query, holds) in cases {
            let expected = sorted.filter(holds)
            #expect(try store.leads(query) == expected)
            for limit in [0, 1, 7] {
                var first = query
                first.limit = limit
                #expect(try store.leads(first) == Array(expected.prefix(limit)))
            }
        }
        #expect(try store.lead(id: "L-81") == nil)
    }

    // MARK: Readers and writers

    @Test("readers see whole batches while another writes", arguments: StoreEngine.all)
    func readers(engine: StoreEngine) async throws {
        let (store, night) = try open(engine)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for batch in 0..<30 {
                    let posts = (0..<10).map { number in
                        let id = "\(batch)-\(number)"
                        return Samples.judged(id, lead: Samples.lead("L-\(id)", of: id))
                    }
                    _ = try store.write(NightBatch(night: night, posts: posts))
                }
            }
            for _ in 0..<2 {
                group.addTask {
                    var last = 0
                    while last < 300 {
                        let counts = try store.counts()
                        #expect(counts.posts % 10 == 0 && counts.posts >= last)
                        #expect(counts.leads == counts.posts && counts.findings == counts.posts)
                        last = counts.posts
                        #expect(try store.leads(LeadQuery(limit: 5)).count <= 5)
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("writers on several threads lose nothing", arguments: StoreEngine.all)
    func writers(engine: StoreEngine) async throws {
        let store = try engine.open(scratch.path)
        let added = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try (0..<25).reduce(0) { try $0 + store.add([Samples.entry("https://example.org/\($1)")]) }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(added == 25)
        #expect(try store.frontierCounts(source: "board") == FrontierCounts(waiting: 25))
    }
}
