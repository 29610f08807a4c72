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

    /// The longest row of letters that is taken for number words written together.
    static let longestRow = 120

    /// The fewest number words that a row of letters is made of, with their ends; nil where it is not.
    func split(_ count: Int, _ letter: (Int) -> UInt32) -> [(end: Int, word: Word)]? {
        guard count <= Self.longestRow else { return nil }
        // From the back: for each place, the fewest words from there to the end of the row.
        var best = [(count: Int, end: Int, word: Word?)](repeating: (.max, 0, nil), count: count + 1)
        best[count] = (0, count, nil)
        for place in stride(from: count - 1, through: 0, by: -1) {
            var node = 0
            var end = place
            while end < count, let next = children[node][letter(end)] {
                node = next
                end += 1
                guard let word = words[node] else { continue }
                let rest = best[end].count
                if rest < .max, rest + 1 < best[place].count { best[place] = (rest + 1, end, word) }
            }
        }
        guard best[0].count < .max else { return nil }
        var result: [(Int, Word)] = []
        var place = 0
        while place < count, let word = best[place].word {
            place = best[place].end
            result.append((place, word))
        }
        return Self.isWord(result.map(\.1.meaning)) ? nil : result
    }

    /// Whether what might be letters among digits is a word of its own, such as `oil`, `lol` and `lily`.
    private static func isWord(_ meanings: [DigitWords.Meaning]) -> Bool {
        guard meanings.count > 2, let first = meanings.first else { return false }
        let areLetters = meanings.allSatisfy { meaning in
            switch meaning {
            case .letter, .and: true
            default: false
            }
        }
        return areLetters && !meanings.allSatisfy { $0 == first }
    }

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
