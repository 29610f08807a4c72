import CZlib

/// Undoes gzip, one member after another, as bytes come in. Owns zlib's state.
package final class Inflater {
    /// Not a plain property: zlib's state points back at the stream, which must therefore never move.
    private let stream: UnsafeMutablePointer<z_stream>

    package struct Step {
        /// How much of the input was used.
        package var used: Int
        /// How much output was made.
        package var made: Int
        /// Whether the member ended, its checksum and length being right.
        package var isAtEnd: Bool
    }

    package init() throws(GzipError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard vigil_inflate_init_gzip(stream) == Z_OK else {
            stream.deallocate()
            throw .outOfMemory
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Makes ready for the next member.
    package func reset() { inflateReset(stream) }

    /// Decompresses `input[range]` to the start of `output`, until either is used up or the member ends.
    package func inflate(
        _ input: inout [UInt8], _ range: Range<Int>, into output: inout [UInt8]
    ) throws(GzipError) -> Step {
        let stream = stream
        let (status, step) = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target -> (Int32, Step) in
                stream.pointee.next_in = source.baseAddress.map { $0 + range.lowerBound }
                stream.pointee.avail_in = UInt32(clamping: range.count)
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = UInt32(clamping: target.count)
                let status = CZlib.inflate(stream, Z_NO_FLUSH)
                return (
                    status,
                    Step(
                        used: range.count - Int(stream.pointee.avail_in),
                        made: target.count - Int(stream.pointee.avail_out), isAtEnd: status == Z_STREAM_END)
                )
            }
        }
        guard status == Z_OK || status == Z_STREAM_END || (status == Z_BUF_ERROR && step.used + step.made > 0) else {
            throw .damaged
        }
        return step
    }
}
