import Model
import TestSupport
import Testing

@testable import Extraction

@Suite("Feeds")
struct FeedTests {

    private func feed(_ xml: String, contentType: String = "application/rss+xml") throws -> Extracted {
        try extract(xml, url: "https://board.example.org/feed", contentType: contentType)
    }

    private static let rss = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
         xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Jobs &amp; more</title><link>https://board.example.org/</link>
        <language>ko</language>
        <item><title><![CDATA[Harvest & packing]]></title><link>/ad/1?a=1&amp;b=2</link><guid isPermaLink="false">ad-1</guid>
        <description>Short &lt;b&gt;teaser&lt;/b&gt;</description>
        <content:encoded><![CDATA[<p>Whole text.</p><p>Second line &amp; more.</p>]]></content:encoded>
        <pubDate>Tue, 03 Nov 2026 10:20:30 +0900</pubDate><dc:creator>orchard_office</dc:creator>
        <media:content><media:title>not the title</media:title></media:content></item>
        <item><title>Second</title><guid>https://board.example.org/ad/2</guid><description>Only <![CDATA[a teaser]]> here</description>
        <author>office@example.org (Office Example)</author></item>
        </channel></rss>
        """

    @Test("RSS 2.0 gives each item as a post and its link")
    func rss() throws {
        let found = try feed(FeedTests.rss)
        #expect(found.kind == .feed)
        #expect(found.title == "Jobs & more")
        let post = try #require(found.posts.first)
        #expect(post.title == "Harvest & packing")
        #expect(post.text == "Whole text.\nSecond line & more.")
        #expect(post.url == "https://board.example.org/ad/1?a=1&b=2")
        #expect(post.posted == "2026-11-03T10:20:30+09:00")
        #expect(post.author == "orchard_office")
        #expect(post.lang == "ko")
        #expect(found.posts.last?.text == "Only a teaser here")
        #expect(found.posts.last?.author == "Office Example")
        #expect(found.links == ["/ad/1?a=1&b=2", "/ad/2"].map { Link(url: "https://board.example.org" + $0) })
    }

    @Test("an entry has the id of the page that it links to")
    func identity() throws {
        let found = try feed(FeedTests.rss)
        let page = try extract("<h1>x</h1><p>\(sentences("the page"))</p>", url: "https://board.example.org/ad/2")
        #expect(found.posts.last?.id == page.posts.first?.id)
    }

    @Test(
        "a feed is a feed whatever type it is served as",
        arguments: [
            "text/html", "text/xml; charset=utf-8", "application/xml", "text/plain", "application/octet-stream",
            "application/atom+xml",
        ])
    func type(_ contentType: String) throws {
        #expect(try feed("\n<!-- x -->" + FeedTests.rss, contentType: contentType).posts.count == 2)
    }

    @Test("Atom gives entries with html, xhtml and plain text")
    func atom() throws {
        let found = try feed(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi"><title>T</title><link rel="self" href="/feed"/>
            <link rel="next" href="/feed?page=2"/>
            <entry><title type="text">A &lt; B</title><link rel="enclosure" href="/x.mp3"/><link href="/ad/1"/>
            <id>tag:board.example.org,2026:1</id><updated>2026-11-04T00:00:00Z</updated><published>2026-11-03T00:00:00Z</published>
            <author><name>Writer Example</name><email>w@example.org</email></author>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two <b>bold</b></p></div></content></entry>
            <entry xml:lang="th"><title>Second</title><link rel="alternate" href="/ad/2"/><summary type="html">&lt;p&gt;Sum&lt;/p&gt;</summary>
            <updated>2026-11-05</updated></entry>
            <entry><title>Third</title><id>urn:3</id><content type="text">a &lt;b&gt; c</content></entry></feed>
            """, contentType: "application/atom+xml")
        #expect(found.posts.map(\.text) == ["One\nTwo bold", "Sum", "a <b> c"])
        #expect(found.posts[0].title == "A < B")
        #expect(found.posts[0].author == "Writer Example")
        #expect(found.posts[0].posted == "2026-11-03T00:00:00Z")
        #expect(found.posts[1].posted == "2026-11-05")
        #expect(found.posts.map(\.lang) == ["vi", "th", "vi"])
        #expect(found.links.map(\.url) == ["/ad/1", "/ad/2", "/feed?page=2"].map { "https://board.example.org" + $0 })
        #expect(found.links.last?.kind == .feed)
    }

    @Test("RDF gives its items")
    func rdf() throws {
        let found = try feed(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="https://board.example.org/"><title>T</title><items><rdf:Seq><rdf:li resource="/ad/1"/></rdf:Seq></items></channel>
            <item rdf:about="https://board.example.org/ad/1"><title>One</title><link>https://board.example.org/ad/1</link>
            <description>Text of one</description><dc:date>2026-11-03T10:20+09:00</dc:date></item></rdf:RDF>
            """, contentType: "application/rdf+xml")
        #expect(found.posts.map(\.text) == ["Text of one"])
        #expect(found.posts.first?.posted == "2026-11-03T10:20:00+09:00")
    }

    @Test(
        "a broken feed gives what stands in it",
        arguments: [
            (
                "<rss><channel><item><title>One</title><description>a & b <br> c</description></item><item><title>Two",
                ["One", "Two"]
            ),
            ("<rss><item><title>One</title><item><title>Two</title></rss>", ["One", "Two"]),
            (
                "<rss><channel><item><title>One</title><link>/a</item><item><title>Two</title></channel>",
                ["One", "Two"]
            ),
            (
                "<rss><channel><item><title>One</wrong></title></item></extra></rss>garbage<item><title>Two</title></item>",
                ["One", "Two"]
            ),
            ("<rss><channel><item><title>A & B &nbsp; C</title></item></channel></rss>", ["A & B C"]),
            ("<rss><channel><item><title>x < y</title></item></channel></rss>", ["x < y"]),
            ("<rss><channel><item><title><![CDATA[never closed</title></item>", ["never closed"]),
        ])
    func broken(_ xml: String, _ titles: [String]) throws {
        #expect(try feed(xml).posts.map { $0.title ?? "" } == titles)
    }

    @Test("an entity bomb and an external entity set off nothing")
    func bomb() throws {
        var declarations = "<!ENTITY lol \"lol\">"
        for level in 1...9 {
            let references = String(repeating: "&lol\(level == 1 ? "" : "\(level - 1)");", count: 10)
            declarations += "<!ENTITY lol\(level) \"\(references)\">"
        }
        let xml = """
            <?xml version="1.0"?><!DOCTYPE rss [\(declarations)<!ENTITY file SYSTEM "file:///etc/passwd">]>
            <rss><channel><item><title>Bomb</title><description>&lol9; and &file; end</description></item></channel></rss>
            """
        let post = try #require(try feed(xml).posts.first)
        #expect(post.title == "Bomb")
        #expect(post.text == "&lol9; and &file; end")
    }

    @Test(
        "markup that never ends takes no more than one pass",
        arguments: ["<?x>", "<![CDATA[", "<!", "<!--", "<x ", "&"])
    func endless(_ part: String) throws {
        let xml = "<rss><channel><item><title>One</title></item>" + String(repeating: part, count: 100_000)
        #expect(try feed(xml).posts.first?.title == "One")
    }

    @Test("entries that all link to one page are still told apart")
    func sameLink() throws {
        let items = (1...3).map {
            "<item><title>T\($0)</title><link>/</link><guid isPermaLink='false'>g\($0)</guid></item>"
        }
        let found = try feed("<rss><channel>\(items.joined())</channel></rss>")
        #expect(Set(found.posts.map(\.id)).count == 3)
        #expect(found.links.count == 1)
    }

    @Test("a feed in a legacy charset is read")
    func charset() throws {
        let sample = EncodedText.named("windows-1251")
        let body =
            Array("<?xml version='1.0' encoding='windows-1251'?><rss><channel><item><title>".utf8) + sample.bytes
            + Array("</title></item></channel></rss>".utf8)
        let found = try Extractor().extract(
            Document(body: body, url: "https://board.example.org/feed", contentType: "text/xml"))
        #expect(found.posts.first?.title == sample.text)
    }

    @Test("random feeds are survived")
    func noise() throws {
        var generator = Seeded(5)
        let parts = [
            "<rss>", "<item>", "</item>", "<title>", "</title>", "<![CDATA[", "]]>", "&amp;", "&#x110000;",
            "<link href=", "\"", "'", ">", "<!--", "-->", "<!DOCTYPE [", "]", "x", "<", "/>", "<?", "?>", "<entry>",
            "<author><name>",
        ]
        for _ in 0..<2_000 {
            let xml = "<rss>" + (0..<25).map { _ in parts.randomElement(using: &generator)! }.joined()
            #expect(try feed(xml).kind != .html)
        }
    }
}
