import Foundation
import GRDB

/// A phrase to look for, in the forms in which posts may hold it.
struct SearchPhrase {
    /// As it came, and in both normal forms: Korean and Vietnamese are met in either.
    private let forms: [String]

    /// More of them narrow a search no further.
    private static let mostTrigrams = 24

    init(_ phrase: String) {
        var seen: Set<[Unicode.Scalar]> = []
        let phrase = StoredText.column(phrase)
        // Compared by scalars, since Swift takes two normal forms of a text for the same text.
        forms = [phrase, phrase.precomposedStringWithCanonicalMapping, phrase.decomposedStringWithCanonicalMapping]
            .filter { seen.insert(Array($0.unicodeScalars)).inserted }
    }

    /// A query for the posts that the index has, the last first, and its arguments but for the limit; nil where the
    /// phrase is shorter than what the index knows, three characters.
    var indexed: (String, [any DatabaseValueConvertible])? {
        guard forms.allSatisfy({ $0.unicodeScalars.count >= 3 }) else { return nil }
        let sql = """
            \(SQLiteStore.postColumns) FROM post_text JOIN post ON post.number = post_text.rowid
            WHERE post_text MATCH ? AND \(holds) ORDER BY post_text.rowid DESC LIMIT ?
            """
        return (sql, [forms.map { "(\(Self.trigrams($0)))" }.joined(separator: " OR ")] + forms)
    }

    /// A query that looks at every post, the last first, and its arguments but for the limit.
    ///
    /// - Parameter isTail: only those that the index does not have.
    func scanned(isTail: Bool) -> (String, [any DatabaseValueConvertible]) {
        let tail = isTail ? "post.number > (\(PostIndex.end)) AND " : ""
        return ("\(SQLiteStore.postColumns) FROM post WHERE \(tail)\(holds) ORDER BY post.number DESC LIMIT ?", forms)
    }

    private var holds: String {
        "\(Self.function.name)(post.title, post.text\(String(repeating: ", ?", count: forms.count)))"
    }

    /// What the index is asked for: each three characters in a row, as FTS5 strings, in which only the quote has a
    /// meaning. That they stand in a row in the post, too, is left to `function`.
    private static func trigrams(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result: [String] = []
        for start in 0...(scalars.count - 3) where result.count < mostTrigrams {
            var trigram = String.UnicodeScalarView()
            for scalar in scalars[start..<(start + 3)] {
                if scalar == "\"" { trigram.append(scalar) }
                trigram.append(scalar)
            }
            result.append("\"\(String(trigram))\"")
        }
        return result.joined(separator: " AND ")
    }

    /// `holds(title, text, form…)`: whether one of the forms stands in title or text, whatever its case.
    static let function = DatabaseFunction("holds", pure: true) { values in
        let texts = values.prefix(2).compactMap { String.fromDatabaseValue($0) }.map(CaseFolding.folded)
        let forms = values.dropFirst(2).compactMap { String.fromDatabaseValue($0) }.map(CaseFolding.folded)
        return forms.contains { form in texts.contains { CaseFolding.contains($0, form) } }
    }
}
