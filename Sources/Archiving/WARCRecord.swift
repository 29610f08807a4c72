import Foundation

/// One record of a WARC file (ISO 28500:2017, section 4).
public struct WARCRecord: Sendable, Hashable {
    /// Where it starts in the file: for gzip, where its member does.
    public var offset: Int64
    /// In order, names as written.
    public var fields: [Field]
    public var block: [UInt8]

    public struct Field: Sendable, Hashable {
        public var name: String
        public var value: String
    }

    /// The first field of that name, whatever its case.
    public func field(_ name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Such as `response`.
    public var type: String { field("WARC-Type") ?? "" }

    /// What follows the HTTP head in a response's block; nil for other records.
    public var payload: ArraySlice<UInt8>? {
        guard field("Content-Type")?.hasPrefix("application/http") == true else { return nil }
        guard let end = block.firstRange(of: [0x0D, 0x0A, 0x0D, 0x0A]) else { return nil }
        return block[end.upperBound...]
    }

    static func newId() -> String { "<urn:uuid:\(UUID().uuidString.lowercased())>" }

    /// UTC with milliseconds, as WARC 1.1 allows.
    static func date(_ seconds: Double) -> String {
        Date(timeIntervalSince1970: seconds).formatted(
            .iso8601.year().month().day().timeZone(separator: .omitted)
                .time(includingFractionalSeconds: true).timeSeparator(.colon))
    }

    /// The record as it stands in a file.
    static func bytes(type: String, id: String, fields: [(String, String)], block: [UInt8]) -> [UInt8] {
        var head = "WARC/1.1\r\nWARC-Type: \(type)\r\nWARC-Record-ID: \(id)\r\n"
        for (name, value) in fields { head += "\(name): \(oneLine(value))\r\n" }
        head += "WARC-Block-Digest: \(Digest.sha1(block))\r\nContent-Length: \(block.count)\r\n\r\n"
        return Array(head.utf8) + block + [0x0D, 0x0A, 0x0D, 0x0A]
    }

    /// A value cannot begin a field of its own.
    private static func oneLine(_ value: String) -> String {
        String(String.UnicodeScalarView(value.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }
}
