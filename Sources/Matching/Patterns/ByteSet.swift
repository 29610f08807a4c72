/// Some of the 256 bytes.
struct ByteSet: Sendable, Hashable {
    private var words: SIMD4<UInt64> = .zero

    init() {}

    init(_ bytes: some Sequence<UInt8>) { for byte in bytes { insert(byte) } }

    init(_ range: ClosedRange<UInt8>) { for byte in range { insert(byte) } }

    mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

    func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0 }

    var isEmpty: Bool { words == .zero }

    /// In order.
    var members: [UInt8] {
        var result: [UInt8] = []
        for index in 0..<4 {
            var left = words[index]
            while left != 0 {
                result.append(UInt8(64 * index + left.trailingZeroBitCount))
                left &= left - 1
            }
        }
        return result
    }

    func union(_ other: ByteSet) -> ByteSet {
        var result = self
        result.words |= other.words
        return result
    }

    func subtracting(_ other: ByteSet) -> ByteSet {
        var result = self
        result.words &= ~other.words
        return result
    }
}
