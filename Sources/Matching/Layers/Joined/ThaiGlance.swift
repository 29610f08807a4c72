/// Follows Thai number words, which stand without blanks, letter by letter.
struct ThaiGlance {
    /// Where in the tree of number words the letters so far lead; nil where no word is under way.
    private var node: Int?

    enum Outcome {
        /// A word may be under way, or another row of letters is.
        case open
        /// A word has ended before this letter.
        case word
        /// The letter belongs to no word.
        case lost
    }

    mutating func add(_ value: UInt32) -> Outcome {
        let trie = NumberTrie.shared
        guard let known = node else {
            guard Self.isBeginning(value) else { return .lost }
            node = trie.next(0, value)
            return node == nil ? .lost : .open
        }
        if let next = trie.next(known, value) {
            node = next
            return .open
        }
        node = Self.isBeginning(value) ? trie.next(0, value) : nil
        if trie.isWord(known) { return .word }
        return .lost
    }

    /// Whether the row of letters that ends here ends in a word; nil where there is none.
    mutating func end() -> Bool? {
        defer { node = nil }
        return node.map { NumberTrie.shared.isWord($0) }
    }

    @inline(__always)
    private static func isBeginning(_ value: UInt32) -> Bool {
        switch value {
        case 0xE22, 0xE28, 0xE2A, 0xE2B, 0xE40...0xE42: true
        default: false
        }
    }
}
