/// Bytes on their way to an array, written without a check for room at each.
///
/// Owns its memory and frees it.
struct ByteSink: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(64, capacity)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// Makes room for `size` bytes more.
    @inline(__always)
    mutating func reserve(_ size: Int) {
        if count + size > capacity { grow(size) }
    }

    private mutating func grow(_ size: Int) {
        let larger = max(capacity * 2, count + size)
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        copy.update(from: base, count: count)
        base.deallocate()
        (base, capacity) = (copy, larger)
    }

    /// Appends eight bytes as they lie in memory, for which there is room.
    @inline(__always)
    mutating func append(_ word: UInt64) {
        UnsafeMutableRawPointer(base + count).storeBytes(of: word, as: UInt64.self)
        count += 8
    }

    /// Appends bytes, for which there is room.
    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        (base + count).update(from: start, count: bytes.count)
        count += bytes.count
    }

    /// Appends a scalar in UTF-8, for which there is room.
    @inline(__always)
    mutating func append(_ value: UInt32) {
        let place = base + count
        if value < 0x80 {
            place[0] = UInt8(truncatingIfNeeded: value)
            count += 1
        } else if value < 0x800 {
            place[0] = UInt8(truncatingIfNeeded: 0xC0 | value >> 6)
            place[1] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
            count += 2
        } else if value < 0x10000 {
            place[0] = UInt8(truncatingIfNeeded: 0xE0 | value >> 12)
            place[1] = UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F)
            place[2] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
            count += 3
        } else {
            place[0] = UInt8(truncatingIfNeeded: 0xF0 | value >> 18)
            place[1] = UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F)
            place[2] = UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F)
            place[3] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
            count += 4
        }
    }

    var array: [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
