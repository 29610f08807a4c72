/// Finds the tags of an HTML text as the standard's tokenizer would, without building anything.
///
/// Comments, declarations and the text of scripts, styles and their like are passed over.
struct MarkupScanner {

    struct Token {
        /// Where its `<` stands.
        var start: Int
        /// One past its `>`.
        var end: Int
        /// The name, lower case, as `key(of:)` gives it.
        var name: UInt64
        var isEndTag: Bool
        var attributes: Int
        /// Where the first attribute beyond `MarkupGuard.attributes` begins.
        var attributeCut: Int?
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    /// How many `svg` and `math` elements are open; text of scripts is ordinary markup within them.
    private var foreign = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// One number for a name: FNV-1a of its lower-case bytes.
    static func key(of name: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { hash = (hash ^ UInt64(ASCII.lowercased(byte))) &* 0x100_0000_01B3 }
        return hash
    }

    /// The next tag; nil where no further tag is complete.
    mutating func next() -> Token? {
        while index < bytes.count {
            guard bytes[index] == ASCII.less else {
                index += 1
                continue
            }
            let start = index
            guard start + 1 < bytes.count else { return nil }
            let following = bytes[start + 1]
            if ASCII.isLetter(following) {
                return tag(from: start, nameAt: start + 1, isEndTag: false)
            } else if following == ASCII.slash, start + 2 < bytes.count, ASCII.isLetter(bytes[start + 2]) {
                return tag(from: start, nameAt: start + 2, isEndTag: true)
            } else if following == ASCII.exclamation || following == ASCII.question || following == ASCII.slash {
                skipDeclaration()
            } else {
                index += 1
            }
        }
        return nil
    }

    private mutating func skipDeclaration() {
        if index + 3 < bytes.count, bytes[index + 1] == ASCII.exclamation, bytes[index + 2] == UInt8(ascii: "-"),
            bytes[index + 3] == UInt8(ascii: "-")
        {
            index += 4
            // `<!-->` and `<!--->` are whole comments.
            if index < bytes.count, bytes[index] == ASCII.greater {
                index += 1
                return
            }
            index = max(index - 2, 0)
            while index + 2 < bytes.count {
                let isEnd =
                    bytes[index] == UInt8(ascii: "-") && bytes[index + 1] == UInt8(ascii: "-")
                    && (bytes[index + 2] == ASCII.greater
                        || (bytes[index + 2] == ASCII.exclamation && index + 3 < bytes.count
                            && bytes[index + 3] == ASCII.greater))
                if isEnd {
                    index += bytes[index + 2] == ASCII.greater ? 3 : 4
                    return
                }
                index += 1
            }
            index = bytes.count
            return
        }
        while index < bytes.count, bytes[index] != ASCII.greater { index += 1 }
        index += 1
    }

    private mutating func tag(from start: Int, nameAt nameStart: Int, isEndTag: Bool) -> Token? {
        var position = nameStart
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        while position < bytes.count {
            let byte = bytes[position]
            if ASCII.isSpace(byte) || byte == ASCII.slash || byte == ASCII.greater { break }
            hash = (hash ^ UInt64(ASCII.lowercased(byte))) &* 0x100_0000_01B3
            position += 1
        }
        var token = Token(start: start, end: 0, name: hash, isEndTag: isEndTag, attributes: 0, attributeCut: nil)
        while position < bytes.count {
            let byte = bytes[position]
            if ASCII.isSpace(byte) || byte == ASCII.slash {
                position += 1
            } else if byte == ASCII.greater {
                token.end = position + 1
                index = token.end
                finish(token)
                return token
            } else {
                if token.attributes == MarkupGuard.attributes { token.attributeCut = position }
                token.attributes += 1
                position = endOfAttribute(from: position)
            }
        }
        index = bytes.count
        return nil
    }

    private func endOfAttribute(from start: Int) -> Int {
        // A leading `=` is part of the name.
        var position = start + 1
        while position < bytes.count {
            let byte = bytes[position]
            if byte == ASCII.equals || ASCII.isSpace(byte) || byte == ASCII.slash || byte == ASCII.greater { break }
            position += 1
        }
        var after = position
        while after < bytes.count, ASCII.isSpace(bytes[after]) { after += 1 }
        guard after < bytes.count, bytes[after] == ASCII.equals else { return position }
        position = after + 1
        while position < bytes.count, ASCII.isSpace(bytes[position]) { position += 1 }
        guard position < bytes.count else { return position }
        let quote = bytes[position]
        if quote == ASCII.quote || quote == ASCII.apostrophe {
            position += 1
            while position < bytes.count, bytes[position] != quote { position += 1 }
            return position + 1
        }
        while position < bytes.count, !ASCII.isSpace(bytes[position]), bytes[position] != ASCII.greater {
            position += 1
        }
        return position
    }

    private mutating func finish(_ token: Token) {
        if token.name == MarkupScanner.svg || token.name == MarkupScanner.math {
            foreign = max(0, foreign + (token.isEndTag ? -1 : 1))
        } else if !token.isEndTag, foreign == 0, MarkupScanner.rawText.contains(token.name) {
            skipRawText(until: token.name)
        }
    }

    /// Moves on to the `</name` that ends a script's or a style's text.
    private mutating func skipRawText(until name: UInt64) {
        while index + 1 < bytes.count {
            if bytes[index] == ASCII.less, bytes[index + 1] == ASCII.slash {
                var hash: UInt64 = 0xCBF2_9CE4_8422_2325
                var position = index + 2
                while position < bytes.count, position < index + 14 {
                    let byte = bytes[position]
                    if ASCII.isSpace(byte) || byte == ASCII.slash || byte == ASCII.greater { break }
                    hash = (hash ^ UInt64(ASCII.lowercased(byte))) &* 0x100_0000_01B3
                    position += 1
                }
                if hash == name { return }
            }
            index += 1
        }
        index = bytes.count
    }

    static let svg = key(of: "svg".utf8)
    static let math = key(of: "math".utf8)
    private static let rawText = Set(
        ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"].map {
            key(of: $0.utf8)
        })
}
