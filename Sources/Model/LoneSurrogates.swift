/// Escapes of half a surrogate pair in JSON (`"\ud83d"`), which texts that were cut end with and no decoder takes.
public enum LoneSurrogates {
    /// The JSON with U+FFFD in their place, as Web browsers' decoders have it; nil where there are none.
    public static func mended(_ utf8: [UInt8]) -> [UInt8]? {
        var result = utf8
        var found = false
        var index = 0
        while index + 1 < result.count {
            guard result[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            guard let unit = unit(in: result, at: index) else {
                index += 2
                continue
            }
            if (0xD800..<0xDC00).contains(unit), let next = self.unit(in: result, at: index + 6),
                (0xDC00..<0xE000).contains(next)
            {
                index += 12
                continue
            }
            if (0xD800..<0xE000).contains(unit) {
                result.replaceSubrange((index + 2)..<(index + 6), with: "fffd".utf8)
                found = true
            }
            index += 6
        }
        return found ? result : nil
    }

    /// The code unit of the escape `\uXXXX` at `index`.
    private static func unit(in bytes: [UInt8], at index: Int) -> UInt16? {
        guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        return UInt16(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
    }
}
