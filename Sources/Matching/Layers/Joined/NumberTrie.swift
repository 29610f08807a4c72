/// Number words as a tree of letters.
struct NumberTrie: Sendable {
    struct Word: Sendable {
        var meaning: DigitWords.Meaning
        /// Which of `DigitWords.languages` have it, a bit for each.
        var languages: UInt16
    }

    static let shared = NumberTrie()

    private var children: [[UInt32: Int]] = [[:]]
    private var words: [Word?] = [nil]
    /// The longest word, in letters.
    private(set) var longest = 0

    private init() {
        for (number, language) in DigitWords.languages.enumerated() {
            let bit = UInt16(1) << UInt16(number)
            func add(_ list: String, _ meaning: (Int) -> DigitWords.Meaning) {
                for (place, group) in list.split(separator: " ").enumerated() {
                    for word in group.split(separator: "|") { insert(String(word), meaning(place), bit) }
                }
            }
            add(language.digits) { .digit(UInt8($0)) }
            add(language.pairs) { .pair(10 + $0) }
            add(language.tens) { .tens(20 + 10 * $0) }
            add(language.hundreds) { .hundreds(100 + 100 * $0) }
            for (word, meaning) in language.others { insert(word, meaning, bit) }
        }
        for (letter, digit) in [("o", UInt8(0)), ("l", 1), ("i", 1)] { insert(letter, .letter(digit), .max) }
    }

    private mutating func insert(_ word: String, _ meaning: DigitWords.Meaning, _ languages: UInt16) {
        var node = 0
        for scalar in word.unicodeScalars {
            if let next = children[node][scalar.value] {
                node = next
            } else {
                children.append([:])
                words.append(nil)
                children[node][scalar.value] = children.count - 1
                node = children.count - 1
            }
        }
        // The first language to claim a word keeps its meaning; others that mean the same share it.
        if let known = words[node] {
            if known.meaning == meaning { words[node]?.languages |= languages }
        } else {
            words[node] = Word(meaning: meaning, languages: languages)
        }
        longest = max(longest, word.unicodeScalars.count)
    }

    /// Where the letter leads from `node`; the tree begins at 0.
    func next(_ node: Int, _ value: UInt32) -> Int? { children[node][value] }

    /// Whether a word ends at `node`.
    func isWord(_ node: Int) -> Bool { words[node] != nil }

    /// The words that begin at `index`, shortest first, with their ends.
    func words(in units: [LayerUnit], at index: Int, upTo end: Int) -> [(end: Int, word: Word)] {
        var found: [(Int, Word)] = []
        var node = 0
        var place = index
        while place < end, let next = children[node][units[place].value] {
            node = next
            place += 1
            if let word = words[node] { found.append((place, word)) }
        }
        return found
    }
}
