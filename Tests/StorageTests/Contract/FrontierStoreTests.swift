import Model
import Storage
import TestSupport
import Testing

/// What each engine's frontier must do.
@Suite("The frontier")
struct FrontierStoreTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test("waiting URLs come by depth, then in the order in which they were added", arguments: StoreEngine.all)
    func order(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        let entries = [
            Samples.entry("https://example.org/b", depth: 2), Samples.entry("https://example.org/z", depth: 0),
            Samples.entry("https://example.org/a", depth: 1, kind: .feed),
            Samples.entry("https://example.org/c", depth: 1, kind: .sitemap),
        ]
        #expect(try store.add(entries) == 4)
        #expect(try store.waiting(source: "board", limit: 10) == [entries[1], entries[2], entries[3], entries[0]])
        #expect(try store.waiting(source: "board", limit: 2) == [entries[1], entries[2]])
        #expect(try store.waiting(source: "board", limit: 0) == [])
    }

    @Test("a known URL is not added again, but takes a smaller depth", arguments: StoreEngine.all)
    func known(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        #expect(try store.add([Samples.entry("https://example.org/a", depth: 3)]) == 1)
        let again = [
            Samples.entry("https://example.org/a", depth: 5), Samples.entry("https://example.org/a", depth: 2),
            Samples.entry("https://example.org/a", depth: 4), Samples.entry("https://example.org/b"),
            Samples.entry("https://example.org/b"),
        ]
        #expect(try store.add(again) == 1)
        #expect(
            try store.waiting(source: "board", limit: 10) == [
                Samples.entry("https://example.org/b"), Samples.entry("https://example.org/a", depth: 2),
            ])
        #expect(try store.frontierCounts(source: "board") == FrontierCounts(waiting: 2))
    }

    @Test("a new night asks for new URLs first, then for known ones", arguments: StoreEngine.all)
    func reopen(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        try store.add([
            Samples.entry("https://example.org/1", depth: 0), Samples.entry("https://example.org/2"),
            Samples.entry("https://example.org/3"),
        ])
        try store.settle([
            Samples.outcome("https://example.org/1"), Samples.outcome("https://example.org/2", .refused),
            Samples.outcome("https://example.org/3", .failed),
        ])
        #expect(try store.waiting(source: "board", limit: 10).isEmpty)
        #expect(try store.frontierCounts(source: "board") == FrontierCounts(fetched: 1, refused: 1, failed: 1))

        try store.reopen(source: "board", now: 1_800_000_000)
        try store.add([Samples.entry("https://example.org/new", depth: 7)])
        #expect(
            try store.waiting(source: "board", limit: 10).map(\.url) == [
                "https://example.org/new", "https://example.org/1", "https://example.org/2", "https://example.org/3",
            ])
        #expect(try store.waiting(source: "board", limit: 2).count == 2)
        #expect(try store.frontierCounts(source: "board") == FrontierCounts(waiting: 4))
    }

    @Test("a new night lets tens of thousands of known URLs wait, each once", arguments: StoreEngine.all)
    func reopenMany(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        let entries = (0..<25_000).map { Samples.entry("https://example.org/\($0)") }
        #expect(try store.add(entries) == 25_000)
        try store.settle(entries.prefix(21_000).map { Samples.outcome($0.url) })
        for night in 1...2 {
            try store.reopen(source: "board", now: Samples.evening + Double(night) * 86_400)
            #expect(try store.frontierCounts(source: "board") == FrontierCounts(waiting: 25_000))
            let order = try store.waiting(source: "board", limit: .max).map(\.url)
            #expect(order.count == 25_000 && Set(order).count == 25_000)
            #expect(order.prefix(4000) == entries.dropFirst(21_000).map(\.url)[...])
            try store.settle(entries[15_000..<16_000].map { Samples.outcome($0.url) })
        }
    }

    @Test(
        "of known URLs, start pages come first, then those that are likeliest to have changed",
        arguments: StoreEngine.all)
    func changeRate(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        let urls = ["never", "often", "start", "sometimes", "new"].map { "https://example.org/\($0)" }
        try store.add(urls.prefix(4).map { Samples.entry($0, depth: $0.hasSuffix("start") ? 0 : 1) })
        let day = 86_400.0
        for night in 0..<8 {
            let time = Samples.evening + Double(night) * day
            try store.reopen(source: "board", now: time)
            try store.settle(
                urls.prefix(4).map { url in
                    let hasChanged = url.hasSuffix("often") || (url.hasSuffix("sometimes") && night % 4 == 3)
                    return FrontierOutcome(
                        source: "board", url: url, result: .fetched, status: 200, at: time,
                        content: hasChanged ? .open : .unchanged, contentDigest: "\(night)")
                })
        }
        try store.reopen(source: "board", now: Samples.evening + 8 * day)
        try store.add([Samples.entry(urls[4], depth: 5)])
        #expect(
            try store.waiting(source: "board", limit: 9).map { $0.url.split(separator: "/").last } == [
                "new", "start", "often", "sometimes", "never",
            ])
        // What changes seldom has its turn when it has waited for long.
        try store.settle(
            ["often", "start", "sometimes", "new"].map {
                FrontierOutcome(
                    source: "board", url: "https://example.org/\($0)", result: .fetched, status: 200,
                    at: Samples.evening + 300 * day, content: .unchanged, contentDigest: "7")
            })
        try store.reopen(source: "board", now: Samples.evening + 300.1 * day)
        let order = try store.waiting(source: "board", limit: 9).map { $0.url.split(separator: "/").last }
        #expect(order.prefix(2) == ["start", "never"], "\(order)")
    }

    @Test("parts of listings are forgotten with the night, unless they still wait", arguments: StoreEngine.all)
    func listings(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        let parts = (1...3).map { Samples.entry("https://example.org/s/a?before=\($0)", depth: 0, kind: .listing) }
        try store.add([Samples.entry("https://example.org/s/a", depth: 0)] + parts)
        try store.settle([Samples.outcome("https://example.org/s/a"), Samples.outcome(parts[0].url)])
        try store.reopen(source: "board", now: Samples.evening)
        #expect(try store.frontierCounts(source: "board") == FrontierCounts(waiting: 3))
        #expect(
            try store.waiting(source: "board", limit: 9).map(\.url) == [
                parts[1].url, parts[2].url, "https://example.org/s/a",
            ])
        #expect(try store.add([parts[0]]) == 1)
    }

    @Test("what a page held is kept until it is read anew or forgotten", arguments: StoreEngine.all)
    func digests(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        let url = "https://example.org/a"
        try store.add([Samples.entry(url)])
        func settle(_ status: Int, _ digest: String?) throws -> String? {
            try store.settle([
                FrontierOutcome(
                    source: "board", url: url, result: status < 400 ? .fetched : .failed, status: status,
                    at: Samples.evening, contentDigest: digest)
            ])
            try store.reopen(source: "board", now: Samples.evening)
            return try store.waiting(source: "board", limit: 1).first?.contentDigest
        }
        #expect(try settle(200, "one") == "one")
        #expect(try settle(304, nil) == "one")
        #expect(try settle(500, nil) == "one")
        #expect(try settle(200, nil) == nil)
        #expect(try settle(200, "two") == "two")
        try store.forgetValidators()
        #expect(try store.waiting(source: "board", limit: 1).first?.contentDigest == nil)
    }

    @Test("sources do not see each other's URLs", arguments: StoreEngine.all)
    func sources(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        let url = "https://example.org/"
        #expect(try store.add([Samples.entry(url, source: "one"), Samples.entry(url, source: "two")]) == 2)
        try store.settle([Samples.outcome(url, source: "one")])
        #expect(try store.waiting(source: "one", limit: 5).isEmpty)
        #expect(try store.waiting(source: "two", limit: 5).count == 1)
        try store.reopen(source: "two", now: 1_800_000_000)
        #expect(try store.frontierCounts(source: "one") == FrontierCounts(fetched: 1))
        #expect(try store.frontierCounts(source: "three") == FrontierCounts())
    }

    @Test("an outcome of a URL that was never added is passed over", arguments: StoreEngine.all)
    func unknown(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        try store.settle([Samples.outcome("https://example.org/unknown")])
        #expect(try store.frontierCounts(source: "board") == FrontierCounts())
        #expect(try store.add([Samples.entry("https://example.org/unknown")]) == 1)
    }

    @Test("whatever is done, the frontier agrees with a plain list", arguments: StoreEngine.all, [1, 2, 3] as [UInt64])
    func model(engine: StoreEngine, seed: UInt64) throws {
        let store = try engine.open(scratch.path)
        var random = Seeded(seed)
        var model = FrontierModel()
        for _ in 0..<120 {
            let url = { (random: inout Seeded) in
                "https://example.org/\(Int.random(in: 0..<60, using: &random))"
            }
            switch Int.random(in: 0..<10, using: &random) {
            case 0:
                // No time has gone by, so that no page is likelier to have changed than another.
                try store.reopen(source: "board", now: Samples.evening)
                model.reopen()
            case 1...5:
                let entries = (0..<5).map { _ in
                    Samples.entry(url(&random), depth: Int.random(in: 0..<4, using: &random))
                }
                #expect(try store.add(entries) == model.add(entries))
            default:
                let outcomes = (0..<3).map { _ in
                    Samples.outcome(
                        url(&random), FrontierOutcome.Result.allCases.randomElement(using: &random) ?? .failed)
                }
                try store.settle(outcomes)
                model.settle(outcomes)
            }
            let limit = Int.random(in: 0..<80, using: &random)
            #expect(try store.waiting(source: "board", limit: limit) == Array(model.waiting.prefix(limit)))
            #expect(try store.frontierCounts(source: "board") == model.counts)
        }
    }

    @Test(
        "read on from where the last reading ended, each waiting URL comes once, those that are added meanwhile too",
        arguments: StoreEngine.all, [1, 2, 3] as [UInt64])
    func readOn(engine: StoreEngine, seed: UInt64) throws {
        let store = try engine.open(scratch.path)
        var random = Seeded(seed)
        var added = 0
        func grow() throws {
            let entries = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                added += 1
                return Samples.entry("https://example.org/\(added)", depth: Int.random(in: 0..<5, using: &random))
            }
            #expect(try store.add(entries) == entries.count)
        }
        for night in 0..<3 {
            try store.reopen(source: "board", now: Samples.evening + Double(night) * 86_400)
            try grow()
            var reading = FrontierReading()
            var given: [FrontierEntry] = []
            for round in 0..<100 {
                let limit = Int.random(in: 1..<20, using: &random)
                let next = try store.waiting(source: "board", limit: limit, after: &reading)
                // In the order of a reading from the beginning on.
                let whole = try store.waiting(source: "board", limit: .max).map(\.url)
                let places = next.compactMap { entry in whole.firstIndex { $0 == entry.url } }
                #expect(places.count == next.count && places == places.sorted())
                given += next
                // What is settled, or not, makes no difference.
                try store.settle(given.filter { _ in Bool.random(using: &random) }.map { Samples.outcome($0.url) })
                if round < 5 { try grow() } else if next.isEmpty { break }
            }
            #expect(Set(given.map(\.url)).count == given.count)
            #expect(given.count == added)
            try store.settle(given.map { Samples.outcome($0.url) })
        }
    }

    @Test("robots.txt is kept byte by byte, and replaced by the next one", arguments: StoreEngine.all)
    func robots(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        let origin = "https://example.org:8443"
        #expect(try store.robots(origin: origin) == nil)
        let first = RobotsRecord(
            origin: origin, status: 200, body: (0...255).map { UInt8($0) }, fetchedAt: Samples.evening + 0.25)
        try store.save(robots: first)
        #expect(try store.robots(origin: origin) == first)
        let second = RobotsRecord(origin: origin, status: 0, body: [], fetchedAt: Samples.evening + 86_400)
        try store.save(robots: second)
        #expect(try store.robots(origin: origin) == second)
        #expect(try store.robots(origin: "https://example.org") == nil)
    }
}

