/// A whole gzip body in memory, within bounds.
package enum GzipText {
    /// Whether `bytes` begin as gzip does (RFC 1952, section 2.3.1).
    package static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B, 0x08]) }

    /// What `bytes` unpack to, one member after another; what is torn, damaged or beyond `limit` is left out.
    package static func unpacked(_ bytes: [UInt8], limit: Int) -> [UInt8] {
        guard let inflater = try? Inflater() else { return [] }
        var input = bytes
        var result: [UInt8] = []
        var output = [UInt8](repeating: 0, count: 1 << 16)
        var place = 0
        while place < input.count, result.count < limit {
            guard let step = try? inflater.inflate(&input, place..<input.count, into: &output) else { break }
            place += step.used
            result += output.prefix(min(step.made, limit - result.count))
            if step.isAtEnd { inflater.reset() }
        }
        return result
    }
}
