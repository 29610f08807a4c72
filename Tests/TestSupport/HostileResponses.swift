/// What hostile and broken servers answer, as large as it comes.
extension LoopbackServer.Response {

    private static let html = ["Content-Type": "text/html"]

    /// A page that never ends.
    public static var endlessBody: Self {
        let chunk = [UInt8](repeating: 0x61, count: 65_536)
        return .chunked { _ in .init(chunk) }
    }

    /// Ten bytes a second.
    public static var slowDrip: Self { .chunked { _ in .init("x", after: 0.1) } }

    /// Fast enough for a floor of 50 bytes a second, without end.
    public static var endlessDrip: Self { .chunked { _ in .init("xxxxxxxxxx", after: 0.05) } }

    public static var endlessHeaders: Self {
        .endless {
            $0 == 0 ? .init("HTTP/1.1 200 OK\r\n") : .init("X-\($0): \(String(repeating: "y", count: 500))\r\n")
        }
    }

    public static func bomb(_ bomb: Bomb) -> Self {
        .status(200, headers: html.merging(["Content-Encoding": bomb.coding]) { $1 }, body: bomb.body)
    }

    public static var cookiesBeyondMeasure: Self {
        let cookies = (0..<5000).map { "Set-Cookie: c\($0)=\(String(repeating: "x", count: 100))\r\n" }.joined()
        return .raw([.init("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\(cookies)Content-Length: 1\r\n\r\nx")])
    }

    /// Announces more than it sends.
    public static var wrongLength: Self {
        .raw([.init("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\nshort")])
    }

    public static var truncatedChunks: Self { .chunked(isTruncated: true) { $0 < 3 ? .init("part") : nil } }

    /// A picture that says so.
    public static var picture: Self { .status(200, headers: ["Content-Type": "image/png"], body: [0x89, 0x50]) }

    /// A picture that calls itself a page.
    public static var disguisedPicture: Self {
        .status(200, headers: html, body: [0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 7, count: 100_000))
    }

    /// Binary data, of no known kind, that call themselves text.
    public static var binaryText: Self {
        .status(200, headers: html, body: (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 8) })
    }

    /// A page with a post and 100,000 links.
    public static var manyLinks: Self {
        .page((0..<100_000).map { "<a href=\"/room/\($0)\">Room \($0)</a>" }.joined(separator: "\n"))
    }

    /// A megabyte of attributes on one element, and one of a megabyte on the next.
    public static var largeAttributes: Self {
        let many = (0..<60_000).map { "data-a\($0)=\"\($0)\"" }.joined(separator: " ")
        let large = String(repeating: "x", count: 1 << 20)
        return .page("<html><body><div \(many)><p title=\"\(large)\">A room is to let here.</p></div></body></html>")
    }

    /// 10,000 elements within one another.
    public static var deepNesting: Self {
        .page(
            "<html><body>" + String(repeating: "<div>", count: 10_000) + "A room is to let here."
                + String(repeating: "</div>", count: 10_000))
    }

    /// A sitemap of a million entries.
    public static var millionEntries: Self {
        let entry = "<url><loc>http://127.0.0.1/room</loc></url>\n"
        let thousand = String(repeating: entry, count: 1000)
        return .chunked(headers: ["Content-Type": "application/xml"]) { index in
            switch index {
            case 0: .init("<urlset>")
            case 1...1000: .init(thousand)
            case 1001: .init("</urlset>")
            default: nil
            }
        }
    }

    private static let laughs =
        "<!ENTITY a0 \"ha\">"
        + (1...40).map { "<!ENTITY a\($0) \"&a\($0 - 1);&a\($0 - 1);\">" }.joined()

    /// A sitemap with an entity that would unfold to a terabyte.
    public static var sitemapWithEntityBomb: Self {
        .text(
            "<?xml version=\"1.0\"?><!DOCTYPE urlset [\(laughs)]><urlset><url><loc>/&a40;</loc></url></urlset>",
            type: "application/xml")
    }

    /// The same in a feed, and an external entity beside it.
    public static var feedWithEntityBomb: Self {
        .text(
            """
            <?xml version="1.0"?><!DOCTYPE rss [\(laughs)<!ENTITY file SYSTEM "file:///etc/passwd">]>
            <rss version="2.0"><channel><title>&a40;</title><item><title>&file;</title><link>/item</link>
            <description>&a40;</description></item></channel></rss>
            """, type: "application/rss+xml")
    }
}
