import Model

/// Puts Hangul together that is written as single jamo, `ㅇㅕㄱㅝㄴ`, or halfway, `여ㄱㅝㄴ` and `여구ㅓㄴ`.
///
/// A syllable needs a consonant and a vowel after it; so `ㅋㅋㅋ`, `ㅠㅠ`, `ㅇㅇ` and `ㄱㅅ`, which are everyday chat, stay
/// as they are. Telling are two syllables or more that stand together, one of them from jamo.
struct JamoComposer {
    /// The places of compatibility consonants from U+3131 among leading and among final ones; -1 where there is none.
    private static let leads: [Int] = [
        0, 1, -1, 2, -1, -1, 3, 4, 5, -1, -1, -1, -1, -1, -1, -1, 6, 7, 8, -1, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
    ]
    private static let finals: [Int] = [
        1, 2, 3, 4, 5, 6, 7, -1, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, -1, 18, 19, 20, 21, 22, -1, 23, 24, 25, 26, 27,
    ]
    /// Two vowels, as places from U+314F, and the one that they make.
    private static let vowelPairs: [[Int]: Int] = [
        [8, 0]: 9, [8, 1]: 10, [8, 20]: 11, [13, 4]: 14, [13, 5]: 15, [13, 20]: 16, [18, 20]: 19,
    ]
    /// Two final consonants and the one that they make.
    private static let finalPairs: [[Int]: Int] = [
        [1, 19]: 3, [4, 22]: 5, [4, 27]: 6, [8, 1]: 9, [8, 16]: 10, [8, 17]: 11, [8, 19]: 12, [8, 25]: 13,
        [8, 26]: 14, [8, 27]: 15, [17, 19]: 18,
    ]

    private let units: [LayerUnit]

    static func undo(in text: inout JoinedText) {
        guard text.units.contains(where: { (0x3131...0x3163).contains($0.value) }) else { return }
        let composer = JamoComposer(units: text.units)
        var result: [LayerUnit] = []
        result.reserveCapacity(text.units.count)
        var index = 0
        var run: (start: UInt32, end: UInt32, syllables: Int, made: Int)?
        func close() {
            if let run, run.made > 0 {
                text.note(.jamo, original: run.start..<run.end, isTelling: run.syllables > 1)
            }
            run = nil
        }
        while index < text.units.count {
            let unit = text.units[index]
            let (syllable, end) = composer.syllable(at: index)
            if let syllable {
                result.append(LayerUnit(value: syllable, start: unit.start, end: text.units[end - 1].end))
                run = (
                    run?.start ?? unit.start, text.units[end - 1].end, (run?.syllables ?? 0) + 1, (run?.made ?? 0) + 1
                )
            } else {
                result.append(unit)
                if (0xAC00...0xD7A3).contains(unit.value) {
                    run = (run?.start ?? unit.start, unit.end, (run?.syllables ?? 0) + 1, run?.made ?? 0)
                } else {
                    close()
                }
            }
            index = end
        }
        close()
        text.units = result
    }

    /// The syllable that the units from `index` on make, if they make one, and where the next unit stands.
    private func syllable(at index: Int) -> (UInt32?, Int) {
        var lead = -1
        var vowel = -1
        var place = index
        let value = units[index].value
        if let consonant = consonant(index), Self.leads[consonant] >= 0, let next = self.vowel(index + 1) {
            (lead, vowel, place) = (Self.leads[consonant], next, index + 2)
            if let second = self.vowel(place), let pair = Self.vowelPairs[[vowel, second]] {
                (vowel, place) = (pair, place + 1)
            }
        } else if (0xAC00...0xD7A3).contains(value), (value - 0xAC00) % 28 == 0, let second = self.vowel(index + 1),
            let pair = Self.vowelPairs[[Int((value - 0xAC00) / 28 % 21), second]]
        {
            (lead, vowel, place) = (Int((value - 0xAC00) / 588), pair, index + 2)
        } else {
            return (nil, index + 1)
        }
        var final = 0
        if let first = self.final(place), isLast(place) {
            (final, place) = (first, place + 1)
            if let second = self.final(place), let pair = Self.finalPairs[[final, second]], isLast(place) {
                (final, place) = (pair, place + 1)
            }
        }
        return (UInt32(0xAC00 + (lead * 21 + vowel) * 28 + final), place)
    }

    private func consonant(_ index: Int) -> Int? {
        guard index < units.count, (0x3131...0x314E).contains(units[index].value) else { return nil }
        return Int(units[index].value - 0x3131)
    }

    private func vowel(_ index: Int) -> Int? {
        guard index < units.count, (0x314F...0x3163).contains(units[index].value) else { return nil }
        return Int(units[index].value - 0x314F)
    }

    private func final(_ index: Int) -> Int? {
        guard let consonant = consonant(index), Self.finals[consonant] >= 0 else { return nil }
        return Self.finals[consonant]
    }

    /// Whether the consonant ends its syllable: no vowel comes after it, and it is not drawn out as in `ㅋㅋ`.
    private func isLast(_ index: Int) -> Bool {
        guard vowel(index + 1) == nil else { return false }
        return index + 1 >= units.count || units[index + 1].value != units[index].value
    }
}
