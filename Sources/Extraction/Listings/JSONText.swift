import Foundation
import Model

/// Parses the JSON of a listing API.
enum JSONText {
    /// The largest document that is read, in bytes.
    static let largest = 32 << 20

    /// Strings, `NSNumber`, `NSNull`, arrays and dictionaries; nil for what is no JSON, nests deeper than 512 or is too
    /// large. Escapes of half a surrogate pair, which cut texts end with, become U+FFFD as in Web browsers' decoders.
    static func parse(_ utf8: [UInt8]) -> Any? {
        guard utf8.count <= largest else { return nil }
        let options: JSONSerialization.ReadingOptions = [.fragmentsAllowed]
        if let value = try? JSONSerialization.jsonObject(with: Data(utf8), options: options) { return value }
        guard let mended = LoneSurrogates.mended(utf8) else { return nil }
        return try? JSONSerialization.jsonObject(with: Data(mended), options: options)
    }
}
