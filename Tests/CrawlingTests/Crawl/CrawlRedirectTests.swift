import Crawling
import Model
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Redirects in a crawl")
struct CrawlRedirectTests {
    @Test("a redirect is judged by the robots.txt of the host it leads to")
    func redirectToForbiddenHost() async throws {
        let other = try LoopbackServer { request in
            request.target == "/robots.txt" ? .text("User-agent: *\nDisallow: /closed\n") : .page("x")
        }
        defer { other.stop() }
        let target = other.origin
        let bench = try CrawlBench { request in
            switch request.target {
            case "/": .page("<a href=\"/in\"><a href=\"/out\"><a href=\"/away\">")
            case "/in": .redirect(to: "\(target)/open")
            case "/out": .redirect(to: "\(target)/closed")
            case "/away": .redirect(to: "http://localhost:9/")
            default: .status(404)
            }
        }
        defer { bench.server.stop() }
        let report = try await bench.crawl().run()
        #expect(report.fetched == 2)
        #expect(
            report.refused == [
                "a redirect leads to where robots.txt forbids": 1, "a redirect leads out of the source": 1,
            ])
        #expect(other.counts == ["/robots.txt": 1, "/open": 1])
        #expect(bench.sink.redirects.map(\.finalURL).sorted() == ["/away", "/in", "/out"].map(bench.url))
        #expect(bench.sink.redirects.allSatisfy { $0.status == 302 && !$0.responseHead.isEmpty })
        #expect(bench.sink.pages.map(\.page.finalURL).sorted() == [bench.url("/"), "\(target)/open"].sorted())
    }

    @Test("pages that redirect to one another's places are fetched once")
    func redirectsToOnePage() async throws {
        let bench = try CrawlBench { request in
            switch request.target {
            case "/robots.txt": .status(404)
            case "/": .page((1...5).map { "<a href=\"/go/\($0)\">" }.joined() + "<a href=\"/home\">")
            case "/home": .page("home")
            default: .redirect(to: "/home")
            }
        }
        defer { bench.server.stop() }
        let report = try await bench.crawl(delay: 0.001).run()
        #expect(report.fetched == 2)
        #expect(report.refused == ["a redirect leads to a page that was fetched already": 4])
        #expect(bench.server.counts["/home"] == 1)
        #expect(bench.store.outcome(bench.url("/home"))?.result == .fetched)
    }

    @Test("hosts that redirect to one another do not wait for each other for ever")
    func crossedRedirects() async throws {
        let ports = Ports()
        let handler: LoopbackServer.Handler = { request in
            if request.target == "/robots.txt" { return .status(404) }
            if request.target.hasPrefix("/go/") {
                return .redirect(to: ports.other(than: request) + "/at" + request.target)
            }
            return .page("x")
        }
        let other = try LoopbackServer(handler)
        defer { other.stop() }
        let bench = try CrawlBench(handler)
        defer { bench.server.stop() }
        ports.set(bench.server.origin, other.origin)
        let starts = (0..<6).flatMap { ["/go/\($0)", other.origin + "/go/\($0)"] }
        let report = try await bench.crawl(start: starts, delay: 0.01).run()
        #expect(report.fetched == 12)
    }
}

/// Two servers that know of each other.
private final class Ports: Sendable {
    private let origins = Mutex<(String, String)>(("", ""))
    func set(_ one: String, _ other: String) { origins.withLock { $0 = (one, other) } }
    func other(than request: LoopbackServer.Request) -> String {
        let host = request.header("Host") ?? ""
        return origins.withLock { $0.0.hasSuffix(host) ? $0.1 : $0.0 }
    }
}
