/// The text of a piece of HTML that came as a string: a feed's description, a value of JSON-LD.
enum MarkupText {

    /// What a person would see. Line ends count where the markup has no blocks of its own.
    static func text(of markup: String) -> String {
        let bytes = Array(markup.utf8)
        guard bytes.contains(ASCII.less) || bytes.contains(ASCII.ampersand) else {
            var writer = TextWriter()
            bytes.withUnsafeBufferPointer { writer.writePreserved($0) }
            return writer.finished()
        }
        // In `pre`, line ends stay as they are; the standard drops one directly behind the tag.
        let document = HTMLParser.parse(hasBlocks(bytes) ? bytes : Array("<pre>\n".utf8) + bytes)
        return document.visibleText(of: HTMLDocument.root)
    }

    /// The same on one line; nil where there is none.
    static func line(of markup: String) -> String? {
        let words = text(of: markup).split { $0.isWhitespace }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    private static func hasBlocks(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            var scanner = MarkupScanner(bytes: buffer)
            while let token = scanner.next() {
                if lineMakers.contains(token.name) { return true }
            }
            return false
        }
    }

    private static let lineMakers = Set(
        ["br", "p", "div", "li", "ul", "ol", "table", "tr", "blockquote", "h1", "h2", "h3", "h4", "section", "pre"].map
        {
            MarkupScanner.key(of: $0.utf8)
        })
}
