/// The first two letters that number words of Latin and Cyrillic letters have, alone or written together.
struct NumberShapes: Sendable {
    static let shared = NumberShapes()

    /// By a small hash of the two.
    private let beginnings: [Bool]

    private init() {
        var beginnings = [Bool](repeating: false, count: 4096)
        for language in DigitWords.languages {
            let texts = [language.digits, language.pairs, language.tens, language.hundreds] + language.others.map(\.0)
            for word in texts.joined(separator: " ").split(whereSeparator: { $0 == " " || $0 == "|" }) {
                let values = word.unicodeScalars.map(\.value)
                if values.count > 1 { beginnings[Self.place(values[0], values[1])] = true }
            }
        }
        // After a word of one letter, any other may come.
        for first: UInt32 in [0x6F, 0x6C, 0x69, 0x79] {
            for second in UInt32(0x61)...0x7A { beginnings[Self.place(first, second)] = true }
        }
        self.beginnings = beginnings
    }

    @inline(__always)
    private static func place(_ first: UInt32, _ second: UInt32) -> Int { Int((first &* 61 &+ second) & 4095) }

    @inline(__always)
    func mayBegin(_ first: UInt32, _ second: UInt32) -> Bool { beginnings[Self.place(first, second)] }
}
