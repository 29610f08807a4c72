import Crawling
import Model
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("The manners of a crawl")
struct CrawlMannersTests {
    @Test("robots.txt is asked first, archived, and obeyed")
    func robots() async throws {
        let bench = try CrawlBench { request in
            switch request.target {
            case "/robots.txt":
                .text("User-agent: vigil\nDisallow: /private/\nAllow: /private/open\n\nUser-agent: *\nDisallow: /\n")
            case "/": .page("<a href=\"/a\"><a href=\"/private/x\"><a href=\"/private/open\">")
            default: .page("x")
            }
        }
        defer { bench.server.stop() }
        let report = try await bench.crawl().run()
        #expect(report.fetched == 3)
        #expect(report.refused == ["robots.txt forbids it": 1])
        #expect(bench.server.requests.first?.target == "/robots.txt")
        #expect(bench.server.counts["/private/x"] == nil)
        #expect(bench.sink.robots.map(\.status) == [200])
        let outcome = bench.store.outcome(bench.url("/private/x"))
        #expect(outcome?.result == .refused)
        #expect(outcome?.reason == "robots.txt forbids it, line 2: Disallow: /private/")
    }

    @Test("a host whose robots.txt fails is left alone, and the report says so", arguments: [500, 503, 429])
    func robotsUnreachable(_ status: Int) async throws {
        let bench = try CrawlBench { $0.target == "/robots.txt" ? .status(status) : .page("x") }
        defer { bench.server.stop() }
        let report = try await bench.crawl(start: ["/", "/b"]).run()
        #expect(report.fetched == 0)
        #expect(report.refused == ["robots.txt cannot be read": 2])
        #expect(report.robotsUnreachable == [bench.server.origin: "robots.txt answers with status \(status)"])
        #expect(report.problems.map(\.place) == ["s, \(bench.server.origin)"])
        #expect(bench.server.counts == ["/robots.txt": 1])
        // The next crawl asks again.
        try bench.store.reopen(source: "s", now: 1_800_000_000)
        _ = try await bench.crawl().run()
        #expect(bench.server.counts == ["/robots.txt": 2])
    }

    @Test("a host that is down ends in a sentence, at once")
    func hostDown() async throws {
        let bench = try CrawlBench { _ in .status(200) }
        bench.server.stop()
        let report = try await bench.crawl().run()
        #expect(report.failed == ["the host cannot be reached": 1])
        #expect(report.problems.count == 1)
        #expect(report.problems[0].problem.hasPrefix("left alone for now: the host takes no connection"))
    }

    @Test("a page that answers with an error is settled as failed, with its status")
    func errorPages() async throws {
        let bench = try CrawlBench { request in
            switch request.target {
            case "/": .page("<a href=\"/gone\"><a href=\"/picture\"><a href=\"/cut\">")
            case "/picture": .status(200, headers: ["Content-Type": "image/png"], body: [1])
            case "/cut": .raw([.init("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx")])
            default: .status(404)
            }
        }
        defer { bench.server.stop() }
        let report = try await bench.crawl().run()
        #expect(report.fetched == 1)
        #expect(report.failed == ["status 404": 1, "the answer is incomplete": 1])
        #expect(report.refused == ["pictures, sound, films and archives are not fetched": 1])
        #expect(bench.store.outcome(bench.url("/gone"))?.status == 404)
        #expect(bench.store.outcome(bench.url("/gone"))?.result == .failed)
        // A broken answer may pass: it was asked for three times.
        #expect(bench.server.counts["/cut"] == 3)
        #expect(bench.server.counts["/gone"] == 1)
    }

