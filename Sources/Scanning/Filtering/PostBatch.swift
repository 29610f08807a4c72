import Foundation
import Model

/// Some lines of a file of posts.
struct PostBatch: Sendable {
    var file: String
    var lines: [(number: Int, line: LineReader.Line)] = []
    private var bytes = 0

    init(file: String) { self.file = file }

    var isFull: Bool { lines.count >= 256 || bytes >= 1 << 20 }

    mutating func append(_ line: LineReader.Line, number: Int) {
        if case .bytes(let content) = line { bytes += content.count }
        lines.append((number, line))
    }

    /// What errors call `file`.
    static func name(of file: String) -> String { file == "-" ? "standard input" : file }

    /// Hands the lines of `file` over, some at a time; `-` is standard input.
    ///
    /// - Parameter take: returns whether to go on.
    /// - Throws: `InputError`; what was read before has been handed over.
    static func read(_ file: String, _ take: (PostBatch) -> Bool) throws(InputError) {
        let name = name(of: file)
        let descriptor = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputError(place: name, code: errno) }
        defer { if file != "-" { close(descriptor) } }
        let reader = LineReader(descriptor: descriptor)
        var batch = PostBatch(file: name)
        var number = 0
        do throws(ReadFailure) {
            while let line = try reader.next() {
                number += 1
                batch.append(line, number: number)
                if batch.isFull {
                    guard take(batch) else { return }
                    batch = PostBatch(file: name)
                }
            }
        } catch {
            _ = take(batch)
            throw InputError(place: name, error)
        }
        _ = take(batch)
    }

    /// Whether a line holds nothing.
    static func isBlank(_ line: [UInt8]) -> Bool { line.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
}
