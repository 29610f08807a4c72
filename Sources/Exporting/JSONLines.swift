import Foundation

/// One JSON object a line, the same bytes for the same value: keys in order, slashes as they are, UTF-8.
public enum JSONLines {

    /// `value` on a line, with the line feed.
    public static func line(_ value: some Encodable) -> [UInt8] { bytes(value) + [0x0A] }

    /// `value` on a line, without the line feed.
    public static func text(_ value: some Encodable) -> String { String(decoding: bytes(value), as: UTF8.self) }

    private static func bytes(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return [UInt8](try encoder.encode(value))
        } catch {
            // Only a number that is not finite cannot be written, and no value of vigil's holds one.
            preconditionFailure("not encodable: \(error)")
        }
    }
}
