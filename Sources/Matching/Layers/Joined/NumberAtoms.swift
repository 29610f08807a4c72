/// The pieces of a number in a text: rows of digits and number words.
struct NumberAtom {
    enum Content: Equatable {
        case digits
        case word(DigitWords.Meaning)
    }

    var content: Content
    var range: Range<Int>
    var languages: UInt16
    /// Whether it stands directly at the atom before it.
    var isGlued = false

    var isWord: Bool {
        switch content {
        case .digits, .word(.letter), .word(.and), .word(.plus): false
        case .word: true
        }
    }

    var isDigits: Bool { content == .digits }
}

/// Reads atoms out of a text, each in time bounded by the longest word.
struct NumberAtoms {
    let units: [LayerUnit]
    let kinds: [ScalarClass]

    init(_ units: [LayerUnit]) {
        self.units = units
        kinds = units.map { ScalarClass($0.value) }
    }

    /// The atoms that begin at `index`: one, or those that a word written together is made of. Empty where there are none.
    func atoms(at index: Int) -> [NumberAtom] {
        switch kinds[index] {
        case .digit:
            var end = index + 1
            while end < kinds.count, kinds[end] == .digit { end += 1 }
            return [NumberAtom(content: .digits, range: index..<end, languages: .max)]
        case .han, .hangul, .thai:
            let words = NumberTrie.shared.words(in: units, at: index, upTo: units.count)
            guard let (end, word) = words.last else { return [] }
            return [NumberAtom(content: .word(word.meaning), range: index..<end, languages: word.languages)]
        case .latin, .cyrillic:
            // Only a whole row of letters is a number, or several written together.
            guard index == 0 || !(kinds[index - 1].isCased || kinds[index - 1] == .mark) else { return [] }
            return parts(ofLettersAt: index)
        default: return []
        }
    }

    /// The number words that the row of letters at `start` is made of, the fewest that do.
    private func parts(ofLettersAt start: Int) -> [NumberAtom] {
        var end = start
        while end < kinds.count, end - start <= NumberTrie.longestRow, kinds[end].isCased || kinds[end] == .mark {
            end += 1
        }
        var place = start
        return (NumberTrie.shared.split(end - start) { units[start + $0].value } ?? []).map { last, word in
            defer { place = start + last }
            return NumberAtom(
                content: .word(word.meaning), range: place..<start + last, languages: word.languages,
                isGlued: place > start)
        }
    }

    /// The longest gap between two atoms.
    private static let widestGap = 5

    /// Where the next atom may begin after a gap of blanks, signs and emoji; nil where the number ends.
    func gapEnd(after index: Int) -> Int? {
        var end = index
        while end < kinds.count, end - index <= Self.widestGap {
            switch kinds[end] {
            case .blank, .emoji: break
            case .other where SpacedLetters.isSign(units[end].value) || Self.isBracket(units[end].value): break
            case .other, .lineEnd, .mark, .otherLetter, .kana, .greek, .rareCased, .jamo: return nil
            default: return end
            }
            end += 1
        }
        return nil
    }

    private static func isBracket(_ value: UInt32) -> Bool { value == 0x28 || value == 0x29 }

    /// Whether the row of letters at `index` is a word of quantity, such as `thousand` or `万`.
    func isQuantity(at index: Int) -> Bool {
        guard index < units.count else { return false }
        if DigitWords.quantitySigns.contains(units[index].value), kinds[index] != .thai { return true }
        guard kinds[index].isCased else { return false }
        var word = String.UnicodeScalarView()
        var place = index
        while place < kinds.count, word.count < 12, kinds[place].isCased {
            if let scalar = Unicode.Scalar(units[place].value) { word.append(scalar) }
            place += 1
        }
        return DigitWords.quantities.contains(String(word))
    }
}
