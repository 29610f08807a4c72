/// Reads XML as it is met in feeds and sitemaps: in one pass, without nesting, and through every error.
///
/// A stray `<` or `&`, a tag that is never closed, an end without a start, text behind the root: all are read as far as
/// they make sense. A document type declaration is passed over and no entity that it declares is ever expanded, so
/// there is nothing that an entity bomb could set off; external entities do not exist here. An XML parser that keeps to
/// the standard would stop at the first error, and with it every entry behind it would be lost.
struct XMLScanner {

    struct Event {
        enum Kind { case start, end, text, characterData }

        var kind: Kind
        /// The local name's key, whatever its case (`MarkupScanner.key(of:)`); 0 for text.
        var name: UInt64 = 0
        /// The prefix's key; 0 without one.
        var prefix: UInt64 = 0
        /// Of text, its bytes; of a start, those of its attributes.
        var content: Range<Int>
        /// Where the event begins and ends in the source.
        var start: Int
        var end: Int
        /// Whether a start is also the end.
        var isEmpty = false
    }

    let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func next() -> Event? {
        while index < bytes.count {
            guard bytes[index] == ASCII.less, isMarkup(at: index) else { return text() }
            let start = index
            switch bytes[start + 1] {
            case ASCII.question: skip(past: ">")
            case ASCII.exclamation:
                if let event = declaration() { return event }
            case ASCII.slash: return tag(from: start, nameAt: start + 2, kind: .end)
            default: return tag(from: start, nameAt: start + 1, kind: .start)
            }
        }
        return nil
    }

    private func isMarkup(at position: Int) -> Bool {
        guard position + 1 < bytes.count else { return false }
        let byte = bytes[position + 1]
        if byte == ASCII.slash { return position + 2 < bytes.count && isNameStart(bytes[position + 2]) }
        return byte == ASCII.exclamation || byte == ASCII.question || isNameStart(byte)
    }

    private func isNameStart(_ byte: UInt8) -> Bool {
        ASCII.isLetter(byte) || byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
    }

    private mutating func text() -> Event {
        let start = index
        index += 1
        while index < bytes.count, !(bytes[index] == ASCII.less && isMarkup(at: index)) { index += 1 }
        return Event(kind: .text, content: start..<index, start: start, end: index)
    }

    /// A comment and a document type give nothing; a CDATA section gives its text.
    private mutating func declaration() -> Event? {
        let start = index
        if bytes[start...].starts(with: "<!--".utf8) {
            index = start + 4
            skip(past: "-->")
        } else if bytes[start...].starts(with: "<![CDATA[".utf8) {
            index = start + 9
            let end = find("]]>", from: index) ?? bytes.count
            index = min(end + 3, bytes.count)
            return Event(kind: .characterData, content: (start + 9)..<end, start: start, end: index)
        } else {
            skipDocumentType()
        }
        return nil
    }

    /// `<!DOCTYPE … [ … ]>`, with quotes and brackets.
    private mutating func skipDocumentType() {
        var brackets = 0
        var quote: UInt8?
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if (byte == ASCII.quote || byte == ASCII.apostrophe) && brackets > 0 {
                quote = byte
            } else if byte == UInt8(ascii: "[") {
                brackets += 1
            } else if byte == UInt8(ascii: "]") {
                brackets = max(0, brackets - 1)
            } else if byte == ASCII.greater, brackets == 0 {
                return
            }
        }
    }

    private mutating func tag(from start: Int, nameAt: Int, kind: Event.Kind) -> Event {
        var position = nameAt
        let seed: UInt64 = 0xCBF2_9CE4_8422_2325
        var name = seed
        var prefix: UInt64 = 0
        while position < bytes.count {
            let byte = bytes[position]
            if ASCII.isSpace(byte) || byte == ASCII.slash || byte == ASCII.greater || byte == ASCII.less { break }
            if byte == UInt8(ascii: ":") {
                prefix = name
                name = seed
            } else {
                name = (name ^ UInt64(ASCII.lowercased(byte))) &* 0x100_0000_01B3
            }
            position += 1
        }
        let attributes = position
        var quote: UInt8?
        while position < bytes.count {
            let byte = bytes[position]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == ASCII.greater {
                break
            } else if byte == ASCII.less {
                // The tag was never closed.
                let event = Event(
                    kind: kind, name: name, prefix: prefix, content: attributes..<position, start: start, end: position)
                index = position
                return event
            } else if (byte == ASCII.quote || byte == ASCII.apostrophe) && bytes[position - 1] == ASCII.equals {
                quote = byte
            }
            position += 1
        }
        let isEmpty = position > attributes && position < bytes.count && bytes[position - 1] == ASCII.slash
        index = min(position + 1, bytes.count)
        return Event(
            kind: kind, name: name, prefix: prefix, content: attributes..<position, start: start, end: index,
            isEmpty: isEmpty && kind == .start)
    }

    private mutating func skip(past end: StaticString) {
        index = find(end, from: index).map { $0 + end.utf8CodeUnitCount } ?? bytes.count
    }

    private func find(_ needle: StaticString, from: Int) -> Int? { bytes.firstRange(of: needle, from: from) }

    // MARK: - Values

    /// The value of an attribute of `event`, by its full name.
    func attribute(_ name: StaticString, of event: Event) -> String? {
        let region = bytes[event.content]
        var from = region.startIndex
        while let found = region.firstRange(of: name, from: from) {
            from = found + name.utf8CodeUnitCount
            guard found == region.startIndex || ASCII.isSpace(bytes[found - 1]) else { continue }
            var position = from
            while position < region.endIndex, ASCII.isSpace(bytes[position]) { position += 1 }
            guard position < region.endIndex, bytes[position] == ASCII.equals else { continue }
            position += 1
            while position < region.endIndex, ASCII.isSpace(bytes[position]) { position += 1 }
            guard position < region.endIndex else { return nil }
            let quote = bytes[position]
            if quote == ASCII.quote || quote == ASCII.apostrophe {
                let end = region[(position + 1)...].firstIndex(of: quote) ?? region.endIndex
                return string((position + 1)..<end)
            }
            let end = region[position...].firstIndex { ASCII.isSpace($0) || $0 == ASCII.slash } ?? region.endIndex
            return string(position..<end)
        }
        return nil
    }

    /// The text of a range, its references read.
    func string(_ range: Range<Int>) -> String {
        String(decoding: XMLReferences.decoded(bytes[range]), as: UTF8.self)
    }
}
