import Crawling
import Model
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("How a crawl ends and goes on")
struct CrawlEndingTests {
    @Test("the page limit bounds the night, and the rest waits")
    func pageLimit() async throws {
        let bench = try CrawlBench(PageTree.handler(60))
        defer { bench.server.stop() }
        #expect(try await bench.crawl(start: ["/1"], pages: 10).run().fetched == 10)
        let counts = try bench.store.frontierCounts(source: "s")
        #expect(counts.fetched == 10)
        #expect(counts.waiting > 0)
        // Taken up again in the same night, nothing more is fetched.
        #expect(try await bench.crawl(start: ["/1"], pages: 10).run().fetched == 0)
        #expect(try await bench.crawl(start: ["/1"], pages: 15).run().fetched == 5)
    }

    @Test("the budget of bytes bounds a run, what is under way comes in, and the rest waits")
    func byteBudget() async throws {
        let bench = try CrawlBench { request in
            guard request.target != "/robots.txt" else { return .status(404) }
            let links = (1...50).map { "<a href=\"/\($0)\">" }.joined()
            return .page(links + String(repeating: "x", count: 1000))
        }
        defer { bench.server.stop() }
        let options = CrawlOptions(concurrency: 8, limits: .quick)
        let report = try await bench.crawl(bytes: 20_000, options: options).run()
        #expect(report.bytes >= 20_000)
        // Pages of 1.7 kB, and eight requests under way.
        #expect(report.fetched <= 12 + 8)
        #expect(report.endedBy == "the budget of 20000 bytes is used up")
        #expect(try bench.store.frontierCounts(source: "s").waiting >= 15)
    }

    @Test("the budget of time bounds a run, though a host rests longer")
    func timeBudget() async throws {
        let bench = try CrawlBench(PageTree.handler(60))
        defer { bench.server.stop() }
        let start = LoopbackServer.now()
        let patient = Politeness.Settings(longestWait: 10_000)
        let report = try await bench.crawl(start: ["/1"], time: 0.3, delay: 3_600, settings: patient).run()
        // Other tests may hold up this one, but not for an hour.
        #expect(LoopbackServer.now() - start < 1_800)
        #expect(report.fetched <= 1)
        #expect(report.endedBy == "the budget of 1 s is used up")
        // Where nothing is left, no budget has ended anything.
        #expect(try await bench.crawl(depth: 0, pages: 1, name: "other").run().endedBy == nil)
    }

    @Test("a new night visits the known pages again, the new ones first")
    func newNight() async throws {
        let bench = try CrawlBench(PageTree.handler(7))
        defer { bench.server.stop() }
        #expect(try await bench.crawl(start: ["/1"]).run().fetched == 7)
        try bench.store.reopen(source: "s", now: 1_800_000_000)
        #expect(try await bench.crawl(start: ["/1"]).run().fetched == 7)
        #expect(bench.server.counts["/5"] == 2)
        #expect(bench.server.counts["/robots.txt"] == 1)
    }

    @Test("a later night asks whether a page is still as it was, and takes the server's word")
    func unchanged() async throws {
        let bench = try CrawlBench { request in
            switch request.target {
            case "/robots.txt": return .status(404)
            case "/": return .page("<a href=\"/tagged\"><a href=\"/dated\"><a href=\"/moved\"><a href=\"/plain\">")
            case "/tagged":
                if request.header("If-None-Match") == "\"v1\"" { return .status(304) }
                return .status(200, headers: ["Content-Type": "text/html", "ETag": "\"v1\""], body: [0x78])
            case "/dated":
                let date = "Mon, 23 Nov 2026 10:00:00 GMT"
                if request.header("If-Modified-Since") == date { return .status(304) }
                return .status(200, headers: ["Content-Type": "text/html", "Last-Modified": date], body: [0x78])
            case "/moved": return .redirect(to: "/target")
            case "/target":
                // Asked for under another address, it must not be compared with anything.
                if request.header("If-None-Match") != nil { return .status(304) }
                return .status(200, headers: ["Content-Type": "text/html", "ETag": "\"v2\""], body: [0x78])
            default: return .page("x")
            }
        }
        defer { bench.server.stop() }
        let first = try await bench.crawl().run()
        #expect(first.fetched == 5)
        #expect(first.unchanged == 0)
        for _ in 0..<2 {
            try bench.store.reopen(source: "s", now: 1_800_000_000)
            let again = try await bench.crawl().run()
            #expect(again.fetched == 5)
            #expect(again.unchanged == 2)
        }
        let kept = bench.sink.pages.map(\.page).filter { $0.status == 304 }
        #expect(Set(kept.map(\.url)) == [bench.url("/tagged"), bench.url("/dated")])
        #expect(kept.allSatisfy { $0.comparedWith != nil && $0.body.isEmpty })

        try bench.store.forgetValidators()
        try bench.store.reopen(source: "s", now: 1_800_000_000)
        #expect(try await bench.crawl().run().unchanged == 0)
    }

