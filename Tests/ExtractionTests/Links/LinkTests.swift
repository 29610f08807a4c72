import Model
import Testing

@testable import Extraction

@Suite("Links")
struct LinkTests {

    private func links(
        _ html: String, url: String = "https://board.example.org/list/jobs?page=1", options: Extractor.Options = .init()
    ) throws -> [Link] {
        try extract(html, url: url, options: options).links
    }

    @Test("every way to lead on is found, each once and in order")
    func all() throws {
        let found = try links(
            """
            <head><link rel=next href="?page=2"><link rel=canonical href="/list/jobs"><link rel="stylesheet" href=/x.css>
            <link rel=alternate type="application/rss+xml" href=/feed><link rel=alternate type=application/atom+xml href=/atom>
            <link rel=alternate hreflang=ko href=/ko/jobs><link rel="alternate" type="application/json" href=/api>
            <meta http-equiv=refresh content="5; url='/moved'"></head><body><a href=/ad/1>x</a> <a href="/ad/1#top">x</a>
            <a href="#top">x</a><a href=" ../ad/2 ">x</a><map><area href=//other.example.org/a></map>
            <a href="javascript:void(0)">x</a><a href=mailto:a@example.org>x</a><a href=tel:+15550100>x</a><a href="">x</a>
            <a href=data:text/html,x>x</a><a name=x>x</a><a href="HTTPS://board.example.org/ad/3">x</a></body>
            """)
        #expect(
            found
                == [
                    Link(url: "https://board.example.org/list/jobs?page=2"),
                    Link(url: "https://board.example.org/list/jobs"),
                    Link(url: "https://board.example.org/feed", kind: .feed),
                    Link(url: "https://board.example.org/atom", kind: .feed),
                    Link(url: "https://board.example.org/ko/jobs"), Link(url: "https://board.example.org/moved"),
                    Link(url: "https://board.example.org/ad/1"), Link(url: "https://board.example.org/ad/2"),
                    Link(url: "https://other.example.org/a"), Link(url: "https://board.example.org/ad/3"),
                ].map { link in
                    // Foundation keeps the scheme's case.
                    link.url.hasSuffix("/ad/3") ? Link(url: found.last!.url) : link
                })
    }

    @Test(
        "base href is what relative addresses are relative to",
        arguments: [
            ("/base/", "https://board.example.org/base/x"),
            ("https://other.example.org/b/", "https://other.example.org/b/x"),
            ("javascript:0", "https://board.example.org/list/x"),
        ])
    func base(_ href: String, _ url: String) throws {
        #expect(try links("<base href='\(href)'><base href=/second/><a href=x>x</a>").map(\.url) == [url])
    }

    @Test("links that ask not to be followed are left out unless they are wanted")
    func nofollow() throws {
        let page = "<a rel='ugc NoFollow' href=/a>a</a><a rel=noopener href=/b>b</a>"
        #expect(try links(page).map(\.url) == ["https://board.example.org/b"])
        var options = Extractor.Options()
        options.keepsNofollowLinks = true
        #expect(try links(page, options: options).count == 2)
    }

    @Test(
        "what a page asks of crawlers is reported and heeded",
        arguments: [
            ("<meta name=robots content='noindex'>", [] as [String], true, false),
            ("<META NAME=ROBOTS CONTENT='NOINDEX,NOFOLLOW'>", [], true, true),
            ("<meta name=robots content=none>", [], true, true),
            ("<meta name=vigil content=nofollow>", [], false, true),
            ("<meta name=otherbot content=none>", [], false, false),
            ("", ["noindex"], true, false), ("", ["otherbot: noindex, nofollow"], false, false),
            ("", ["vigil: nofollow"], false, true),
            ("", ["max-snippet: 20, noindex"], true, false),
            ("", ["unavailable_after: 25 Jun 2010 15:00:00 PST"], false, false),
            ("", ["all"], false, false),
        ])
    func robots(_ head: String, _ headers: [String], _ noindex: Bool, _ nofollow: Bool) throws {
        let page = "<html><head>\(head)</head><body><h1>T</h1><p>\(sentences("it"))</p><a href=/a>a</a>"
        let found = try extract(page, robotsHeader: headers)
        #expect(found.noindex == noindex)
        #expect(found.nofollow == nofollow)
        #expect(found.posts.isEmpty == noindex)
        #expect(found.links.isEmpty == nofollow)
    }

    @Test("the canonical address is reported absolute")
    func canonical() throws {
        #expect(try extract("<link rel=Canonical href=/ad/1>").canonical == "https://board.example.org/ad/1")
        #expect(try extract("<p>x").canonical == nil)
    }

    @Test("100,000 links are read to the bound")
    func many() throws {
        let page = (0..<100_000).map { "<a href=/ad/\($0)>x</a>" }.joined()
        let extractor = try Extractor(resolver: { base in { base + $0 } })
        let found = extractor.extract(
            Document(
                body: Array(page.utf8), url: "https://board.example.org", contentType: "text/html",
                robotsHeader: ["noindex"]))
        #expect(found.links.count == Extractor.Options().maximumLinks)
    }

    @Test(
        "a refresh names its target",
        arguments: [
            ("0;url=/a", "/a"), ("5; URL = \"/a b\"", "/a b"), ("3,/a", "/a"), ("5", nil), ("", nil),
            ("1;url='/a", "/a"), ("url=/a", nil),
        ] as [(String, String?)])
    func refresh(_ content: String, _ target: String?) {
        #expect(
            LinkCollector.refreshTarget(Array(content.utf8)[...]).map { String(decoding: $0, as: UTF8.self) } == target)
    }

    @Test("the caller's resolver decides what an address is")
    func resolver() throws {
        let extractor = try Extractor(resolver: { base in { $0 == "/a" ? "\(base)|\($0)" : nil } })
        let found = extractor.extract(
            Document(
                body: Array("<a href=/a>x</a><a href=/b>x</a>".utf8), url: "https://board.example.org/",
                contentType: "text/html"))
        #expect(found.links.map(\.url) == ["https://board.example.org/|/a"])
    }

    @Test(
        "Foundation resolves as RFC 3986, section 5.4",
        arguments: [
            ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
            ("//g.example", "http://g.example"),
            ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("../g", "http://a/b/g"),
            ("../../g", "http://a/g"), ("../../../g", "http://a/g"),
            ("g#s", "http://a/b/c/g"),
        ])
    func foundation(_ href: String, _ url: String) {
        #expect(FoundationResolver.resolver("http://a/b/c/d;p?q")(href) == url)
    }
}
