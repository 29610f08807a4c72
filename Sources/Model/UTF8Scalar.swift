extension UnsafeBufferPointer<UInt8> {
    /// The Unicode scalar that begins at `place` of a string's UTF-8, which is well formed; moves `place` behind it.
    @inlinable @inline(__always)
    public func scalar(at place: inout Int) -> UInt32 {
        let first = UInt32(self[place])
        if first < 0x80 {
            place += 1
            return first
        }
        if first < 0xE0 {
            defer { place += 2 }
            return (first & 0x1F) << 6 | continuation(place + 1)
        }
        if first < 0xF0 {
            defer { place += 3 }
            return (first & 0x0F) << 12 | continuation(place + 1) << 6 | continuation(place + 2)
        }
        defer { place += 4 }
        return (first & 0x07) << 18 | continuation(place + 1) << 12 | continuation(place + 2) << 6
            | continuation(place + 3)
    }

    @inlinable @inline(__always)
    func continuation(_ place: Int) -> UInt32 { UInt32(self[place]) & 0x3F }
}
