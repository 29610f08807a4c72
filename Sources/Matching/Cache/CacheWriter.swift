/// Writes values one after another: numbers as eight bytes with the lowest first, texts and lists after their counts.
struct CacheWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Bytes as they are, after their count.
    mutating func write(_ value: [UInt8]) {
        write(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    /// Numbers of four bytes each.
    mutating func write(words: [UInt32]) {
        var own: [UInt8] = []
        own.reserveCapacity(4 * words.count)
        for word in words { withUnsafeBytes(of: word.littleEndian) { own.append(contentsOf: $0) } }
        write(own)
    }

    mutating func write(_ value: some CacheCodable) { value.write(to: &self) }
}
