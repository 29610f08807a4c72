import Foundation
import Model

/// The floor that rules are held against: a plain list of words, of which a post is the more suspicious the more it has.
public struct KeywordFloor: Sendable {
    private let words: [String]

    /// Reads a list: a word or phrase a line; `#` begins a comment.
    ///
    /// - Throws: `InputError` where the file cannot be read.
    public init(file: String) throws {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw InputError(place: file, code: ENOENT)
        }
        words = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }

    /// How many of the words the post has.
    func count(in post: Post) -> Int {
        let text = ((post.title ?? "") + "\n" + post.text).lowercased()
        return words.count { text.contains($0) }
    }
}
