import Crawling
import Foundation
import Model
import Storage
import Synchronization
import TestSupport
import Testing

/// robots.txt on its way from a server to what is fetched.
@Suite("Asking for robots.txt")
struct RobotsFetchTests {
    /// Crawls `/early`, `/late` and `/open` of a server with this robots.txt; the paths that were asked for.
    private func asked(_ robots: @escaping @Sendable (LoopbackServer.Request) -> LoopbackServer.Response)
        async throws -> Set<String>
    {
        let bench = try CrawlBench { request in
            request.target.contains("robots") ? robots(request) : .page("x")
        }
        defer { bench.server.stop() }
        _ = try await bench.crawl(start: ["/early", "/late", "/open"]).run()
        return Set(bench.server.counts.keys.filter { !$0.contains("robots") })
    }

    @Test("500 KiB are parsed, and what follows is neither parsed nor waited for")
    func long() async throws {
        let filler = String(repeating: "# " + String(repeating: "x", count: 97) + "\n", count: 5120)
        #expect(filler.utf8.count == 500 << 10)
        let endless = [UInt8](String(repeating: "#\n", count: 20_000).utf8)
        let paths = try await asked { _ in
            .chunked(headers: ["Content-Type": "text/plain"]) { part in
                switch part {
                case 0: .init("User-agent: *\n" + filler.dropLast(50) + "\nDisallow: /early\n")
                // Of all that comes beyond half a megabyte, nothing is read.
                case 1...40: .init(endless)
                default: .init("Disallow: /late\n")
                }
            }
        }
        #expect(paths == ["/late", "/open"])
    }

    @Test("a byte order mark, lines that mean nothing and any type at all are survived")
    func mark() async throws {
        let file = "\u{FEFF}User-agent: *\r\n\u{1}\u{2}<html>\r\nnonsense\r\n: \r\nDisallow: /early\rDisallow: /late\n"
        let paths = try await asked { _ in .text(file, type: "image/png") }
        #expect(paths == ["/open"])
    }

    @Test("five redirects are followed, also to another host; beyond them everything is allowed")
    func redirects() async throws {
        let other = try LoopbackServer { request in
            let number = Int(request.target.dropFirst(8)) ?? 0
            return number < 5 ? .redirect(to: "/robots-\(number + 1)") : .text("User-agent: *\nDisallow: /early\n")
        }
        defer { other.stop() }
        let origin = other.origin
        #expect(try await asked { _ in .redirect(to: origin + "/robots-1") } == ["/late", "/open"])
        #expect(try await asked { _ in .redirect(to: origin + "/robots-0") } == ["/early", "/late", "/open"])
        #expect(other.counts["/robots-5"] == 1)
    }

    @Test("an answer is kept in the store for a day, whoever crawls next")
    func kept() async throws {
        let bench = try CrawlBench { request in
            request.target == "/robots.txt" ? .text("User-agent: *\nDisallow: /early\n") : .page("x")
        }
        defer { bench.server.stop() }
        for night in 0..<3 {
            try bench.store.reopen(source: "s", now: 1_800_000_000 + Double(night))
            _ = try await bench.crawl(start: ["/early", "/open"]).run()
        }
        #expect(bench.server.counts == ["/robots.txt": 1, "/open": 3])
        let record = try #require(try bench.store.robots(origin: bench.server.origin))
        #expect(record.status == 200 && record.body == Array("User-agent: *\nDisallow: /early\n".utf8))
        var old = record
        old.fetchedAt -= 86_401
        try bench.store.save(robots: old)
        try bench.store.reopen(source: "s", now: 1_800_000_100)
        _ = try await bench.crawl(start: ["/early", "/open"]).run()
        #expect(bench.server.counts == ["/robots.txt": 2, "/open": 4])
    }

    @Test(
        "Crawl-delay is a floor: the longer of it and the source's delay holds", arguments: [(0.12, 0), (0.01, 0.12)])
    func delay(_ theirs: Double, _ ours: Double) async throws {
        let bench = try CrawlBench { request in
            request.target == "/robots.txt" ? .text("User-agent: *\nCrawl-delay: \(theirs)\n") : .page("x")
        }
        defer { bench.server.stop() }
        _ = try await bench.crawl(start: (1...4).map { "/\($0)" }, delay: ours).run()
        let times = bench.server.requests.dropFirst().map(\.at)
        #expect(times.count == 4)
        // Single gaps are blurred by how soon the server's threads run, the whole only at its ends.
        #expect((times.last ?? 0) - (times.first ?? 0) > 0.12 * 2)
    }

    @Test("Retry-After is obeyed as seconds and as a date", arguments: [true, false])
    func retryAfter(_ isDate: Bool) async throws {
        let busy = Mutex(true)
        let bench = try CrawlBench { request in
            guard request.target == "/busy" else { return .status(404) }
            let isFirst = busy.withLock { busy in
                defer { busy = false }
                return busy
            }
            guard isFirst else { return .page("x") }
            return .status(503, headers: ["Retry-After": isDate ? Self.date(in: 2) : "1"])
        }
        defer { bench.server.stop() }
        #expect(try await bench.crawl(start: ["/busy"]).run().fetched == 1)
        let times = bench.server.requests.filter { $0.target == "/busy" }.map(\.at)
        #expect(times.count == 2)
        // A date has whole seconds, so that of two seconds more than one is left; without it, hundredths would be.
        #expect((times.last ?? 0) - (times.first ?? 0) > 0.6)
    }

    /// An HTTP date so many seconds from now.
    private static func date(in seconds: Double) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.string(from: Date(timeIntervalSinceNow: seconds))
    }
}
