/// Addresses that were met, each by its hash, in a table that forgets: it grows with what it holds up to a bound, and
/// an address that another has taken the place of passes for a new one.
struct MetAddresses {
    /// 0 where nothing stands.
    private var hashes = [UInt64](repeating: 0, count: 1 << 8)
    private var count = 0

    /// How many places an address may stand in.
    private static let neighbours = 8
    /// 1 MB.
    private static let mostPlaces = 1 << 17

    /// - Returns: whether the address is met for the first time, as far as is remembered.
    mutating func insert(_ url: String) -> Bool {
        if count * 2 > hashes.count, hashes.count < Self.mostPlaces { grow() }
        return put(UInt64(bitPattern: Int64(url.hashValue)) | 1)
    }

    private mutating func put(_ hash: UInt64) -> Bool {
        // The lowest bit says that there is something.
        let first = Int(truncatingIfNeeded: hash >> 1)
        for step in 0..<Self.neighbours {
            let place = (first + step) & (hashes.count - 1)
            if hashes[place] == hash { return false }
            guard hashes[place] == 0 else { continue }
            hashes[place] = hash
            count += 1
            return true
        }
        hashes[first & (hashes.count - 1)] = hash
        return true
    }

    private mutating func grow() {
        let known = hashes
        hashes = [UInt64](repeating: 0, count: known.count * 4)
        count = 0
        for hash in known where hash != 0 { _ = put(hash) }
    }
}
