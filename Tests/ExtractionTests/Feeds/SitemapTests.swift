import Model
import Testing

@testable import Extraction
@testable import Gzip

@Suite("Sitemaps")
struct SitemapTests {

    private func read(_ body: String, _ contentType: String? = "application/xml", kind: Link.Kind = .sitemap) throws
        -> Extracted
    {
        try Extractor().extract(
            Document(
                body: Array(body.utf8), url: "https://board.example.org/sitemap.xml", contentType: contentType,
                kind: kind))
    }

    @Test("a urlset gives its pages, pictures left out")
    func urlset() throws {
        let found = try read(
            """
            <?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="x"><url>
            <loc> https://board.example.org/ad?a=1&amp;b=2 </loc><lastmod>2026-11-03</lastmod>
            <image:image><image:loc>https://board.example.org/x.jpg</image:loc></image:image></url>
            <url><loc><![CDATA[https://board.example.org/ad/2]]></loc></url><url><loc>https://board.example.org/ad/2</loc></url>
            <url><loc>ftp://board.example.org/no</loc></url></urlset>
            """)
        #expect(found.kind == .sitemap)
        #expect(found.posts.isEmpty)
        #expect(
            found.links
                == ["https://board.example.org/ad?a=1&b=2", "https://board.example.org/ad/2"].map { Link(url: $0) })
    }

    @Test("an index gives sitemaps")
    func index() throws {
        let found = try read(
            "<sitemapindex><sitemap><loc>https://board.example.org/s1.xml</loc></sitemap></sitemapindex>")
        #expect(found.links == [Link(url: "https://board.example.org/s1.xml", kind: .sitemap)])
    }

    @Test("a text sitemap gives its lines")
    func text() throws {
        let body = "https://board.example.org/a\r\nhttps://board.example.org/b\n\n"
        #expect(
            try read(body, "text/plain", kind: .page).links.map(\.url) == [
                "https://board.example.org/a", "https://board.example.org/b",
            ])
        #expect(try read("https://board.example.org/only", "text/plain").links.count == 1)
    }

    @Test("a sitemap that breaks off gives what it holds")
    func broken() throws {
        #expect(
            try read("<urlset><url><loc>https://board.example.org/a</loc></url><url><loc>https://board.exa").links.count
                == 1)
    }

    @Test("a sitemap of a million entries is read to its bound")
    func million() throws {
        let entry = "<url><loc>https://board.example.org/0</loc></url>"
        let body = "<urlset>" + String(repeating: entry, count: 1_000_000) + "</urlset>"
        #expect(SitemapReader.read(Array(body.utf8), limit: 50_000).count == 50_000)
    }

    @Test("an entity bomb in a sitemap stays unexpanded")
    func bomb() throws {
        let body =
            "<!DOCTYPE urlset [<!ENTITY a \"https://board.example.org/\"><!ENTITY b \"&a;&a;&a;\">]><urlset><url><loc>&b;</loc></url></urlset>"
        #expect(try read(body).links.allSatisfy { $0.url.utf8.count < 60 })
    }

    @Test("a sitemap that is a gzip file is unpacked, within bounds, torn or whole")
    func gzip() throws {
        let entry = "<url><loc>https://board.example.org/0</loc></url>"
        let body = Array("<urlset><url><loc>https://board.example.org/1</loc></url>\(entry)</urlset>".utf8)
        let packed = try Deflater(level: 6).member(of: [body])
        func links(_ bytes: [UInt8], _ kind: Link.Kind = .sitemap, bytes limit: Int = 50 << 20) throws -> Int {
            var options = Extractor.Options()
            options.maximumSitemapBytes = limit
            return try Extractor(options: options).extract(
                Document(
                    body: bytes, url: "https://board.example.org/sitemap.xml.gz", contentType: "application/x-gzip",
                    kind: kind)
            ).links.count
        }
        #expect(try links(packed) == 2)
        #expect(try links(packed, bytes: 60) == 1)
        #expect(try links(packed.dropLast(12)) >= 1)
        #expect(try links(packed, .page) == 0)
        // A bomb of 100 MB that says nothing ends at the limit.
        let zeros = [UInt8](repeating: 0x20, count: 100 << 20)
        #expect(try links(Deflater(level: 9).member(of: [zeros])) == 0)
    }
}
