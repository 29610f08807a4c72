import Foundation

/// Text as the columns hold it.
///
/// SQLite's own functions and GRDB end a text at U+0000, which hostile posts may hold: two ids that differ after it
/// would be one, and a text would lose its end. Columns hold U+2400 (SYMBOL FOR NULL) in its place, so that spans still
/// count right; a post that this changes is kept whole as JSON beside its columns.
enum StoredText {
    static func column(_ text: String) -> String {
        // Most texts have none: looking at the bytes is cheaper than building a new text.
        guard text.utf8.contains(0) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{2400}" : $0 }))
    }

    static func column(_ text: String?) -> String? { text.map { column($0) } }
}

/// Values that the store keeps whole, as JSON. U+0000 is escaped there.
enum StoredJSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

/// Times as leads carry them: ISO 8601, UTC.
enum Timestamp {
    /// Seconds since 1970; nil where the text is no time.
    static func seconds(_ text: String) -> Double? {
        let date =
            (try? Date(text, strategy: .iso8601))
            ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
        return date?.timeIntervalSince1970
    }

    /// In whole seconds; the years 1970 to 9999 can be written, others become the nearest of these.
    static func text(_ seconds: Double) -> String {
        let known = min(max(seconds.rounded(.down), 0), 253_402_300_799)
        return Date(timeIntervalSince1970: known).formatted(.iso8601)
    }
}
