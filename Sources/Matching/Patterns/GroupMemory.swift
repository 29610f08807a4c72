import Synchronization

/// What has been read of the groups of patterns, for the next pattern with the same group: the concept lists of a language
/// stand in hundreds of its patterns, and reading them is what patterns mostly cost before they match.
///
/// A group's text ends with its own parenthesis, so that where it stands in another pattern, it is the same group.
enum GroupMemory {
    private struct Entry {
        var text: [Unicode.Scalar]
        var knowledge: LiteralKnowledge
    }

    /// How the text of a group begins, and how it was read.
    struct Key: Hashable {
        fileprivate var beginning: [Unicode.Scalar]
        fileprivate var isFolded: Bool
        fileprivate var asksForStarts: Bool

        /// Of the group that begins at `place`; nil where less follows than is worth keeping.
        init?(_ scalars: [Unicode.Scalar], _ place: Int, isFolded: Bool, asksForStarts: Bool) {
            guard place + GroupMemory.shortest <= scalars.count else { return nil }
            beginning = Array(scalars[place..<place + GroupMemory.beginning])
            self.isFolded = isFolded
            self.asksForStarts = asksForStarts
        }
    }

    private static let beginning = 24
    /// Shorter groups are read as quickly as found, in characters.
    static let shortest = 64
    /// When there are more, all are forgotten.
    private static let most = 4096

    private static let known = Mutex<(entries: [Key: [Entry]], count: Int)>(([:], 0))

    /// What is known of the group of `key` that begins at `place`, and its length.
    static func find(_ key: Key, _ scalars: [Unicode.Scalar], _ place: Int) -> (LiteralKnowledge, length: Int)? {
        let entries = known.withLock { $0.entries[key] } ?? []
        return entries.first { scalars[place...].starts(with: $0.text) }.map { ($0.knowledge, $0.text.count) }
    }

    static func keep(_ key: Key, _ text: ArraySlice<Unicode.Scalar>, _ knowledge: LiteralKnowledge) {
        guard text.count >= shortest else { return }
        known.withLock { known in
            if known.count >= most { known = ([:], 0) }
            let text = Array(text)
            guard known.entries[key]?.contains(where: { $0.text == text }) != true else { return }
            known.entries[key, default: []].append(Entry(text: text, knowledge: knowledge))
            known.count += 1
        }
    }
}
