import Model
import TestSupport
import Testing

@testable import Extraction

@Suite("Extractor")
struct ExtractorTests {

    private func kind(_ body: [UInt8], _ contentType: String?) throws -> DocumentKind {
        try Extractor().extract(Document(body: body, url: "https://board.example.org/x", contentType: contentType)).kind
    }

    @Test(
        "the kind is told by type and by content",
        arguments: [
            ("<p>x", "text/html", DocumentKind.html), ("<!doctype html><p>x", nil, .html),
            ("<html xmlns='x'>", "application/xhtml+xml", .html),
            ("<html><p>x", "text/plain", .html), ("<?xml version='1.0'?><html>", "application/xml", .html),
            ("<rss/>", "text/html", .feed),
            ("<urlset>", "text/plain", .sitemap), ("plain words", "text/plain", .text), ("plain words", nil, .text),
            ("{\"a\":1}", nil, .json),
            ("{\"a\":1}", "application/json; charset=utf-8", .json), ("[1]", "application/activity+json", .json),
            ("<x/>", "text/xml", .unknown),
            ("body{}", "text/css", .unknown), ("let x", "application/javascript", .unknown),
            ("<svg>", "image/svg+xml", .unknown), ("", "text/html", .unknown),
            ("<p>x", "image/png", .unknown), ("%PDF-1.7 text", "text/html", .unknown), ("a,b", "text/csv", .text),
        ] as [(String, String?, DocumentKind)])
    func kinds(_ body: String, _ contentType: String?, _ expected: DocumentKind) throws {
        #expect(try kind(Array(body.utf8), contentType) == expected)
    }

    @Test("a binary body gives nothing, whatever type it claims", arguments: ["text/html", "text/plain", nil])
    func binary(_ contentType: String?) throws {
        var generator = Seeded(1)
        let noise = (0..<5_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        for head in [
            [0x89, 0x50, 0x4E, 0x47], [0x1F, 0x8B, 8, 0], [0, 0, 0, 0x18, 0x66, 0x74, 0x79, 0x70], [0, 1, 2, 3], [],
        ] as [[UInt8]] {
            let found = try Extractor().extract(
                Document(body: head + noise, url: "https://board.example.org/x", contentType: contentType))
            #expect(found.kind == .unknown)
            #expect(found.posts.isEmpty && found.links.isEmpty)
        }
    }

    @Test("a page with a few NULs is a page")
    func nul() throws {
        let found = try extract("<h1>T</h1><p>\(sentences("it"))\0\0</p>")
        #expect(found.kind == .html && found.posts.count == 1)
    }

    @Test("plain text is one post, with its own lines")
    func text() throws {
        let post = try #require(
            try extract("  First line\r\nsecond\tline\r\r\nlast\0 ", contentType: "text/plain").posts.first)
        #expect(post.text == "First line\nsecond\tline\n\nlast\u{FFFD}")
        #expect(post.id == PostIdentity.id(ofPageAt: "https://board.example.org/ad/1"))
    }

    @Test(
        "a page in any charset gives its post",
        arguments: ["gb18030", "big5", "euc-kr", "windows-1251", "shift_jis", "windows-874", "koi8-r"])
    func charsets(_ charset: String) throws {
        let sample = EncodedText.named(charset)
        let body =
            Array("<html lang=\(sample.language)><meta charset=\(charset)><title>t</title><body><h1>".utf8)
            + sample.bytes + Array("</h1><p>".utf8) + sample.bytes + Array("</p>".utf8)
        let found = try Extractor().extract(
            Document(body: body, url: "https://board.example.org/x", contentType: "text/html"))
        let post = try #require(found.posts.first)
        #expect(post.title == sample.text)
        #expect(post.text.contains(sample.text))
        #expect(post.lang == sample.language)
        #expect(found.charset == charset)
        #expect(found.charsetOrigin == .meta)
    }

    @Test("the same document always gives the same result")
    func determinism() throws {
        let page =
            "<h1>T</h1><script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"H\",\"articleBody\":\"\(sentences("it"))\",\"author\":{\"name\":\"a\"},\"creator\":{\"name\":\"b\"}}</script>"
        let first = try extract(page)
        for _ in 0..<20 { #expect(try extract(page) == first) }
        #expect(first.posts.first?.author == "a")
    }

    @Test("random pages made of real parts are survived and give valid posts")
    func noise() throws {
        var generator = Seeded(17)
        let parts = [
            "<div class=post id=p1>", "<article class=h-entry>", "</article>", "</div>", "<span class=author>n</span>",
            "<time datetime=2026-11-03>", "<p>\(sentences("x", 1))", "<a href=/x>link text here</a>", "<table><tr><td>",
            "<h1>T</h1>", "<ul><li>", "<nav>", "<script type='application/ld+json'>{\"@type\":\"Comment\"}</script>",
            "<div itemscope itemtype=http://schema.org/Comment>", "<b itemprop=text>x</b>", "<br>", "<form>",
            "<base href=/y/>", "<meta name=robots content=nofollow>", "<div hidden>", "<!--", "-->",
        ]
        for _ in 0..<100 {
            let page = (0..<30).map { _ in parts.randomElement(using: &generator)! }.joined()
            let found = try extract(page)
            #expect(Set(found.posts.map(\.id)).count == found.posts.count)
            #expect(found.posts.allSatisfy { !$0.id.isEmpty && $0.url != nil })
        }
    }
}
