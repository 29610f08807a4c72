#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// ASCII as the HTML and XML standards name its classes.
enum ASCII {
    static let tab: UInt8 = 0x09
    static let newline: UInt8 = 0x0A
    static let space: UInt8 = 0x20
    static let exclamation = UInt8(ascii: "!")
    static let quote = UInt8(ascii: "\"")
    static let ampersand = UInt8(ascii: "&")
    static let apostrophe = UInt8(ascii: "'")
    static let slash = UInt8(ascii: "/")
    static let semicolon = UInt8(ascii: ";")
    static let less = UInt8(ascii: "<")
    static let equals = UInt8(ascii: "=")
    static let greater = UInt8(ascii: ">")
    static let question = UInt8(ascii: "?")

    /// Tab, line feed, form feed, carriage return or space.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}

extension Collection where Element == UInt8 {
    /// Whether the bytes are those of `text`, whatever the case of ASCII letters.
    func equalsIgnoringCase(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { wanted in
            zip(self, wanted).allSatisfy { ASCII.lowercased($0) == ASCII.lowercased($1) }
        }
    }

    /// Whether the bytes begin with those of `text`, whatever the case of ASCII letters.
    func startsIgnoringCase(_ text: StaticString) -> Bool {
        prefix(text.utf8CodeUnitCount).equalsIgnoringCase(text)
    }
}

extension RandomAccessCollection where Element == UInt8 {
    /// Without ASCII white space at either end.
    func trimmed() -> SubSequence {
        var slice = self[...]
        while let first = slice.first, ASCII.isSpace(first) { slice.removeFirst() }
        while let last = slice.last, ASCII.isSpace(last) { slice = slice.dropLast() }
        return slice
    }

    /// Where `needle` begins first at or after `from`.
    func firstRange(of needle: StaticString, from: Index) -> Index? {
        let length = needle.utf8CodeUnitCount
        guard length > 0 else { return nil }
        return needle.withUTF8Buffer { wanted in
            let first = wanted[0]
            var index = from
            while distance(from: index, to: endIndex) >= length {
                if self[index] == first, self[index...].starts(with: wanted) { return index }
                formIndex(after: &index)
            }
            return nil
        }
    }
}

extension Array where Element == UInt8 {
    /// Whether `needle` stands anywhere.
    func contains(_ needle: StaticString) -> Bool { withUnsafeBytes { $0.contains(needle) } }
}

extension UnsafeRawBufferPointer {
    /// Whether `needle` stands anywhere.
    func contains(_ needle: StaticString) -> Bool {
        let length = needle.utf8CodeUnitCount
        guard length > 0, var start = baseAddress else { return length == 0 }
        let end = start + count
        while let found = memchr(start, Int32(needle.utf8Start.pointee), end - start) {
            let candidate = UnsafeRawPointer(found)
            if end - candidate < length { return false }
            if memcmp(candidate, needle.utf8Start, length) == 0 { return true }
            start = candidate + 1
        }
        return false
    }
}

extension String {
    /// Without white space at either end; nil where nothing is left.
    var trimmedOrNil: String? {
        // Most texts have none, and begin and end in ASCII.
        if let first = utf8.first, let last = utf8.last, (0x21..<0x7F).contains(first), (0x21..<0x7F).contains(last) {
            return self
        }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return nil }
        return String(scalars[first...last])
    }
}

extension Array {
    /// The first index whose element meets `isBehind`, in an array whose elements all do from there on.
    func partitioningIndex(_ isBehind: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
