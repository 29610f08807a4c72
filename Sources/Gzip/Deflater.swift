import CDeflate

package enum GzipError: Error {
    case outOfMemory
    /// The data is not gzip, or contradicts itself.
    case damaged
}

/// Makes gzip members (RFC 1952) with libdeflate, one after another; owns a compressor. Used on one thread at a time.
///
/// libdeflate takes whole texts only, which records are; on pages it is four times as fast as zlib (docs/performance.md).
package final class Deflater {
    private let compressor: OpaquePointer

    /// - Parameter level: 0 (as it is), 1 (fast) to 12 (small).
    package init(level: Int32) throws(GzipError) {
        guard let compressor = libdeflate_alloc_compressor(level) else { throw .outOfMemory }
        self.compressor = compressor
    }

    deinit { libdeflate_free_compressor(compressor) }

    /// One member that holds the `parts`, one after another.
    package func member(of parts: [[UInt8]]) -> [UInt8] {
        var whole: [UInt8] = []
        whole.reserveCapacity(parts.reduce(0) { $0 + $1.count })
        for part in parts { whole += part }
        return [UInt8](
            unsafeUninitializedCapacity: libdeflate_gzip_compress_bound(compressor, whole.count)
        ) { target, count in
            // With as much room as the bound says, it cannot fail.
            count = libdeflate_gzip_compress(compressor, whole, whole.count, target.baseAddress, target.count)
        }
    }
}
