/// Gzip data (RFC 1952) that unpacks to nothing but zero bytes, a thousand times and more its own size.
public enum GzipOfZeros {

    /// - Parameter count: one more than a multiple of 258.
    public static func bytes(_ count: Int) -> [UInt8] {
        precondition(count % 258 == 1)
        var bits = BitWriter()
        bits.append(1, count: 1)  // last block
        bits.append(1, count: 2)  // fixed Huffman codes
        bits.appendCode(0b0011_0000, count: 8)  // the literal 0
        for _ in 0..<(count / 258) {
            bits.appendCode(0b1100_0101, count: 8)  // length 258
            bits.appendCode(0, count: 5)  // distance 1
        }
        bits.appendCode(0, count: 7)  // end of block
        let size = UInt32(truncatingIfNeeded: count)
        return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255] + bits.bytes + littleEndian(checksum(count)) + littleEndian(size)
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func checksum(_ count: Int) -> UInt32 {
        var table = [UInt32](repeating: 0, count: 256)
        for index in 0..<256 {
            var value = UInt32(index)
            for _ in 0..<8 { value = value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1 }
            table[index] = value
        }
        var checksum = UInt32.max
        for _ in 0..<count { checksum = table[Int(checksum & 0xff)] ^ (checksum >> 8) }
        return ~checksum
    }

    private struct BitWriter {
        private(set) var bytes: [UInt8] = []
        private var used = 8

        mutating func append(_ value: Int, count: Int) {
            for bit in 0..<count {
                if used == 8 {
                    bytes.append(0)
                    used = 0
                }
                bytes[bytes.count - 1] |= UInt8((value >> bit) & 1) << UInt8(used)
                used += 1
            }
        }

        /// Huffman codes begin with their highest bit.
        mutating func appendCode(_ value: Int, count: Int) {
            for bit in (0..<count).reversed() { append((value >> bit) & 1, count: 1) }
        }
    }
}