    @Test("a sink that fails ends the crawl with its error, and loses nothing that was flushed")
    func failingSink() async throws {
        let bench = try CrawlBench(failsAfter: 5, PageTree.handler(100))
        defer { bench.server.stop() }
        await #expect(throws: MemorySink.DiskFull.self) { try await bench.crawl(start: ["/1"]).run() }
        let counts = try bench.store.frontierCounts(source: "s")
        #expect(counts.fetched <= 5)
        #expect(counts.waiting > 0)
    }

    @Test("a cancelled crawl keeps what has come, leaves the rest waiting, and throws nothing")
    func cancellation() async throws {
        let bench = try CrawlBench(pause: 0.05) { request in
            switch request.target {
            case "/robots.txt": .status(404)
            case "/": .page((1...40).map { "<a href=\"/\($0)\">" }.joined())
            case "/20": .silence
            default: .page("x")
            }
        }
        defer { bench.server.stop() }
        let task = Task { try await bench.crawl().run() }
        while bench.server.counts["/20"] == nil { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        let report = try await task.value
        #expect(report.wasCancelled)
        #expect(report.failed.isEmpty)
        let counts = try bench.store.frontierCounts(source: "s")
        #expect(counts.fetched == report.fetched)
        #expect(counts.fetched == bench.sink.pages.count)
        #expect(counts.fetched + counts.waiting == 41)
        #expect(bench.store.outcome(bench.url("/20")) == nil)
        #expect(!bench.sink.sawCancellation)
    }

    @Test("a cancelled crawl does not wait for what takes long to read; it stays waiting")
    func slowReading() async throws {
        let bench = try CrawlBench(pause: 90, PageTree.handler(3))
        defer { bench.server.stop() }
        let task = Task { try await bench.crawl(start: ["/1", "/2", "/3"]).run() }
        while bench.server.counts.count < 4 { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        let report = try await task.value
        #expect(report.wasCancelled && report.fetched == 0)
        // The sink has not got any further.
        #expect(bench.sink.pages.isEmpty)
        #expect(try bench.store.frontierCounts(source: "s") == FrontierCounts(waiting: 3))
    }

    @Test("a crawl that was cancelled goes on where it stopped, and fetches no page twice")
    func resumes() async throws {
        let store = MemoryFrontier()
        let bench = try CrawlBench(store: store, PageTree.handler(200))
        defer { bench.server.stop() }
        let crawl = bench.crawl(start: ["/1"], depth: 20, pages: 1000)
        let task = Task { try await crawl.run() }
        while bench.server.requests.count < 40 { try await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        let first = try await task.value
        let second = try await crawl.run()
        #expect(first.fetched + second.fetched == 200)
        let settled = bench.sink.pages.map(\.entry.url)
        #expect(Set(settled).count == settled.count)
    }

    @Test("a start page that is no URL is told, and the others are fetched")
    func badStart() async throws {
        let bench = try CrawlBench(PageTree.handler(1))
        defer { bench.server.stop() }
        let report = try await bench.crawl(start: ["mailto:watch@example.org", "/1"]).run()
        #expect(report.fetched == 1)
        #expect(report.problems.map(\.place) == ["s, mailto:watch@example.org"])
    }

    @Test("progress grows with every page and ends at the report")
    func progress() async throws {
        let bench = try CrawlBench(PageTree.handler(20))
        defer { bench.server.stop() }
        let seen = ProgressLog()
        let report = try await bench.crawl(start: ["/1"], progress: { seen.add($0) }).run()
        let fetched = seen.all.map(\.fetched)
        #expect(fetched == Array(1...20))
        #expect(seen.all.last?.bytes == report.bytes)
        #expect(seen.all.last?.waiting == 0)
    }

    @Test("a night's budget is shared by its crawls, and what is beyond it waits")
    func nightBudget() async throws {
        let bench = try CrawlBench(PageTree.handler(200))
        defer { bench.server.stop() }
        let budget = NightBudget(pages: 30)
        let options = CrawlOptions(concurrency: 2, limits: .quick)
        async let one = bench.crawl(start: ["/1"], depth: 9, name: "one", options: options, budget: budget).run()
        async let two = bench.crawl(start: ["/1"], depth: 9, name: "two", options: options, budget: budget).run()
        let reports = try await [one, two]
        let fetched = reports.reduce(0) { $0 + $1.fetched }
        // What was under way when it was used up still comes in.
        #expect((30...34).contains(fetched), "\(fetched)")
        #expect(reports.allSatisfy { $0.endedBy == "the night's budget of 30 pages is used up" }, "\(reports)")
        #expect(try bench.store.frontierCounts(source: "one").waiting > 0)
    }

    @Test("what an earlier part of the night has used counts")
    func resumedBudget() async throws {
        let bench = try CrawlBench(PageTree.handler(20))
        defer { bench.server.stop() }
        let spent = CrawlSpent(bytes: 1000)
        let report = try await bench.crawl(start: ["/1"], bytes: 1000, spent: spent).run()
        #expect(report.fetched == 0 && report.endedBy == "the budget of 1000 bytes is used up")
        let late = try await bench.crawl(start: ["/1"], time: 60, name: "t", spent: CrawlSpent(seconds: 61)).run()
        #expect(late.fetched == 0 && late.endedBy == "the budget of 60 s is used up")
        // Of the night's own budget too.
        for (budget, part) in [
            (NightBudget(pages: 30, spentPages: 30), "30 pages"),
            (NightBudget(bytes: 1000, spent: spent), "1000 bytes"),
            (NightBudget(time: 60, spent: CrawlSpent(seconds: 61)), "60 s"),
        ] {
            let report = try await bench.crawl(start: ["/1"], name: part, budget: budget).run()
            #expect(report.fetched == 0 && report.endedBy == "the night's budget of \(part) is used up")
        }
    }

    @Test("one of several hosts takes no more than half of the source's budget")
    func hostShare() async throws {
        let bench = try CrawlBench { request in
            guard request.target != "/robots.txt" else { return .status(404) }
            // A maze on one of the two names of the server.
            let isMaze = request.header("Host")?.hasPrefix("127") == true
            let number = Int(request.target.dropFirst()) ?? 1
            return .page(isMaze ? "<a href=\"/\(2 * number)\"><a href=\"/\(2 * number + 1)\">" : "x")
        }
        defer { bench.server.stop() }
        let other = bench.server.origin.replacing("127.0.0.1", with: "localhost")
        let start = ["/", other + "/1", other + "/2", other + "/3"]
        let report = try await bench.crawl(start: start, depth: 50, pages: 12).run()
        #expect(report.fetched == 9, "\(report)")
        #expect(report.refused["its host has had its share of the budget"] ?? 0 > 0)
    }
}

private final class ProgressLog: Sendable {
    private let seen = Mutex<[CrawlProgress]>([])
    func add(_ progress: CrawlProgress) { seen.withLock { $0.append(progress) } }
    var all: [CrawlProgress] { seen.withLock { $0 } }
}
