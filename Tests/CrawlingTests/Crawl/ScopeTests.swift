import Crawling
import Model
import Testing

@Suite("Scope")
struct ScopeTests {
    private static func contains(
        _ scope: Scope, _ url: String, depth: Int = 1, kind: Link.Kind = .page,
        on page: String = "http://example.org/", pageKind: Link.Kind = .page
    ) throws -> Bool {
        scope.contains(
            try #require(CanonicalURL(url)), depth: depth, kind: kind, foundOn: try #require(CanonicalURL(page)),
            pageKind: pageKind)
    }

    private static let site = Source(name: "s", start: ["http://example.org/start"], kind: .site, depth: 2)

    @Test("a site keeps to its host, with or without www, on either scheme")
    func sameHost() throws {
        let scope = Scope(source: Self.site)
        #expect(try Self.contains(scope, "http://example.org/a"))
        #expect(try Self.contains(scope, "https://example.org/a"))
        #expect(try Self.contains(scope, "https://www.example.org/a"))
        #expect(try !Self.contains(scope, "http://forum.example.org/a"))
        #expect(try !Self.contains(scope, "http://example.com/a"))
        #expect(try !Self.contains(scope, "http://example.org:8080/a"))
    }

    @Test("a site follows its start page to another host of the same domain, and to no other domain")
    func movedHost() throws {
        let scope = Scope(source: Self.site)
        #expect(try Self.contains(scope, "http://m.example.org/a", on: "http://m.example.org/"))
        #expect(try !Self.contains(scope, "http://example.com/a", on: "http://example.com/"))
        #expect(scope.allowsRedirect(to: try #require(CanonicalURL("https://m.example.org/"))))
        #expect(!scope.allowsRedirect(to: try #require(CanonicalURL("https://example.com/"))))
    }

    @Test("depth counts from the start pages; 0 means the start pages only")
    func depth() throws {
        let scope = Scope(source: Self.site)
        #expect(try Self.contains(scope, "http://example.org/a", depth: 2))
        #expect(try !Self.contains(scope, "http://example.org/a", depth: 3))
        #expect(try Self.contains(scope, "http://example.org/start", depth: 9))
        let flat = Scope(source: Source(name: "s", start: ["http://example.org/"], depth: 0))
        #expect(try !Self.contains(flat, "http://example.org/a", depth: 0, kind: .feed))
        #expect(try Self.contains(flat, "http://example.org/", depth: 1))
    }

    @Test("include and exclude look at path and query; sitemaps need no include, start pages nothing at all")
    func patterns() throws {
        let scope = Scope(
            source: Self.site, includes: { $0.hasPrefix("/ad/") }, excludes: { $0.contains("print=1") })
        #expect(try Self.contains(scope, "http://example.org/ad/1"))
        #expect(try !Self.contains(scope, "http://example.org/list"))
        #expect(try !Self.contains(scope, "http://example.org/ad/1?print=1"))
        #expect(try Self.contains(scope, "http://example.org/sitemap.xml", kind: .sitemap))
        #expect(try !Self.contains(scope, "http://example.org/sitemap.xml?print=1", kind: .sitemap))
        #expect(try !Self.contains(scope, "http://example.org/feed", kind: .feed))
        #expect(try Self.contains(scope, "http://example.org/start"))
    }

    @Test("a feed may name pages elsewhere, those pages may not", arguments: [Source.Kind.feed, .sitemap])
    func feeds(_ kind: Source.Kind) throws {
        let scope = Scope(source: Source(name: "s", start: ["http://example.org/feed"], kind: kind, depth: 2))
        let page: Link.Kind = kind == .feed ? .feed : .sitemap
        #expect(try Self.contains(scope, "http://example.com/a", pageKind: page))
        #expect(try !Self.contains(scope, "http://example.com/b", depth: 2, on: "http://example.com/a"))
        #expect(try Self.contains(scope, "http://example.org/b", depth: 2, on: "http://example.com/a"))
        let strict = Scope(source: Self.site)
        #expect(try !Self.contains(strict, "http://example.com/a", pageKind: page))
    }
}
