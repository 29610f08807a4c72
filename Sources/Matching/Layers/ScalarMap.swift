/// Which scalars of an original the bytes of a layer stand for.
///
/// A layer has a scalar for a scalar of its original, in order, but for some detours; only these are kept, and marks at
/// distances that make counting cheap.
struct ScalarMap: Sendable {
    /// A stretch of the layer that stands for a stretch of the original as a whole; either may be empty.
    struct Detour: Sendable, Hashable {
        /// Bytes of the layer, half open.
        var start: UInt32
        var end: UInt32
        /// Scalars of the original, half open.
        var originalStart: UInt32
        var originalEnd: UInt32
    }

    /// In order.
    private(set) var detours: [Detour] = []

    /// How many bytes of a layer may pass without a detour.
    static let longestStretch = 1024

    mutating func add(_ detour: Detour) { detours.append(detour) }

    /// Notes that the byte `place` of the layer stands for the scalar `original`.
    mutating func mark(_ place: Int, original: Int) {
        let (place, original) = (UInt32(truncatingIfNeeded: place), UInt32(truncatingIfNeeded: original))
        detours.append(Detour(start: place, end: place, originalStart: original, originalEnd: original))
    }

    /// Where the last detour ends, in bytes of the layer.
    var lastEnd: Int { Int(detours.last?.end ?? 0) }

    /// The scalars of the original that `range` of the layer `bytes` stands for, by whole scalars; empty only where `range`
    /// is.
    func original(of range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        guard !range.isEmpty else {
            let place =
                range.lowerBound < bytes.count
                ? start(of: range.lowerBound, in: bytes) : bytes.isEmpty ? 0 : end(of: bytes.count, in: bytes)
            return place..<place
        }
        return start(of: range.lowerBound, in: bytes)..<end(of: range.upperBound, in: bytes)
    }

    /// The first scalar that the byte `place` stands for.
    private func start(of place: Int, in bytes: [UInt8]) -> Int {
        let next = firstDetour(endingAfter: place)
        if next < detours.count, detours[next].start <= place { return Int(detours[next].originalStart) }
        return scalars(before: place, after: next, in: bytes)
    }

    /// The end of the scalars that the byte before `place` stands for.
    private func end(of place: Int, in bytes: [UInt8]) -> Int {
        let next = firstDetour(endingAfter: place - 1)
        if next < detours.count, detours[next].start < place { return Int(detours[next].originalEnd) }
        return scalars(before: place, after: next, in: bytes)
    }

    /// How many scalars of the original stand before the byte `place`, which lies behind the detour before `next`.
    private func scalars(before place: Int, after next: Int, in bytes: [UInt8]) -> Int {
        guard next > 0 else { return Self.scalars(in: bytes, 0..<place) }
        let detour = detours[next - 1]
        return Int(detour.originalEnd) + Self.scalars(in: bytes, Int(detour.end)..<place)
    }

    private func firstDetour(endingAfter place: Int) -> Int {
        var (low, high) = (0, detours.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(detours[middle].end) <= place { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func scalars(in bytes: [UInt8], _ range: Range<Int>) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            for place in range { count &+= bytes[place] & 0xC0 != 0x80 ? 1 : 0 }
            return count
        }
    }
}
