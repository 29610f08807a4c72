/// A text's Unicode scalars, one for one, with wide letters and digits as plain ones and capitals as small letters.
struct FoldedScalars {
    let values: [UInt32]
    let digits: Int
    let hasAt: Bool

    init(_ text: String) {
        var digits = 0
        var hasAt = false
        var text = text
        values = text.withUTF8 { bytes in
            // As many scalars as bytes at most.
            [UInt32](unsafeUninitializedCapacity: bytes.count) { values, count in
                var place = 0
                var length = 0
                while place < bytes.count {
                    let value = Self.folded(bytes.scalar(at: &place))
                    digits += Self.isDigit(value) ? 1 : 0
                    hasAt = hasAt || value == 0x40
                    values[length] = value
                    length += 1
                }
                count = length
            }
        }
        self.digits = digits
        self.hasAt = hasAt
    }

    @inline(__always)
    private static func folded(_ value: UInt32) -> UInt32 {
        if value < 0x660 { return (0x41...0x5A).contains(value) ? value | 0x20 : value }
        switch value {
        case 0xFF21...0xFF3A: return (value - 0xFEE0) | 0x20
        case 0xFF01...0xFF5E: return value - 0xFEE0
        case 0x3000: return 0x20
        case 0xE50...0xE59: return value - (0xE50 - 0x30)
        case 0x660...0x669: return value - (0x660 - 0x30)
        case 0x2460...0x2468: return value - (0x2460 - 0x31)
        case 0x24EA: return 0x30
        case 0x1D7CE...0x1D7FF: return (value - 0x1D7CE) % 10 + 0x30
        default: return value
        }
    }

    static func isDigit(_ value: UInt32) -> Bool { (0x30...0x39).contains(value) }
    static func isLetter(_ value: UInt32) -> Bool { (0x61...0x7A).contains(value) }
    static func isWord(_ value: UInt32) -> Bool { isDigit(value) || isLetter(value) || value == 0x5F }

    func text(_ range: Range<Int>) -> String {
        String(unsafeUninitializedCapacity: range.count * 4) { bytes in
            var count = 0
            for value in values[range] {
                if value < 0x80 {
                    bytes[count] = UInt8(value)
                    count += 1
                } else if let scalar = Unicode.Scalar(value) {
                    for byte in scalar.utf8 {
                        bytes[count] = byte
                        count += 1
                    }
                }
            }
            return count
        }
    }

    /// Whether `word`, in small letters, stands at `place`.
    func has(_ word: [UInt32], at place: Int) -> Bool {
        guard place + word.count <= values.count else { return false }
        for offset in word.indices where values[place + offset] != word[offset] { return false }
        return true
    }
}
