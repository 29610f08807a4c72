/// Words of many scripts, found in a text by their first scalar.
struct WordTable: Sendable {
    struct Word: Sendable {
        /// In small letters.
        let scalars: [UInt32]
        /// What the word stands for.
        let meaning: String
    }

    private let slots: [[Word]]
    /// Of each slot, whether it holds a word: a table so small that it stays in the processor's cache.
    private let isTaken: [Bool]

    init(_ words: [String]) { self.init([("", words)]) }

    init(_ words: [(meaning: String, forms: [String])]) {
        var slots = [[Word]](repeating: [], count: 1 << 10)
        for (meaning, forms) in words {
            for form in forms {
                let scalars = form.unicodeScalars.map(\.value)
                slots[Self.slot(scalars.first ?? 0)].append(Word(scalars: scalars, meaning: meaning))
            }
        }
        self.slots = slots.map { $0.sorted { $0.scalars.count > $1.scalars.count } }
        isTaken = slots.map { !$0.isEmpty }
    }

    private static func slot(_ first: UInt32) -> Int { Int(first & 0x3FF) }

    /// The first place from `place` on where a word may begin, the end of the text where there is none: a Latin letter
    /// begins one only where none goes before it, other scripts set no blanks.
    func nextStart(in text: FoldedScalars, from place: Int) -> Int {
        text.values.withUnsafeBufferPointer { values in
            isTaken.withUnsafeBufferPointer { isTaken in
                var place = place
                while place < values.count {
                    let value = values[place]
                    if isTaken[Self.slot(value)],
                        !FoldedScalars.isLetter(value) || place == 0 || !FoldedScalars.isWord(values[place - 1])
                    {
                        break
                    }
                    place += 1
                }
                return place
            }
        }
    }

    /// The longest word that stands at `place` and whose end `isEnd` accepts.
    func word(in text: FoldedScalars, at place: Int, isEnd: (_ word: Word, _ end: Int) -> Bool) -> Word? {
        guard place < text.values.count, isTaken[Self.slot(text.values[place])] else { return nil }
        return slots[Self.slot(text.values[place])].first {
            text.has($0.scalars, at: place) && isEnd($0, place + $0.scalars.count)
        }
    }
}