    @Test("a busy server's Retry-After is obeyed and the page asked for again", arguments: [429, 503])
    func retryAfter(_ status: Int) async throws {
        let asked = Counter()
        let bench = try CrawlBench { request in
            guard request.target == "/busy" else {
                return request.target == "/" ? .page("<a href=\"/busy\">") : .status(404)
            }
            return asked.next() == 1 ? .status(status, headers: ["Retry-After": "1"]) : .page("at last")
        }
        defer { bench.server.stop() }
        let report = try await bench.crawl().run()
        #expect(report.fetched == 2)
        #expect(report.failed.isEmpty)
        let times = bench.server.requests.filter { $0.target == "/busy" }.map(\.at)
        #expect(times.count == 2)
        #expect(times[1] - times[0] > 0.6)
        #expect(bench.sink.pages.map(\.page.status) == [200, 200])
    }

    @Test("a host that keeps failing is dropped for the night and reported; others go on")
    func droppedHost() async throws {
        let good = try LoopbackServer { $0.target == "/robots.txt" ? .status(404) : .page("x") }
        defer { good.stop() }
        let bench = try CrawlBench { request in
            request.target == "/robots.txt" ? .status(404) : .status(500)
        }
        defer { bench.server.stop() }
        let report = try await bench.crawl(start: ["/1", "/2", "/3", "/4", good.origin + "/"], delay: 0.001).run()
        #expect(report.fetched == 1)
        #expect(report.failed.values.reduce(0, +) == 4)
        #expect(report.droppedHosts.count == 1)
        #expect(report.droppedHosts.values.first == "4 failures in a row, the last: it answers with status 500")
        #expect(bench.server.counts.values.reduce(0, +) == 5)
        #expect(report.problems.count == 1)
        #expect(try bench.store.frontierCounts(source: "s").waiting == 0)
    }

    @Test("the delay lies between all requests to a host, robots.txt and redirects included")
    func delay() async throws {
        let bench = try CrawlBench { request in
            switch request.target {
            case "/robots.txt": .text("User-agent: *\nCrawl-delay: 0.15\n")
            case "/": .redirect(to: "/home")
            case "/home": .page("<a href=\"/a\"><a href=\"/b\">")
            default: .page("x")
            }
        }
        defer { bench.server.stop() }
        #expect(try await bench.crawl(delay: 0.1).run().fetched == 3)
        let times = bench.server.requests.map(\.at)
        #expect(times.count == 5)
        // 0.1 and three times 0.15. Single gaps are blurred by how soon the server's threads run, the whole only at its
        // ends.
        #expect(times[4] - times[0] > 0.3)
    }

    @Test("one host's delay does not idle another's")
    func hostsDoNotWait() async throws {
        let handler: LoopbackServer.Handler = { request in
            request.target == "/robots.txt"
                ? .status(404) : .page((1...4).map { "<a href=\"/\($0)\">" }.joined())
        }
        let others = try (0..<5).map { _ in try LoopbackServer(handler) }
        defer { for server in others { server.stop() } }
        let bench = try CrawlBench(handler)
        defer { bench.server.stop() }
        let starts = ["/"] + others.map { $0.origin + "/" }
        let report = try await bench.crawl(start: starts, delay: 0.2).run()
        #expect(report.fetched == 30)
        let times = (others + [bench.server]).map { $0.requests.map(\.at) }
        // All hosts have been asked once before any is asked a third time.
        #expect((times.map { $0[0] }.max() ?? 0) < (times.map { $0[2] }.min() ?? 0))
    }

    @Test("two sources on one host spare it together")
    func sharedManners() async throws {
        let bench = try CrawlBench(PageTree.handler(6))
        defer { bench.server.stop() }
        let manners = HostManners(Politeness(.quick))
        async let first = bench.crawl(start: ["/1"], delay: 0.06, name: "one", manners: manners).run()
        async let second = bench.crawl(start: ["/1"], delay: 0.06, name: "two", manners: manners).run()
        #expect(try await first.fetched == 6)
        #expect(try await second.fetched == 6)
        let times = bench.server.requests.map(\.at).sorted()
        // Single gaps are blurred by how soon the server's threads run; the whole is not.
        #expect(times.count >= 13)
        #expect((times.last ?? 0) - (times.first ?? 0) > 0.06 * Double(times.count - 2))
    }
}

/// Counts the calls of a handler.
private final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
