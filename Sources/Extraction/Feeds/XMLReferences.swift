/// Character references of XML: the five names and the numbers. Every other, such as HTML's `&nbsp;` or one that a
/// document type declares, stays as it stands.
enum XMLReferences {

    static func decoded(_ source: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
        guard let first = source.firstIndex(of: ASCII.ampersand) else { return Array(source) }
        var result = Array(source[..<first])
        result.reserveCapacity(source.count)
        var index = first
        while index < source.endIndex {
            let byte = source[index]
            if byte == ASCII.ampersand,
                let end = source[index..<min(index + 12, source.endIndex)].firstIndex(of: ASCII.semicolon),
                let replacement = replacement(source[(index + 1)..<end])
            {
                result.append(contentsOf: replacement)
                index = end + 1
            } else {
                result.append(byte)
                index += 1
            }
        }
        return result
    }

    private static func replacement(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8]? {
        guard let first = name.first else { return nil }
        if first == UInt8(ascii: "#") {
            let digits = name.dropFirst()
            let isHex = digits.first == UInt8(ascii: "x") || digits.first == UInt8(ascii: "X")
            let text = String(decoding: isHex ? digits.dropFirst() : digits, as: UTF8.self)
            guard let code = UInt32(text, radix: isHex ? 16 : 10) else { return nil }
            return Array(String(Character(Unicode.Scalar(code).flatMap { $0 == "\0" ? nil : $0 } ?? "\u{FFFD}")).utf8)
        }
        if name.elementsEqual("amp".utf8) { return [ASCII.ampersand] }
        if name.elementsEqual("lt".utf8) { return [ASCII.less] }
        if name.elementsEqual("gt".utf8) { return [ASCII.greater] }
        if name.elementsEqual("quot".utf8) { return [ASCII.quote] }
        return name.elementsEqual("apos".utf8) ? [ASCII.apostrophe] : nil
    }
}
