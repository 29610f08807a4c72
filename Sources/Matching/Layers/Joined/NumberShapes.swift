/// The first two and the last two letters that number words of Latin and Cyrillic letters have.
struct NumberShapes: Sendable {
    static let shared = NumberShapes()

    private var beginnings: Set<UInt32> = []
    private var endings: Set<UInt32> = []

    private init() {
        for language in DigitWords.languages {
            let texts = [language.digits, language.pairs, language.tens, language.hundreds] + language.others.map(\.0)
            for word in texts.joined(separator: " ").split(whereSeparator: { $0 == " " || $0 == "|" }) {
                let values = word.unicodeScalars.map(\.value)
                guard values.count > 1, ScalarClass(values[0]).isCased else { continue }
                beginnings.insert(values[0] << 16 | values[1])
                endings.insert(values[values.count - 2] << 16 | values[values.count - 1])
            }
        }
        // The single letters among digits, where words are written together with them.
        for letter: UInt32 in [0x6F, 0x6C, 0x69, 0x79] {
            beginnings.insert(letter)
            endings.insert(letter)
        }
    }

    /// Whether a row of letters may be made of number words.
    func mayBeNumber(_ first: (UInt32, UInt32), _ last: (UInt32, UInt32), _ letters: Int) -> Bool {
        guard letters > 1 else { return false }
        return (beginnings.contains(first.0 << 16 | first.1) || beginnings.contains(first.0))
            && (endings.contains(last.0 << 16 | last.1) || endings.contains(last.1))
    }
}
