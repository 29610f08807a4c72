import Model

/// What kind of document a response is.
public enum DocumentKind: String, Sendable, Hashable, Codable, CaseIterable {
    case html, feed, sitemap, text, json
    /// Binary, or of a type that holds no posts.
    case unknown
}

/// Decides a document's kind by its type and by its first bytes: an RSS feed that is served as `text/html` still is one.
enum ContentSniffer {

    static func kind(of utf8: [UInt8], body: [UInt8], contentType: String?, hint: Link.Kind) -> DocumentKind {
        let type = mediaType(contentType)
        guard !isRefused(type), !utf8.isEmpty, FileSignature.mediaType(of: body) == nil else { return .unknown }
        let start = utf8.trimmedStart
        let isMarkup = start.first == ASCII.less
        guard !isBinary(utf8, isMarkup: isMarkup) else { return .unknown }
        if isMarkup, let kind = kindByRoot(utf8) { return kind }
        switch type {
        case "text/html", "application/xhtml+xml": return .html
        case "application/json", "text/json", "application/ld+json", "application/feed+json": return .json
        case "text/xml", "application/xml": return .unknown
        case "text/plain":
            return hint == .sitemap || SitemapReader.isText(utf8) ? .sitemap : .text
        case "", "application/octet-stream", "application/x-unknown", "unknown/unknown":
            if isMarkup { return .html }
            if start.first == UInt8(ascii: "{") || start.first == UInt8(ascii: "[") { return .json }
            return SitemapReader.isText(utf8) ? .sitemap : .text
        default:
            if type.hasSuffix("+json") { return .json }
            if type.hasSuffix("+xml") { return .unknown }
            return type.hasPrefix("text/") ? .text : .unknown
        }
    }

    /// Type and subtype, in lower case; empty where there is none.
    private static func mediaType(_ contentType: String?) -> String {
        let type = contentType?.split(separator: ";", omittingEmptySubsequences: false).first
        return type.map { String($0).lowercased() }?.trimmedOrNil ?? ""
    }

    /// Types that never hold posts as text.
    private static func isRefused(_ type: String) -> Bool {
        for family in ["image/", "video/", "audio/", "font/", "model/", "multipart/"] where type.hasPrefix(family) {
            return !type.hasSuffix("+xml") || family == "image/"
        }
        if ["text/css", "text/javascript", "text/ecmascript", "text/vtt"].contains(type) { return true }
        guard type.hasPrefix("application/") else { return false }
        let read = [
            "application/xhtml+xml", "application/xml", "application/json", "application/octet-stream",
            "application/x-unknown",
        ]
        return !read.contains(type) && !type.hasSuffix("+xml") && !type.hasSuffix("+json")
    }

    /// The kind that the first element tells; nil where it tells none.
    private static func kindByRoot(_ utf8: [UInt8]) -> DocumentKind? {
        utf8.withUnsafeBufferPointer { buffer in
            // What a page begins with stands at its beginning, whatever comments precede it.
            var scanner = XMLScanner(UnsafeBufferPointer(rebasing: buffer.prefix(64 * 1024)))
            while let event = scanner.next() {
                if event.kind == .start { return roots[event.name] }
                if event.kind == .text, buffer[event.content].contains(where: { !ASCII.isSpace($0) }) { return nil }
            }
            return nil
        }
    }

    private static let roots: [UInt64: DocumentKind] = {
        let names: [(String, DocumentKind)] = [
            ("rss", .feed), ("rdf", .feed), ("feed", .feed), ("urlset", .sitemap), ("sitemapindex", .sitemap),
            ("html", .html), ("head", .html), ("body", .html),
        ]
        return Dictionary(uniqueKeysWithValues: names.map { (MarkupScanner.key(of: $0.0.utf8), $0.1) })
    }()

    /// Whether control characters are so many that this can't be text.
    private static func isBinary(_ utf8: [UInt8], isMarkup: Bool) -> Bool {
        let sample = utf8.prefix(64 * 1024)
        var controls = 0
        for byte in sample where byte < 0x20 && !ASCII.isSpace(byte) && byte != 0x1B { controls += 1 }
        // Markup with stray control characters is broken markup; anything else with a few in a hundred is no text.
        return controls > 2 && controls * (isMarkup ? 5 : 50) > sample.count
    }
}

extension Array where Element == UInt8 {
    /// Without the white space at the start.
    fileprivate var trimmedStart: ArraySlice<UInt8> { drop(while: ASCII.isSpace) }
}
