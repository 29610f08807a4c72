import Foundation

/// Reads a file descriptor line by line, packed or not, in memory bounded by the longest line allowed.
///
/// A class, since it owns the position in the stream; used on one thread.
final class LineReader {
    /// One line without its end.
    enum Line: Sendable {
        case bytes([UInt8])
        /// Longer than the limit; its bytes were passed over.
        case tooLong(Int)
    }

    private let input: PackedInput
    private let limit: Int
    private var buffer: [UInt8]
    private var position = 0
    private var end = 0
    private var isAtEnd = false

    /// - Parameters:
    ///   - descriptor: open for reading; stays open.
    ///   - limit: the longest line to hand out, in bytes.
    init(descriptor: Int32, limit: Int = 64 << 20) {
        input = PackedInput(descriptor: descriptor)
        self.limit = limit
        self.buffer = [UInt8](repeating: 0, count: 1 << 18)
    }

    /// The next line; nil at the end of the stream. A last line without a line feed counts.
    ///
    /// - Throws: `ReadFailure`.
    func next() throws(ReadFailure) -> Line? {
        var line: [UInt8] = []
        var length = 0
        while true {
            if position == end {
                if isAtEnd { return length == 0 ? nil : finish(line, length) }
                try fill()
                continue
            }
            let newline = buffer.withUnsafeBytes { bytes -> Int? in
                guard let base = bytes.baseAddress,
                    let found = memchr(base + position, 0x0A, end - position)
                else { return nil }
                return UnsafeRawPointer(found) - base
            }
            let stop = newline ?? end
            length += stop - position
            if length <= limit { line.append(contentsOf: buffer[position..<stop]) }
            position = stop
            if newline != nil {
                position += 1
                return finish(line, length)
            }
        }
    }

    private func finish(_ line: [UInt8], _ length: Int) -> Line {
        guard length <= limit else { return .tooLong(length) }
        return .bytes(line.last == 0x0D ? Array(line.dropLast()) : line)
    }

    private func fill() throws(ReadFailure) {
        position = 0
        end = try input.read(into: &buffer)
        isAtEnd = end == 0
    }
}
