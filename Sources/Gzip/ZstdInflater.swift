import CZstd

/// Undoes Zstandard (RFC 8878), one frame after another, as bytes come in. Owns libzstd's state.
///
/// A frame that asks for more than 128 MiB of memory is taken for damaged: libzstd's own limit.
package final class ZstdInflater {
    private let stream: OpaquePointer

    package init() throws(GzipError) {
        guard let stream = ZSTD_createDStream() else { throw .outOfMemory }
        self.stream = stream
    }

    deinit { ZSTD_freeDStream(stream) }

    /// Decompresses `input[range]` to the start of `output`, until either is used up or a frame ends; the next call
    /// begins the next frame.
    package func inflate(
        _ input: [UInt8], _ range: Range<Int>, into output: inout [UInt8]
    ) throws(GzipError) -> Inflater.Step {
        let (status, step) = input.withUnsafeBytes { source in
            output.withUnsafeMutableBytes { target -> (Int, Inflater.Step) in
                var from = ZSTD_inBuffer(
                    src: source.baseAddress.map { $0 + range.lowerBound }, size: range.count, pos: 0)
                var to = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                let status = ZSTD_decompressStream(stream, &to, &from)
                return (status, Inflater.Step(used: from.pos, made: to.pos, isAtEnd: status == 0))
            }
        }
        guard ZSTD_isError(status) == 0 else { throw .damaged }
        return step
    }
}
