import Foundation

/// A file that is read at any place. Owns the descriptor.
final class ArchiveFile {
    let path: String
    private let descriptor: Int32

    static let chunk = 1 << 16

    init(_ path: String) throws(ArchiveError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ArchiveError(reading: path, code: errno) }
    }

    deinit { close(descriptor) }

    /// In bytes.
    func size() throws(ArchiveError) -> Int64 {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw ArchiveError(reading: path, code: errno) }
        return Int64(status.st_size)
    }

    /// Fills the start of `buffer` with what stands at `offset`; how many bytes that were, 0 at the end.
    func read(at offset: Int64, into buffer: inout [UInt8]) throws(ArchiveError) -> Int {
        while true {
            let count = pread(descriptor, &buffer, buffer.count, off_t(offset))
            if count >= 0 { return count }
            if errno != EINTR { throw ArchiveError(reading: path, code: errno) }
        }
    }

    /// Where `pattern` stands first at or after `offset`; nil where it does not.
    func firstOffset(of pattern: [UInt8], from offset: Int64) throws(ArchiveError) -> Int64? {
        guard let first = pattern.first else { return offset }
        var buffer = [UInt8](repeating: 0, count: Self.chunk)
        var base = offset
        while true {
            let count = try read(at: base, into: &buffer)
            guard count >= pattern.count else { return nil }
            var place = 0
            while let found = buffer[place..<count].firstIndex(of: first), found + pattern.count <= count {
                if buffer[found...].starts(with: pattern) { return base + Int64(found) }
                place = found + 1
            }
            base += Int64(count - pattern.count + 1)
        }
    }
}
