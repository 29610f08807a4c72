import Crawling
import Model
import Storage
import TestSupport
import Testing

@Suite("The crawl of a source")
struct CrawlTests {
    @Test("every page is fetched once, however often it is linked")
    func fetchesEachOnce() async throws {
        let bench = try CrawlBench { request in
            request.target == "/robots.txt"
                ? .status(404)
                : .page((1...30).map { "<a href=\"/p/\($0)?utm_source=\(request.target)#x\">" }.joined())
        }
        defer { bench.server.stop() }
        let report = try await bench.crawl().run()
        #expect(report.fetched == 31)
        #expect(bench.server.counts.values.allSatisfy { $0 == 1 })
        #expect(bench.server.counts.count == 32)
        #expect(bench.sink.unflushed == 0)
        let counts = try bench.store.frontierCounts(source: "s")
        #expect(counts == FrontierCounts(waiting: 0, fetched: 31))
        #expect(report.problems.isEmpty && report.failed.isEmpty && report.refused.isEmpty)
        #expect(report.bytes == bench.sink.pages.reduce(0) { $0 + $1.page.body.count })
    }

    @Test("depth counts links from the start pages, and ends there")
    func depth() async throws {
        let bench = try CrawlBench(PageTree.handler(100))
        defer { bench.server.stop() }
        #expect(try await bench.crawl(start: ["/1"], depth: 2).run().fetched == 7)
        #expect(bench.store.entry(bench.url("/7"))?.depth == 2)
        #expect(bench.store.entry(bench.url("/8")) == nil)
    }

    @Test("sitemaps that robots.txt names are read, pages in them are as near as links of a start page")
    func sitemaps() async throws {
        let bench = try CrawlBench { request in
            switch request.target {
            case "/robots.txt": .text("Sitemap: /maps.xml\nSitemap: http://example.com/other.xml\n")
            case "/maps.xml": .text("<x loc=\"/map-1.xml\">", type: "application/xml")
            case "/map-1.xml": .text("<x href=\"/hidden\">", type: "application/xml")
            default: .page("x")
            }
        }
        defer { bench.server.stop() }
        #expect(try await bench.crawl(depth: 1).run().fetched == 4)
        #expect(
            bench.store.entry(bench.url("/maps.xml"))
                == .init(source: "s", url: bench.url("/maps.xml"), depth: 0, kind: .sitemap))
        #expect(bench.store.entry(bench.url("/hidden"))?.depth == 1)
        #expect(bench.store.entry("http://example.com/other.xml") == nil)
    }

    @Test("include, exclude and host decide which links are followed")
    func scope() async throws {
        let bench = try CrawlBench { request in
            request.target == "/robots.txt"
                ? .status(404)
                : .page("<a href=\"/ad/1\"><a href=\"/ad/2?print\"><a href=\"/list\"><a href=\"http://localhost:9/\">")
        }
        defer { bench.server.stop() }
        let crawl = bench.crawl(includes: { $0.hasPrefix("/ad/") }, excludes: { $0.hasSuffix("?print") })
        #expect(try await crawl.run().fetched == 2)
        #expect(Set(bench.server.counts.keys) == ["/robots.txt", "/", "/ad/1"])
    }

    @Test("what a changed configuration no longer wants is refused, not fetched")
    func changedConfiguration() async throws {
        let bench = try CrawlBench(PageTree.handler(7))
        defer { bench.server.stop() }
        #expect(try await bench.crawl(start: ["/1"]).run().fetched == 7)
        try bench.store.reopen(source: "s", now: 1_800_000_000)
        let report = try await bench.crawl(start: ["/1"], depth: 1).run()
        #expect(report.fetched == 3)
        #expect(report.refused == ["it is no longer in the source's scope": 4])
    }

    @Test("feeds found on pages are fetched as feeds, and their entries followed")
    func feeds() async throws {
        let bench = try CrawlBench { request in
            switch request.target {
            case "/": .page("<link feed=\"/rss\">")
            case "/rss": .text("<item href=\"/item\">", type: "application/rss+xml")
            case "/item": .page("x")
            default: .status(404)
            }
        }
        defer { bench.server.stop() }
        #expect(try await bench.crawl(depth: 1).run().fetched == 3)
        #expect(bench.sink.pages.first { $0.entry.url == bench.url("/rss") }?.entry.kind == .feed)
    }

    @Test("a thousand pages come through small batches")
    func manyPages() async throws {
        let bench = try CrawlBench(PageTree.handler(1000))
        defer { bench.server.stop() }
        let options = CrawlOptions(batch: 50, limits: .quick)
        let report = try await bench.crawl(start: ["/1"], depth: 20, pages: 5000, options: options).run()
        #expect(report.fetched == 1000)
        #expect(bench.server.counts.values.allSatisfy { $0 == 1 })
        #expect(bench.sink.flushes < 200)
    }
}
