import CZlib

/// gzip (RFC 1952) through zlib.
enum Gzip {
    /// One member that holds `bytes`.
    static func member(_ bytes: [UInt8], level: Int32 = 6) throws(GzipError) -> [UInt8] {
        var stream = z_stream()
        guard vigil_deflate_init_gzip(&stream, level) == Z_OK else { throw .outOfMemory }
        defer { deflateEnd(&stream) }
        var result = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 32)
        var input = bytes
        let status = input.withUnsafeMutableBufferPointer { source in
            result.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END else { throw .damaged }
        return Array(result[..<Int(stream.total_out)])
    }
}

enum GzipError: Error {
    case outOfMemory
    /// The data is not gzip, or ends within a member.
    case damaged
}

/// Undoes gzip member by member, as bytes come in. Owns zlib's state; used on one thread.
final class Inflater {
    private var stream = z_stream()
    private var isOpen = false

    deinit { if isOpen { inflateEnd(&stream) } }

    /// Makes ready for the next member.
    func reset() throws(GzipError) {
        if isOpen {
            inflateReset(&stream)
        } else {
            guard vigil_inflate_init_gzip(&stream) == Z_OK else { throw .outOfMemory }
            isOpen = true
        }
    }

    /// Decompresses from `input`, which starts at `place`.
    ///
    /// - Returns: the bytes, how much of the input was used, and whether the member ended.
    func inflate(
        _ input: [UInt8], from place: Int, most: Int = 1 << 17
    ) throws(GzipError) -> (bytes: [UInt8], used: Int, isAtEnd: Bool) {
        var output = [UInt8](repeating: 0, count: most)
        var input = input
        let (status, used, made) = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target -> (Int32, Int, Int) in
                guard let base = source.baseAddress else { return (Z_BUF_ERROR, 0, 0) }
                stream.next_in = base + place
                stream.avail_in = UInt32(source.count - place)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                let status = CZlib.inflate(&stream, Z_NO_FLUSH)
                return (
                    status, source.count - place - Int(stream.avail_in), target.count - Int(stream.avail_out)
                )
            }
        }
        guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { throw .damaged }
        output.removeSubrange(made...)
        return (output, used, status == Z_STREAM_END)
    }
}
