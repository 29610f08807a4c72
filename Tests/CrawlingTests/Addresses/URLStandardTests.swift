import CLibCurl
import Testing

@testable import Crawling

/// Where libcurl's URL parser, the WHATWG URL standard and vigil part ways: the whole list, so that a reader of a
/// surprising URL finds out whose doing it is.
@Suite("URLs against libcurl and the WHATWG URL standard")
struct URLStandardTests {
    static let home = "http://example.org/a/b/c.html?x=1"

    struct Row: Sendable, CustomTestStringConvertible {
        let reference: String
        /// What libcurl 7.88 alone makes of it; nil where it refuses.
        let libcurl: String?
        /// What the standard makes of it, and vigil too; nil where both refuse.
        let standard: String?

        init(_ reference: String, _ libcurl: String?, _ standard: String?) {
            self.reference = reference
            self.libcurl = libcurl
            self.standard = standard
        }

        var testDescription: String { reference.debugDescription }
    }

    /// Where libcurl differs from the standard, and `WebAddress` sets it right.
    static let setRight: [Row] = [
        // Backslashes are slashes, and the number of slashes after the scheme says nothing.
        Row("http:\\\\example.com\\d", nil, "http://example.com/d"),
        Row("\\d.html", "http://example.org/a/b/\\d.html", "http://example.org/d.html"),
        Row("//example.com\\d", nil, "http://example.com/d"),
        Row("/a\\b?c\\d", "http://example.org/a\\b?c\\d", "http://example.org/a/b?c\\d"),
        Row("http:////example.com/d", nil, "http://example.com/d"),
        // The base's own scheme with fewer than two slashes makes a relative reference.
        Row("http:/d.html", "http://d.html/", "http://example.org/d.html"),
        Row("http:d.html", nil, "http://example.org/a/b/d.html"),
        // Blanks around it, tabs and line ends within it are not there.
        Row("  /d.html\n", nil, "http://example.org/d.html"),
        Row("/d\n/e\t.html", nil, "http://example.org/d/e.html"),
        Row("ht\ntp://exam\tple.com/", nil, "http://example.com/"),
        // An empty reference is the page itself.
        Row("", "http://example.org/a/b/", "http://example.org/a/b/c.html?x=1"),
        // Escaped dots are dots.
        Row("/a/%2e%2E/b", "http://example.org/a/%2e%2E/b", "http://example.org/b"),
        Row("/a/.%2e/b", "http://example.org/a/.%2e/b", "http://example.org/b"),
        // What must not stand in a path or a query as it is, is escaped, with capital digits.
        Row(
            "/招?城=海", "http://example.org/%e6%8b%9b?%e5%9f%8e=%e6%b5%b7",
            "http://example.org/%E6%8B%9B?%E5%9F%8E=%E6%B5%B7"),
        Row("/a\"b<c>{d}^`", "http://example.org/a\"b<c>{d}^`", "http://example.org/a%22b%3Cc%3E%7Bd%7D%5E%60"),
        Row("/a?b='c'", "http://example.org/a?b='c'", "http://example.org/a?b=%27c%27"),
        Row("http://example.com/\u{7f}", nil, "http://example.com/%7F"),
        // Names are compared in small letters and in ASCII.
        Row("HTTP://EXAMPLE.com/A", "http://EXAMPLE.com/A", "http://example.com/A"),
        Row("http://ex%41mple.com/", "http://exAmple.com/", "http://example.com/"),
        Row("http://münchen.example/", "http://münchen.example/", "http://xn--mnchen-3ya.example/"),
        Row("http://ｅxample.com/", "http://ｅxample.com/", "http://example.com/"),
        Row("http://ex\u{ad}ample.com/", "http://ex\u{ad}ample.com/", "http://example.com/"),
        // A default port is none.
        Row("http://example.com:80/", "http://example.com:80/", "http://example.com/"),
        Row("http://example.com:0080/", "http://example.com:80/", "http://example.com/"),
        Row("http://[2001:DB8:0:0::1]:80/", "http://[2001:db8::1]:80/", "http://[2001:db8::1]/"),
        // A name that ends in a number is an IPv4 address or nothing.
        Row("http://256.256.256.256/", "http://256.256.256.256/", nil),
        Row("http://1.2.3.4.5/", "http://1.2.3.4.5/", nil),
        Row("http://127.0.0.1./", "http://127.0.0.1./", "http://127.0.0.1/"),
        // Zone ids are no part of a URL, and some signs of no name.
        Row("http://[fe80::1%25eth0]/", "http://[fe80::1%25eth0]/", nil),
        Row("http://a|b/", "http://a|b/", nil),
    ]