/// The frontier of one source, as simple as can be.
private struct FrontierModel {
    private struct Known {
        var entry: FrontierEntry
        var wasSettled = false
        var result: FrontierOutcome.Result?
    }

    private var known: [Known] = []

    mutating func add(_ entries: [FrontierEntry]) -> Int {
        var added = 0
        for entry in entries {
            if let place = known.firstIndex(where: { $0.entry.url == entry.url }) {
                known[place].entry.depth = min(known[place].entry.depth, entry.depth)
            } else {
                known.append(Known(entry: entry))
                added += 1
            }
        }
        return added
    }

    mutating func settle(_ outcomes: [FrontierOutcome]) {
        for outcome in outcomes {
            guard let place = known.firstIndex(where: { $0.entry.url == outcome.url }) else { continue }
            known[place].result = outcome.result
            known[place].wasSettled = true
        }
    }

    mutating func reopen() { for place in known.indices { known[place].result = nil } }

    var waiting: [FrontierEntry] {
        known.enumerated().filter { $0.element.result == nil }.sorted { left, right in
            let keys = [left, right].map { ($0.element.wasSettled ? 1 : 0, $0.element.entry.depth, $0.offset) }
            return keys[0] < keys[1]
        }.map(\.element.entry)
    }

    var counts: FrontierCounts {
        func count(_ result: FrontierOutcome.Result?) -> Int { known.filter { $0.result == result }.count }
        return FrontierCounts(
            waiting: count(nil), fetched: count(.fetched), refused: count(.refused), failed: count(.failed))
    }
}
