/// What a document states about its charset within itself.
enum StatedCharset {

    /// The `charset` parameter of a Content-Type value, as the HTML standard's "extracting a character encoding from a
    /// meta element" reads it.
    static func inContentType(_ value: some Collection<UInt8>) -> Charset? {
        let bytes = Array(value)
        var index = 0
        while let found = indexIgnoringCase(of: "charset", in: bytes, from: index) {
            index = found + 7
            var next = index
            while next < bytes.count, ASCII.isSpace(bytes[next]) { next += 1 }
            guard next < bytes.count, bytes[next] == ASCII.equals else { continue }
            next += 1
            while next < bytes.count, ASCII.isSpace(bytes[next]) { next += 1 }
            guard next < bytes.count else { return nil }
            let quote = bytes[next]
            if quote == ASCII.quote || quote == ASCII.apostrophe {
                guard let end = bytes[(next + 1)...].firstIndex(of: quote) else { return nil }
                return Charset.named(bytes[(next + 1)..<end])
            }
            let end = bytes[next...].firstIndex { ASCII.isSpace($0) || $0 == ASCII.semicolon } ?? bytes.count
            return Charset.named(bytes[next..<end])
        }
        return nil
    }

    /// The encoding of an XML declaration at the very start.
    static func inXMLDeclaration(_ bytes: ArraySlice<UInt8>) -> Charset? {
        let start = bytes.prefix(1024).trimmed()
        guard start.startsIgnoringCase("<?xml"), let end = start.firstIndex(of: ASCII.greater) else { return nil }
        let declaration = Array(start[..<end])
        guard let name = indexIgnoringCase(of: "encoding", in: declaration, from: 0) else { return nil }
        var next = name + 8
        while next < declaration.count, ASCII.isSpace(declaration[next]) { next += 1 }
        guard next < declaration.count, declaration[next] == ASCII.equals else { return nil }
        next += 1
        while next < declaration.count, ASCII.isSpace(declaration[next]) { next += 1 }
        guard next < declaration.count else { return nil }
        let quote = declaration[next]
        guard quote == ASCII.quote || quote == ASCII.apostrophe,
            let close = declaration[(next + 1)...].firstIndex(of: quote)
        else { return nil }
        // Whoever could read this far has bytes that are ASCII below 0x80.
        return Charset.named(declaration[(next + 1)..<close]).map { $0.isUTF16 ? .utf8 : $0 }
    }

    /// The charset of a `meta` element within the first 1024 bytes ("prescan a byte stream to determine its
    /// encoding", HTML standard, section 13.2.3.2).
    static func inMeta(_ bytes: ArraySlice<UInt8>) -> Charset? {
        let head = Array(bytes.prefix(1024))
        var index = 0
        while let open = head[index...].firstIndex(of: ASCII.less) {
            let rest = head[open...]
            if rest.starts(with: "<!--".utf8) {
                guard let end = rest.firstRange(of: "-->", from: open + 2) else { return nil }
                index = end + 3
            } else if rest.startsIgnoringCase("<meta"), open + 5 < head.count,
                ASCII.isSpace(head[open + 5]) || head[open + 5] == ASCII.slash
            {
                var scanner = TagScanner(bytes: head, index: open + 5)
                if let found = charset(ofMeta: &scanner) { return found }
                index = max(scanner.index, open + 1)
            } else if open + 1 < head.count, ASCII.isLetter(head[open + 1]) || head[open + 1] == ASCII.slash {
                var scanner = TagScanner(bytes: head, index: open + 1)
                scanner.skipName()
                while scanner.nextAttribute() != nil {}
                index = max(scanner.index, open + 1)
            } else {
                index = (rest.firstIndex(of: ASCII.greater) ?? open) + 1
            }
        }
        return nil
    }

    private static func charset(ofMeta scanner: inout TagScanner) -> Charset? {
        var seen: Set<[UInt8]> = []
        var isPragma = false
        var needsPragma: Bool?
        var result: Charset?
        while let (name, value) = scanner.nextAttribute() {
            guard seen.insert(name).inserted else { continue }
            if name.elementsEqual("http-equiv".utf8) {
                isPragma = value.trimmed().equalsIgnoringCase("content-type")
            } else if name.elementsEqual("content".utf8), result == nil {
                if let found = inContentType(value) {
                    result = found
                    needsPragma = true
                }
            } else if name.elementsEqual("charset".utf8) {
                result = Charset.named(value)
                needsPragma = false
            }
        }
        guard let needsPragma, let result, !needsPragma || isPragma else { return nil }
        if result.isUTF16 { return .utf8 }
        return result.name == "x-user-defined" ? .windows1252 : result
    }

    private static func indexIgnoringCase(of name: StaticString, in bytes: [UInt8], from: Int) -> Int? {
        var index = from
        while index + name.utf8CodeUnitCount <= bytes.count {
            if bytes[index...].startsIgnoringCase(name) { return index }
            index += 1
        }
        return nil
    }
}

/// Reads a tag's attributes one by one, as the standard's "get an attribute" does.
private struct TagScanner {
    let bytes: [UInt8]
    var index: Int

    mutating func skipName() {
        while index < bytes.count, !ASCII.isSpace(bytes[index]), bytes[index] != ASCII.greater { index += 1 }
    }

    /// The next attribute, its name in lower case; nil at the end of the tag.
    mutating func nextAttribute() -> (name: [UInt8], value: [UInt8])? {
        while index < bytes.count, ASCII.isSpace(bytes[index]) || bytes[index] == ASCII.slash { index += 1 }
        guard index < bytes.count, bytes[index] != ASCII.greater else { return nil }
        var name: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            if byte == ASCII.equals, !name.isEmpty { break }
            if ASCII.isSpace(byte) || byte == ASCII.slash || byte == ASCII.greater { break }
            name.append(ASCII.lowercased(byte))
            index += 1
        }
        while index < bytes.count, ASCII.isSpace(bytes[index]) { index += 1 }
        guard index < bytes.count, bytes[index] == ASCII.equals else { return (name, []) }
        index += 1
        while index < bytes.count, ASCII.isSpace(bytes[index]) { index += 1 }
        guard index < bytes.count else { return nil }
        var value: [UInt8] = []
        let quote = bytes[index]
        if quote == ASCII.quote || quote == ASCII.apostrophe {
            index += 1
            while index < bytes.count, bytes[index] != quote {
                value.append(bytes[index])
                index += 1
            }
            guard index < bytes.count else { return nil }
            index += 1
        } else {
            while index < bytes.count, !ASCII.isSpace(bytes[index]), bytes[index] != ASCII.greater {
                value.append(bytes[index])
                index += 1
            }
        }
        return (name, value)
    }
}
