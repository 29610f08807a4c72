/// What one look at the markup tells before a parser gets it.
struct MarkupCensus {
    private(set) var tags = 0
    /// The most on one tag.
    private(set) var attributes = 0
    /// Where scripts and styles hold text that nothing reads, which is up to half of a page: left out, gumbo has that
    /// much less to go through.
    private(set) var unread: [Range<Int>] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var scanner = MarkupScanner(bytes: bytes)
        // Whether a script or a style is one for certain: within `select`, `frameset` and foreign content its text may be
        // markup (HTML standard, sections 13.2.6.4.16, 13.2.6.4.20 and 13.2.6.5), and behind `<!--`, a script's end tag
        // need not end it; nothing ends `plaintext`. After those that end where only a parser knows, nothing more is left out.
        var isPlain = true
        var isInSelect = false
        var opened: MarkupScanner.Token?
        while let token = scanner.next() {
            if let start = opened {
                let text = start.end..<token.start
                if Self.holdsComment(bytes[text]) {
                    isPlain = false
                } else if token.isEndTag, token.name == start.name, text.count >= Self.leastCut,
                    !Self.namesJSON(bytes[start.start..<start.end])
                {
                    unread.append(text)
                }
            }
            opened = nil
            if token.name == Self.select { isInSelect = !token.isEndTag }
            if token.isEndTag { continue }
            tags += 1
            attributes = max(attributes, token.attributes)
            switch token.name {
            case MarkupScanner.svg, MarkupScanner.math, Self.frameset, Self.plaintext: isPlain = false
            case Self.style, Self.script: if isPlain, !isInSelect { opened = token }
            default: break
            }
        }
    }

    /// `html` without `unread`.
    func read(_ html: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(html.count)
        var place = 0
        for range in unread {
            result.append(contentsOf: html[place..<range.lowerBound])
            place = range.upperBound
        }
        result.append(contentsOf: html[place...])
        return result
    }

    /// Cutting less costs more than it saves.
    private static let leastCut = 64

    private static let script = MarkupScanner.key(of: "script".utf8)
    private static let select = MarkupScanner.key(of: "select".utf8)
    private static let plaintext = MarkupScanner.key(of: "plaintext".utf8)
    private static let frameset = MarkupScanner.key(of: "frameset".utf8)
    private static let style = MarkupScanner.key(of: "style".utf8)

    /// Whether the tag may be one of structured data, which is read.
    private static func namesJSON(_ tag: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        tag.indices.contains { tag[$0...].startsIgnoringCase("json") }
    }

    private static func holdsComment(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text)).contains("<!--")
    }
}