    @Test("what libcurl reads otherwise than the standard, vigil reads as the standard does", arguments: setRight)
    func standard(_ row: Row) {
        #expect(CanonicalURL(row.reference, base: Self.home)?.string == row.standard)
    }

    @Test(
        "the list of differences is of those that libcurl has",
        .enabled(if: String(cString: curl_version()).hasPrefix("libcurl/7.88."), "another libcurl may have others"),
        arguments: setRight)
    func list(_ row: Row) {
        #expect(Self.libcurl(row.reference) == row.libcurl)
        #expect(row.libcurl != row.standard)
    }

    @Test(
        "where libcurl and the standard agree, so does vigil",
        arguments: [
            "d.html", "./d.html", "../d.html", "../../../../d.html", ".", "..", "/d.html", "//example.com/d", "?y=2",
            "g;x=1/../y", "https://example.com/d", "https:/example.com/d", "http://example.com?q=1",
            "http://example.com:8080/", "http://example.com:/", "http://0x7f.1/", "http://0177.0.0.1/",
            "http://2130706433/", "/a//b", "/./a", "/a/..", "/100%", "/d e.html", "http://1e3/", "http://[::1]/d",
            "http://example.com:99999/", "http://exa mple.com/", "http://exa%20mple.com/", "http://[1::2::3]/",
            "http://ex%2fample.com/", "http://example%2ecom/",
        ])
    func agreement(_ reference: String) {
        #expect(CanonicalURL(reference, base: Self.home)?.string == Self.libcurl(reference))
    }

    /// Where vigil goes beyond the standard: spellings of one page become one, and what DNS cannot hold is refused.
    static let beyond: [(reference: String, standard: String, vigil: String?)] = [
        ("#part", "http://example.org/a/b/c.html?x=1#part", "http://example.org/a/b/c.html?x=1"),
        ("http://user:secret@example.com/d", "http://user:secret@example.com/d", "http://example.com/d"),
        ("http://a@b@example.com/d", "http://a%40b@example.com/d", "http://example.com/d"),
        ("http://example.com./d", "http://example.com./d", "http://example.com/d"),
        ("/%7euser/%41", "http://example.org/%7euser/%41", "http://example.org/~user/A"),
        ("/%e6%8b%9b", "http://example.org/%e6%8b%9b", "http://example.org/%E6%8B%9B"),
        ("/d?", "http://example.org/d?", "http://example.org/d"),
        ("/d?b=2&a=1&&", "http://example.org/d?b=2&a=1&&", "http://example.org/d?a=1&b=2"),
        ("/d?utm_source=x&id=7", "http://example.org/d?utm_source=x&id=7", "http://example.org/d?id=7"),
        ("/d;jsessionid=1A?t=9", "http://example.org/d;jsessionid=1A?t=9", "http://example.org/d?t=9"),
        ("http://a..b/", "http://a..b/", nil),
        ("http://0x/", "http://0.0.0.0/", nil),
    ]

    @Test("what the standard keeps apart though it is one page, vigil joins", arguments: beyond)
    func beyondTheStandard(_ reference: String, _ standard: String, _ vigil: String?) {
        #expect(CanonicalURL(reference, base: Self.home)?.string == vigil)
        // The standard's own form means the same page.
        #expect(CanonicalURL(standard, base: Self.home)?.string == vigil || vigil == nil)
    }

    /// What libcurl makes of a reference on `home`, by itself.
    private static func libcurl(_ reference: String) -> String? {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        guard curl_url_set(handle, CURLUPART_URL, home, 0) == CURLUE_OK,
            curl_url_set(handle, CURLUPART_URL, reference, 0) == CURLUE_OK
        else { return nil }
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, CURLUPART_URL, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
