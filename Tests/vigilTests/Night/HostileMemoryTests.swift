import Foundation
import TestSupport
import Testing

/// `vigil scan` as a process over pages that are made to use up memory, with the limits that it has for everybody.
@Suite("The memory of a night over hostile servers")
struct HostileMemoryTests {
    /// What a crawl of 100,000 pages may use, by the design; a night over a few small pages uses a fifth of it.
    private static let most = 300_000_000

    @Test("stays flat over endless bodies and headers, bombs, cookies, and pages of nothing but markup")
    func pages() async throws {
        let server = try LoopbackServer { request in
            switch request.target.prefix(while: { $0 != "-" }) {
            case "/endless": .endlessBody
            case "/gzip": .bomb(Bomb.all[0])
            case "/brotli": .bomb(Bomb.all[1])
            case "/zstd": .bomb(Bomb.all[2])
            case "/headers": .endlessHeaders
            case "/cookies": .cookiesBeyondMeasure
            case "/picture": .disguisedPicture
            case "/binary": .binaryText
            case "/attributes": .largeAttributes
            case "/nesting": .deepNesting
            default: .status(404)
            }
        }
        defer { server.stop() }
        let names = [
            "endless", "gzip", "brotli", "zstd", "headers", "cookies", "picture", "binary", "attributes", "nesting",
        ]
        let paths = names.flatMap { name in (1...3).map { "/\(name)-\($0)" } }
        let peak = try await scan(server, paths, [])
        #expect(peak < Self.most, "\(peak)")
        #expect(Set(server.requests.map(\.target)).isSuperset(of: paths))
    }

    @Test("stays flat over 100,000 links, a sitemap of a million entries, and an entity bomb")
    func lists() async throws {
        let server = try LoopbackServer { request in
            switch request.target.prefix(while: { $0 != "-" }) {
            case "/links": .manyLinks
            case "/sitemap": .millionEntries
            case "/bomb": .sitemapWithEntityBomb
            default: .status(404)
            }
        }
        defer { server.stop() }
        // One at a time: how many are read at once depends on the machine.
        for (path, kind) in [("/links-1", "site"), ("/sitemap-1", "sitemap"), ("/bomb-1", "sitemap")] {
            let peak = try await scan(server, [path], ["pages: 20", "kind: \(kind)"])
            #expect(peak < Self.most, "\(path): \(peak)")
        }
    }

    /// - Returns: the most memory that the scan held, in bytes.
    private func scan(_ server: LoopbackServer, _ paths: [String], _ source: [String]) async throws -> Int {
        let watch = try NightWorkspace(start: paths.map { server.origin + $0 }, source: source)
        defer { watch.remove() }
        let vigil = try watch.scan()
        let (ending, peak) = await vigil.end(within: 300)
        #expect(ending == .exited(0), "\(ending) \(vigil.complaints)")
        let outcomes = try watch.snapshot().outcomes
        for path in paths { #expect(outcomes[server.origin + path] != nil, "\(path) has no outcome") }
        return peak
    }
}
