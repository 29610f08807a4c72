import Model

/// Reads sitemaps (sitemaps.org, protocol 0.9): `urlset`, `sitemapindex`, and lists of addresses in plain text.
enum SitemapReader {

    /// The addresses of an XML sitemap in order, absolute or as they stand; those of an index are sitemaps.
    static func read(_ utf8: [UInt8], limit: Int) -> [Link] {
        utf8.withUnsafeBufferPointer { buffer in
            var scanner = XMLScanner(buffer)
            var links: [Link] = []
            var container: Link.Kind?
            var location: [UInt8]?
            while links.count < limit, let event = scanner.next() {
                switch event.kind {
                case .start:
                    if event.name == Names.url { container = .page }
                    if event.name == Names.sitemap { container = .sitemap }
                    // `image:loc` and `video:player_loc` are not pages.
                    if event.name == Names.location, !Names.media.contains(event.prefix), container != nil {
                        location = []
                    }
                case .text:
                    location?.append(contentsOf: XMLReferences.decoded(buffer[event.content]))
                case .characterData:
                    location?.append(contentsOf: buffer[event.content])
                case .end:
                    if event.name == Names.location || event.name == Names.url || event.name == Names.sitemap,
                        let bytes = location, let kind = container
                    {
                        let address = String(decoding: bytes.trimmed(), as: UTF8.self)
                        if !address.isEmpty { links.append(Link(url: address, kind: kind)) }
                        location = nil
                    }
                }
            }
            return links
        }
    }

    /// The addresses of a sitemap in plain text, one to a line.
    static func readText(_ utf8: [UInt8], limit: Int) -> [Link] {
        var links: [Link] = []
        for line in utf8.split(whereSeparator: { $0 == ASCII.newline || $0 == 0x0D }) {
            guard links.count < limit else { break }
            if isAddress(line.trimmed()) {
                links.append(Link(url: String(decoding: line.trimmed(), as: UTF8.self)))
            }
        }
        return links
    }

    /// Whether every line is an address, and there are two at least.
    static func isText(_ utf8: [UInt8]) -> Bool {
        var lines = 0
        var rest = utf8[...]
        // What begins as a list of a thousand addresses is one.
        while !rest.isEmpty, lines < 1000 {
            let end = rest.firstIndex { $0 == ASCII.newline || $0 == 0x0D } ?? rest.endIndex
            let line = rest[..<end].trimmed()
            rest = rest[end...].dropFirst()
            if line.isEmpty { continue }
            guard isAddress(line) else { return false }
            lines += 1
        }
        return lines >= 2
    }

    private static func isAddress(_ line: ArraySlice<UInt8>) -> Bool {
        (line.startsIgnoringCase("http://") || line.startsIgnoringCase("https://"))
            && !line.contains { ASCII.isSpace($0) }
    }

    private enum Names {
        static let url = MarkupScanner.key(of: "url".utf8)
        static let sitemap = MarkupScanner.key(of: "sitemap".utf8)
        static let location = MarkupScanner.key(of: "loc".utf8)
        static let media = Set(["image", "video", "news", "mobile"].map { MarkupScanner.key(of: $0.utf8) })
    }
}
