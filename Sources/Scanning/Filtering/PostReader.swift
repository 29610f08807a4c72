import CSimdjson
import Foundation
import Model

/// Reads posts off lines of JSON, with simdjson where a line is such as nearly all are: an object of strings. Foundation's
/// decoder reads the others, and says what is wrong with those that are no posts.
///
/// Owns simdjson's buffers; used on one thread at a time.
final class PostReader {
    private let reader = vigil_json_reader_create()
    private let decoder = JSONDecoder()
    private let keepsExtra: Bool

    /// - Parameter keepsExtra: whether fields that vigil does not know are wanted; they cost some time.
    init(keepsExtra: Bool = true) { self.keepsExtra = keepsExtra }

    deinit { vigil_json_reader_free(reader) }

    /// The post on a line; half surrogate pairs are read as U+FFFD.
    ///
    /// - Throws: `DecodingError`.
    func post(_ line: [UInt8]) throws -> Post {
        if let post = plainPost(line) { return post }
        do {
            return try decoder.decode(Post.self, from: Data(line))
        } catch {
            guard let mended = LoneSurrogates.mended(line) else { throw error }
            return try decoder.decode(Post.self, from: Data(mended))
        }
    }

    private static let keys: [StaticString] = [
        "id", "text", "title", "url", "source", "posted", "author", "place", "lang",
    ]

    /// The post on a line that is an object of strings; nil for any other.
    private func plainPost(_ line: [UInt8]) -> Post? {
        guard let reader else { return nil }
        return line.withUnsafeBytes { bytes in
            guard let base = bytes.bindMemory(to: CChar.self).baseAddress else { return nil }
            let names = Self.keys.map { key in
                vigil_json_text(
                    bytes: UnsafeRawPointer(key.utf8Start).assumingMemoryBound(to: CChar.self),
                    length: key.utf8CodeUnitCount)
            }
            return withUnsafeTemporaryAllocation(of: vigil_json_text.self, capacity: names.count) { values in
                var others: Int32 = 0
                guard
                    vigil_json_read_texts(
                        reader, base, bytes.count, names, names.count, values.baseAddress, &others) != 0,
                    others == 0 || !keepsExtra, let id = Self.text(values[0]), let text = Self.text(values[1])
                else { return nil }
                return Post(
                    id: id, text: text, title: Self.text(values[2]), url: Self.text(values[3]),
                    source: Self.text(values[4]), posted: Self.text(values[5]), author: Self.text(values[6]),
                    place: Self.text(values[7]), lang: Self.text(values[8]))
            }
        }
    }

    private static func text(_ value: vigil_json_text) -> String? {
        guard let bytes = value.bytes else { return nil }
        return String(
            decoding: UnsafeRawBufferPointer(start: UnsafeRawPointer(bytes), count: value.length), as: UTF8.self)
    }
}
