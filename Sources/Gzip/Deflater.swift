import CZlib

package enum GzipError: Error {
    case outOfMemory
    /// The data is not gzip, or contradicts itself.
    case damaged
}

/// Makes gzip members (RFC 1952). Owns zlib's state, a quarter of a megabyte, and uses it for one member after another.
package final class Deflater {
    /// Not a plain property: zlib's state points back at the stream, which must therefore never move.
    private let stream: UnsafeMutablePointer<z_stream>

    /// - Parameter level: 1 (fast) to 9 (small).
    package init(level: Int32) throws(GzipError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard vigil_deflate_init_gzip(stream, level) == Z_OK else {
            stream.deallocate()
            throw .outOfMemory
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// One member that holds the `parts`, one after another.
    package func member(of parts: [[UInt8]]) throws(GzipError) -> [UInt8] {
        guard deflateReset(stream) == Z_OK else { throw .outOfMemory }
        let total = parts.reduce(0) { $0 + $1.count }
        var isWhole = false
        let result = [UInt8](unsafeUninitializedCapacity: Int(deflateBound(stream, UInt(total)))) { target, count in
            var made = 0
            isWhole =
                parts.allSatisfy { deflate($0, into: target, &made, end: Z_NO_FLUSH) }
                && deflate([], into: target, &made, end: Z_FINISH)
            count = made
        }
        guard isWhole else { throw .outOfMemory }
        return result
    }

    /// Compresses all of `input`; whether there was room for it.
    private func deflate(
        _ input: [UInt8], into target: UnsafeMutableBufferPointer<UInt8>, _ made: inout Int, end flush: Int32
    ) -> Bool {
        var input = input
        return input.withUnsafeMutableBufferPointer { source in
            var used = 0
            while true {
                // zlib counts in 32 bits.
                let piece = min(source.count - used, 1 << 30)
                let room = min(target.count - made, 1 << 30)
                stream.pointee.next_in = source.baseAddress.map { $0 + used }
                stream.pointee.avail_in = UInt32(piece)
                stream.pointee.next_out = target.baseAddress.map { $0 + made }
                stream.pointee.avail_out = UInt32(room)
                let status = CZlib.deflate(stream, flush)
                let taken = piece - Int(stream.pointee.avail_in)
                let given = room - Int(stream.pointee.avail_out)
                used += taken
                made += given
                if status == Z_STREAM_END { return true }
                if flush == Z_NO_FLUSH, used == source.count { return true }
                if status != Z_OK || taken + given == 0 { return false }
            }
        }
    }
}
