import Foundation
import Model
import TestSupport
import Testing

@testable import Scanning

/// Each thing that a hostile server may do ends with a reason in the store and in the night's report; the others go on.
@Suite("A night over hostile servers")
struct HostileNightTests {
    private struct Case {
        var name: String
        var answer: @Sendable () -> LoopbackServer.Response
        /// What the store says came of it.
        var result: String
        /// How its reason there begins.
        var reason: String?
        /// What the report counts it by.
        var summary: String?

        init(
            _ name: String, _ answer: @escaping @Sendable () -> LoopbackServer.Response, _ result: String,
            _ summary: String? = nil, figures: String = ""
        ) {
            self.name = name
            self.answer = answer
            self.result = result
            self.summary = summary
            reason = summary.map { figures.isEmpty ? $0 : "\($0): \(figures)" }
        }
    }

    private static let ratio = "more than 100 times"

    private static let cases = [
        Case("endless-body", { .endlessBody }, "failed", "the body is too large", figures: "more than 10485760 bytes"),
        Case("slow-drip", { .slowDrip }, "failed", "the answer came in too slowly"),
        Case("endless-drip", { .endlessDrip }, "failed", "no whole answer in time"),
        Case("silence", { .silence }, "failed", "the answer came in too slowly"),
        Case("headers", { .endlessHeaders }, "failed", "the headers are too large", figures: "more than 131072 bytes"),
        Case("cookies", { .cookiesBeyondMeasure }, "failed", "the headers are too large"),
        Case("gzip", { .bomb(Bomb.all[0]) }, "failed", "the body unpacks to far more than was sent", figures: ratio),
        Case("brotli", { .bomb(Bomb.all[1]) }, "failed", "the body unpacks to far more than was sent", figures: ratio),
        Case("zstd", { .bomb(Bomb.all[2]) }, "failed", "the body unpacks to far more than was sent", figures: ratio),
        Case("loop", { .redirect(to: "/?") }, "failed", "too many redirects", figures: "more than 10"),
        Case(
            "file", { .redirect(to: "file:///etc/hosts") }, "failed", "a redirect leads away from http and https",
            figures: "file:///etc/hosts"),
        Case(
            "gopher", { .redirect(to: "gopher://127.0.0.1:70/x") }, "failed",
            "a redirect leads away from http and https"),
        Case("data", { .redirect(to: "data:text/html,x") }, "failed", "a redirect leads away from http and https"),
        Case("length", { .wrongLength }, "failed", "the answer is incomplete"),
        Case("chunks", { .truncatedChunks }, "failed", "the answer is incomplete"),
        Case(
            "picture", { .picture }, "refused", "pictures, sound, films and archives are not fetched",
            figures: "image/png"),
        Case(
            "disguised", { .disguisedPicture }, "refused", "pictures, sound, films and archives are not fetched",
            figures: "image/jpeg, by its first bytes"),
        Case("binary", { .binaryText }, "failed", "it holds no text that can be read"),
        Case("attributes", { .largeAttributes }, "fetched"),
        Case("nesting", { .deepNesting }, "fetched"),
    ]

