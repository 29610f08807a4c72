/// Bytes of the cache that are not what was written. Nobody is told: the rules are compiled again.
struct CacheDamage: Error, Hashable {}

/// Reads what `CacheWriter` wrote, and never beyond its end.
struct CacheReader {
    private let all: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { all = bytes }

    var isAtEnd: Bool { place == all.count }

    mutating func number() throws(CacheDamage) -> UInt64 {
        guard all.count - place >= 8 else { throw CacheDamage() }
        let value = all.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: UInt64.self) }
        place += 8
        return UInt64(littleEndian: value)
    }

    /// How many elements follow, each of `size` bytes or more; never more than there are bytes for.
    mutating func count(size: Int) throws(CacheDamage) -> Int {
        guard let count = Int(exactly: try number()), count <= (all.count - place) / size else { throw CacheDamage() }
        return count
    }

    mutating func bytes() throws(CacheDamage) -> ArraySlice<UInt8> {
        let count = try count(size: 1)
        defer { place += count }
        return all[place..<place + count]
    }

    /// Numbers of four bytes each.
    mutating func words() throws(CacheDamage) -> [UInt32] {
        let bytes = try bytes()
        guard bytes.count % 4 == 0 else { throw CacheDamage() }
        return bytes.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map {
                UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
            }
        }
    }
}
