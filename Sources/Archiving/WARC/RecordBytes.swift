import Foundation

/// A record as it goes into a file, in parts that need not be copied together.
struct RecordBytes {
    let parts: [[UInt8]]

    /// - Parameters:
    ///   - block: in parts.
    ///   - id: from `newId()`.
    init(type: String, id: String, fields: [(String, String)], block: [[UInt8]]) {
        var head = "WARC/1.1\r\nWARC-Type: \(type)\r\nWARC-Record-ID: \(id)\r\n"
        for (name, value) in fields { head += "\(name): \(Self.oneLine(value))\r\n" }
        head += "WARC-Block-Digest: \(Digest.sha256(block))\r\n"
        head += "Content-Length: \(block.reduce(0) { $0 + $1.count })\r\n\r\n"
        parts = [Array(head.utf8)] + block + [[0x0D, 0x0A, 0x0D, 0x0A]]
    }

    static func newId() -> String { "<urn:uuid:\(UUID().uuidString.lowercased())>" }

    /// A value cannot begin a field of its own.
    private static func oneLine(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return value }
        return String(String.UnicodeScalarView(value.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }
}