    @Test("whatever a server does with a page, its reason is in the store and in the report, and the others go on")
    func pages() async throws {
        let servers = try Self.cases.map { item in
            try LoopbackServer { request in
                request.target == "/robots.txt" ? .status(404) : item.answer()
            }
        }
        let good = try LoopbackServer { $0.target == "/robots.txt" ? .status(404) : .page("A room is to let here.") }
        defer { for server in servers + [good] { server.stop() } }
        let sites = zip(Self.cases, servers).map { HostileNight.Site(name: $0.name, start: $1.origin + "/") }
        let night = try await HostileNight(sites + [.init(name: "good", start: good.origin + "/")])
        for (item, server) in zip(Self.cases, servers) {
            let outcome = try #require(night.outcomes[server.origin + "/"], "\(item.name)")
            #expect(outcome.result == item.result, "\(item.name): \(outcome)")
            if let reason = item.reason {
                #expect(outcome.reason?.hasPrefix(reason) == true, "\(item.name): \(outcome.reason ?? "none")")
            } else {
                #expect(outcome.reason == nil, "\(item.name)")
            }
            let report = try #require(night.reports[item.name])
            let counted = ["failed": report.failures, "refused": report.refusals][item.result] ?? [:]
            #expect(counted == (item.summary.map { [$0: 1] } ?? [:]), "\(item.name): \(report)")
            #expect(report.fetched == (item.result == "fetched" ? 1 : 0), "\(item.name)")
        }
        #expect(night.reports["good"]?.fetched == 1)
        #expect(Set(night.kept.map(\.name)) == Set(night.reports.keys))
        for report in night.kept { #expect(report.failures == night.reports[report.name]?.failures) }
    }

    @Test("100,000 links, a million-entry sitemap and entity bombs are read within bounds")
    func lists() async throws {
        let names = ["links": "site", "sitemap": "sitemap", "sitemap-bomb": "sitemap", "feed-bomb": "feed"]
        let server = try LoopbackServer { request in
            switch request.target {
            case "/links": .manyLinks
            case "/sitemap": .millionEntries
            case "/sitemap-bomb": .sitemapWithEntityBomb
            case "/feed-bomb": .feedWithEntityBomb
            default: .status(404)
            }
        }
        defer { server.stop() }
        let night = try await HostileNight(
            names.map { HostileNight.Site(name: $0, kind: $1, start: "\(server.origin)/\($0)") })
        for name in names.keys {
            #expect(night.outcomes["\(server.origin)/\(name)"]?.result == "fetched", "\(name)")
            #expect(night.reports[name]?.fetched == 1, "\(name)")
        }
        let known = night.waiting.union(night.outcomes.keys)
        #expect(known.count { $0.contains("/room/") } == 20_000)
        #expect(night.reports["links"]?.endedBy == "the budget of 20 pages is used up")
        // Nothing unfolds, and no address or post is made of what would.
        #expect(known.allSatisfy { $0.utf8.count < 200 })
        #expect(night.reports["feed-bomb"]?.posts ?? 0 <= 1)
    }

    @Test(
        "no address that is not public is connected to, however it is written",
        arguments: [
            ("http://10.0.0.1/", "10.0.0.1"), ("http://169.254.169.254/latest/meta-data/", "169.254.169.254"),
            ("http://192.168.0.1/", "192.168.0.1"), ("http://2130706434/", "127.0.0.2"),
            ("http://0177.0.0.2/", "127.0.0.2"), ("http://0x7f.2/", "127.0.0.2"), ("http://0.0.0.0/", "0.0.0.0"),
            ("http://[::1]/", "0:0:0:0:0:0:0:1"), ("http://[fe80::1]/", "fe80:0:0:0:0:0:0:1"),
            ("http://[fd00::1]/", "fd00:0:0:0:0:0:0:1"), ("http://[::ffff:10.0.0.1]/", "0:0:0:0:0:ffff:a00:1"),
            ("http://[64:ff9b::10.0.0.1]/", "64:ff9b:0:0:0:0:a00:1"),
        ])
    func addresses(_ start: String, _ address: String) async throws {
        let night = try await HostileNight([.init(name: "inside", start: start)])
        let outcome = try #require(night.outcomes.values.first)
        #expect(outcome.result == "failed")
        #expect(outcome.reason?.contains("the address is not of the public internet: \(address)") == true, "\(outcome)")
        let report = try #require(night.reports["inside"])
        #expect(report.failures == ["the host cannot be reached": 1])
        #expect(report.problems.first?.contains("the address is not of the public internet: \(address)") == true)
    }

    @Test("a name that resolves to loopback is not connected to")
    func nameOfLoopback() async throws {
        let server = try LoopbackServer { _ in .page("x") }
        defer { server.stop() }
        let start = "http://localhost:\(server.port)/"
        let night = try await HostileNight([.init(name: "inside", start: start)])
        #expect(night.outcomes[start]?.reason?.contains("the address is not of the public internet") == true)
        #expect(server.connections == 0)
    }

    @Test("what a feed or a redirect leads to within a private network is not asked for, and the store says why")
    func ledInside() async throws {
        let inside = try LoopbackServer { _ in .page("x") }
        defer { inside.stop() }
        let target = "http://localhost:\(inside.port)/secret"
        let server = try LoopbackServer { request in
            switch request.target {
            case "/feed":
                .text(
                    "<rss version=\"2.0\"><channel><item><title>a</title><link>\(target)</link></item>"
                        + "<item><title>b</title><link>http://169.254.169.254/latest</link></item>"
                        + "<item><title>c</title><link>/moved</link></item></channel></rss>",
                    type: "application/rss+xml")
            case "/moved", "/page": .redirect(to: target + "?moved")
            default: .status(404)
            }
        }
        defer { server.stop() }
        let night = try await HostileNight([
            .init(name: "feed", kind: "feed", start: server.origin + "/feed"),
            .init(name: "site", start: server.origin + "/page"),
        ])
        let notPublic = "the address is not of the public internet"
        #expect(night.outcomes[target]?.reason?.contains(notPublic) == true)
        #expect(night.outcomes["http://169.254.169.254/latest"]?.reason?.contains(notPublic) == true)
        let moved = night.outcomes[server.origin + "/moved"]
        #expect(moved?.result == "refused")
        let left = "a redirect leads to a host that is left alone: \(target)?moved (\(notPublic): "
        #expect(moved?.reason?.hasPrefix(left) == true, "\(moved?.reason ?? "none")")
        #expect(
            night.outcomes[server.origin + "/page"]?.reason == "a redirect leads out of the source: \(target)?moved")
        #expect(night.reports["site"]?.refusals == ["a redirect leads out of the source": 1])
        #expect(night.reports["feed"]?.refusals == ["a redirect leads to a host that is left alone": 1])
        #expect(inside.connections == 0)
    }

    @Test(
        "a certificate that is expired, self-signed, another's or of an unknown authority is refused and told",
        arguments: ["expired", "other name", "self-signed", "unknown"])
    func certificates(_ fault: String) async throws {
        let authority = try TestAuthority()
        let certificate =
            switch fault {
            case "expired": try authority.certificate("expired", names: "IP:127.0.0.1", days: 0)
            case "other name": try authority.certificate("other", names: "DNS:other.example.org", days: 10)
            case "self-signed": try authority.selfSigned("self", names: "IP:127.0.0.1")
            default: try authority.certificate("unknown", names: "IP:127.0.0.1", days: 10)
            }
        let server = try TLSServer(certificate)
        defer { withExtendedLifetime(authority) { server.stop() } }
        let night = try await HostileNight([.init(name: "tls", start: server.origin + "/")])
        let reason = "the TLS connection is not to be trusted"
        #expect(night.outcomes[server.origin + "/"]?.result == "failed")
        #expect(night.outcomes[server.origin + "/"]?.reason?.contains(reason) == true)
        #expect(night.reports["tls"]?.problems.first?.contains(reason) == true)
    }
}
