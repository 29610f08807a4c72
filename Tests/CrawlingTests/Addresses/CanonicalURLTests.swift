import Crawling
import TestSupport
import Testing

@Suite("Canonical URLs")
struct CanonicalURLTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let base: String
        let reference: String
        let expected: String?

        init(_ base: String, _ reference: String, _ expected: String?) {
            self.base = base
            self.reference = reference
            self.expected = expected
        }

        var testDescription: String { "\(reference.debugDescription) on \(base)" }
    }

    static let home = "http://example.org/a/b/c.html?x=1"

    static let rows: [Row] = [
        // Relative references (RFC 3986, section 5.4, where WHATWG agrees).
        Row(home, "d.html", "http://example.org/a/b/d.html"),
        Row(home, "./d.html", "http://example.org/a/b/d.html"),
        Row(home, "../d.html", "http://example.org/a/d.html"),
        Row(home, "../../d.html", "http://example.org/d.html"),
        Row(home, "../../../../d.html", "http://example.org/d.html"),
        Row(home, "/d.html", "http://example.org/d.html"),
        Row(home, "//example.com/d", "http://example.com/d"),
        Row("https://example.org/", "//example.com/d", "https://example.com/d"),
        Row(home, "?y=2", "http://example.org/a/b/c.html?y=2"),
        Row(home, "#part", "http://example.org/a/b/c.html?x=1"),
        Row(home, "", "http://example.org/a/b/c.html?x=1"),
        Row(home, ".", "http://example.org/a/b/"),
        Row(home, "..", "http://example.org/a/"),
        Row(home, "g;x=1/../y", "http://example.org/a/b/y"),
        Row(home, "a:b", nil),
        Row(home, "d e.html", "http://example.org/a/b/d%20e.html"),
        Row("http://example.org", "d", "http://example.org/d"),
        // Scheme and slashes.
        Row(home, "HTTPS://EXAMPLE.com/A", "https://example.com/A"),
        Row(home, "http:d.html", "http://example.org/a/b/d.html"),
        Row(home, "http:/d.html", "http://example.org/d.html"),
        Row(home, "https:/example.com/d", "https://example.com/d"),
        Row(home, "http:////example.com/d", "http://example.com/d"),
        Row(home, "\\d.html", "http://example.org/d.html"),
        Row(home, "\\\\example.com\\d\\e", "http://example.com/d/e"),
        Row(home, "http:\\\\example.com\\d?a\\b", "http://example.com/d?a\\b"),
        // Blanks, tabs and line ends.
        Row(home, "  /d.html\n", "http://example.org/d.html"),
        Row(home, "/d\n/e\t.html", "http://example.org/d/e.html"),
        Row(home, "ht\ntp://exam\tple.com/", "http://example.com/"),
        Row(home, "\u{0}\u{1f} /d", "http://example.org/d"),
        // Host and port.
        Row(home, "http://example.com:80/", "http://example.com/"),
        Row(home, "https://example.com:443/", "https://example.com/"),
        Row(home, "http://example.com:443/", "http://example.com:443/"),
        Row(home, "http://example.com:/", "http://example.com/"),
        Row(home, "http://example.com:0080/", "http://example.com/"),
        Row(home, "http://example.com:8080", "http://example.com:8080/"),
        Row(home, "http://example.com./d", "http://example.com/d"),
        Row(home, "http://ex%41mple.com/", "http://example.com/"),
        Row(home, "http://user:secret@example.com/d", "http://example.com/d"),
        Row(home, "http://a@b@example.com/d", "http://example.com/d"),
        Row(home, "http://under_score.example.com/", "http://under_score.example.com/"),
        Row(home, "http://example.com?q=1", "http://example.com/?q=1"),
        // Addresses, in every spelling.
        Row(home, "http://0x7f.1/", "http://127.0.0.1/"),
        Row(home, "http://0177.0.0.1/", "http://127.0.0.1/"),
        Row(home, "http://2130706433/", "http://127.0.0.1/"),
        Row(home, "http://127.0.0.1./", "http://127.0.0.1/"),
        Row(home, "http://１２７.0.0.1/", "http://127.0.0.1/"),
        Row(home, "http://256.256.256.256/", nil),
        Row(home, "http://1.2.3.4.5/", nil),
        Row(home, "http://[2001:DB8:0:0::1]:80/", "http://[2001:db8::1]/"),
        Row(home, "http://[::1]/d", "http://[::1]/d"),
        Row(home, "http://[fe80::1%25eth0]/", nil),
        Row(home, "http://[1::2::3]/", nil),
        // International names.
        Row(home, "http://münchen.example/", "http://xn--mnchen-3ya.example/"),
        Row(home, "http://MÜNCHEN.example/", "http://xn--mnchen-3ya.example/"),
        Row(home, "http://例え.テスト/", "http://xn--r8jz45g.xn--zckzah/"),
        Row(home, "http://faß.example/", "http://xn--fa-hia.example/"),
        Row(home, "http://ｅｘａｍｐｌｅ。com/", "http://example.com/"),
        Row(home, "http://%E4%BE%8B.example/", "http://xn--fsq.example/"),
        Row(home, "http://한국.example/글", "http://xn--3e0b707e.example/%EA%B8%80"),
        // Escapes.
        Row(home, "/%7euser/%41%2D%5f", "http://example.org/~user/A-_"),
        Row(home, "/%2fa%3fb", "http://example.org/%2Fa%3Fb"),
        Row(home, "/招工?城市=上海", "http://example.org/%E6%8B%9B%E5%B7%A5?%E5%9F%8E%E5%B8%82=%E4%B8%8A%E6%B5%B7"),
        Row(home, "/100%", "http://example.org/100%"),
        Row(home, "/%zz", "http://example.org/%zz"),
        Row(home, "/%%34%31", "http://example.org/%%341"),
        Row(home, "/a%2e%2E/b", "http://example.org/a../b"),
        Row(home, "/a/%2e%2E/b", "http://example.org/b"),
        Row(home, "/a\"b<c>{d}^`", "http://example.org/a%22b%3Cc%3E%7Bd%7D%5E%60"),
        Row(home, "/a?b='c'\"d\"", "http://example.org/a?b=%27c%27%22d%22"),
        Row(home, "/a\u{7f}b", "http://example.org/a%7Fb"),
        // Paths.
        Row(home, "/a/./b/../c", "http://example.org/a/c"),
        Row(home, "/a//b", "http://example.org/a//b"),
        Row(home, "/a/..", "http://example.org/"),
        Row(home, "/a;v=1/b", "http://example.org/a;v=1/b"),
        // Queries.
        Row(home, "/d?b=2&a=1", "http://example.org/d?a=1&b=2"),
        Row(home, "/d?a=2&a=1&a=3", "http://example.org/d?a=2&a=1&a=3"),
        Row(home, "/d?&&a=1&", "http://example.org/d?a=1"),
        Row(home, "/d?", "http://example.org/d"),
        Row(home, "/d?a", "http://example.org/d?a"),
        Row(home, "/d?a=", "http://example.org/d?a="),
        Row(home, "/d?q=x+y%20z", "http://example.org/d?q=x+y%20z"),
        Row(home, "/d?u=http://example.com/", "http://example.org/d?u=http://example.com/"),
        // Noise.
        Row(home, "/d?utm_source=x&id=7&UTM_Medium=y", "http://example.org/d?id=7"),
        Row(home, "/d?gclid=1&fbclid=2&yclid=3&msclkid=4&mc_eid=5&igshid=6", "http://example.org/d"),
        Row(home, "/d?PHPSESSID=0123456789abcdef&t=9", "http://example.org/d?t=9"),
        Row(home, "/d?t=9&sid=0123456789abcdef", "http://example.org/d?t=9"),
        Row(home, "/d?ASPSESSIONIDQQ=1", "http://example.org/d"),
        Row(home, "/d;jsessionid=1A2B3C?t=9", "http://example.org/d?t=9"),
        Row(home, "/d;JSESSIONID=1A2B3C.node1/e", "http://example.org/d/e"),
        Row(home, "/(S(lit3py55t21z5v55vlm25s55))/d.aspx", "http://example.org/d.aspx"),
        Row(home, "/a/..;sid=1/b", "http://example.org/a/..;sid=1/b"),
        Row(home, "/d?utm=1&side=2", "http://example.org/d?side=2&utm=1"),
        // What is no page.
        Row(home, "javascript:void(0)", nil),
        Row(home, " JavaScript:alert(1)", nil),
        Row(home, "mailto:watch@example.org", nil),
        Row(home, "tel:+15550100", nil),
        Row(home, "data:text/html,hello", nil),
        Row(home, "ftp://example.com/d", nil),
        Row(home, "file:///etc/hosts", nil),
        Row(home, "http://", nil),
        Row(home, "http://?q", nil),
        Row(home, "http://exa mple.com/", nil),
        Row(home, "http://example.com:99999/", nil),
        Row(home, "http://example.com:x/", nil),
        Row(home, "http://a..b/", nil),
        Row(home, "http://ex%00ample.com/", nil),
        Row(home, "http://ex%2fample.com/", nil),
        Row(home, "http://" + String(repeating: "a", count: 64) + ".example/", nil),
        Row(home, "/" + String(repeating: "a", count: 8000), nil),
        Row("mailto:watch@example.org", "/d", nil),
        Row("no base", "/d", nil),
    ]

    @Test("each reference has its one canonical form", arguments: rows)
    func canonicalForm(_ row: Row) {
        #expect(CanonicalURL(row.reference, base: row.base)?.string == row.expected)
    }

    @Test("a canonical URL is its own canonical form, alone and on any base")
    func idempotence() throws {
        for row in Self.rows {
            guard let url = CanonicalURL(row.reference, base: row.base) else { continue }
            #expect(CanonicalURL(url.string)?.string == url.string)
            #expect(CanonicalURL(url.string, base: "https://example.net/z/?q")?.string == url.string)
        }
    }

    @Test("canonicalising random text twice changes nothing the second time")
    func idempotenceOfRandomText() {
        var random = Seeded(7)
        let pieces = [
            "/", "//", "\\", "?", "&", "=", "#", "%", "%4", "%41", "%2e", "%2F", "..", ".", ";", ";sid=1", "(S(",
            "))", "a", "B", "7", "é", "招", "+", " ", "\t", "|", "[", "]", ":", "@", "'", "\"", "utm_x=1", "sid=",
            "%%34", "%e4%bd", "~", "(S(abcdefghijkl))",
        ]
        var tried = 0
        for _ in 0..<10_000 {
            let count = 1 + Int(random.next() % 12)
            let text = (0..<count).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
            guard let url = CanonicalURL("http://example.org/" + text) else { continue }
            tried += 1
            #expect(CanonicalURL(url.string)?.string == url.string, "\(text)")
            #expect(url.string.utf8.allSatisfy { (0x21...0x7e).contains($0) }, "\(text)")
        }
        #expect(tried > 7_500)
    }

    @Test("taken as canonical, it tells the same parts as when it is read")
    func trusted() throws {
        let more = [
            "http://[::1]:8080/a:b", "https://[::1]/", "http://a.example:81/x:1?y=2", "http://127.0.0.1:40001/1",
        ]
        for text in Self.rows.compactMap({ CanonicalURL($0.reference, base: $0.base)?.string }) + more {
            let read = try #require(CanonicalURL(text))
            let trusted = try #require(CanonicalURL(canonical: text))
            #expect(trusted == read)
            #expect(trusted.hashValue == read.hashValue)
            #expect(trusted.port == read.port)
            #expect(
                [trusted.scheme, trusted.host, trusted.hostAndPort, trusted.origin, trusted.pathAndQuery]
                    == [read.scheme, read.host, read.hostAndPort, read.origin, read.pathAndQuery])
        }
        for text in ["", "http://", "http:///", "ftp://example.org/", "example.org/", "http://example.org"] {
            #expect(CanonicalURL(canonical: text) == nil)
        }
    }

    @Test("a URL tells its parts")
    func parts() throws {
        let url = try #require(CanonicalURL("HTTPS://Forum.Example.co.uk:8443/a/?q=1#x"))
        #expect(url.scheme == "https")
        #expect(url.host == "forum.example.co.uk")
        #expect(url.port == 8443)
        #expect(url.origin == "https://forum.example.co.uk:8443")
        #expect(url.hostAndPort == "forum.example.co.uk:8443")
        #expect(url.pathAndQuery == "/a/?q=1")
        #expect(url.site == "example.co.uk")
        let plain = try #require(CanonicalURL("http://example.org"))
        #expect(plain.port == 80)
        #expect(plain.hostAndPort == "example.org")
        #expect(plain.pathAndQuery == "/")
    }

    @Test(
        "the site is the registrable domain, or the host where there is none",
        arguments: [
            ("http://a.b.example.org/", "example.org"), ("http://a.example.co.kr/", "example.co.kr"),
            ("http://someone.github.io/", "someone.github.io"), ("http://127.0.0.1/", "127.0.0.1"),
            ("http://[::1]/", "[::1]"), ("http://localhost/", "localhost"), ("http://co.uk/", "co.uk"),
            ("http://a.例え.テスト/", "xn--r8jz45g.xn--zckzah"),
        ])
    func site(_ url: String, _ site: String) throws {
        #expect(try #require(CanonicalURL(url)).site == site)
    }

    @Test("a hundred thousand links of a page all get their canonical form")
    func manyLinks() throws {
        let base = try #require(CanonicalURL("http://example.org/list/"))
        var distinct: Set<CanonicalURL> = []
        for number in 0..<100_000 {
            let url = try #require(CanonicalURL("../ad/\(number % 50_000)?utm_source=list&page=1", base: base))
            distinct.insert(url)
        }
        #expect(distinct.count == 50_000)
    }
}
