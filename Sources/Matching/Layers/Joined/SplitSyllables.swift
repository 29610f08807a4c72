import Model

/// Takes out signs that stand within a Chinese or Korean word, `护*照` and `여*권`: one kind of sign, without blanks,
/// between two Han characters or two syllables of Hangul. It tells nothing, since names are masked so and lengths multiplied,
/// but the words can be found again. Dots, hyphens and strokes are left: they end sentences and part names.
enum SplitSyllables {
    static func undo(in text: inout JoinedText) {
        var result: [LayerUnit] = []
        result.reserveCapacity(text.units.count)
        var index = 0
        while index < text.units.count {
            let kind = text.kind(index)
            result.append(text.units[index])
            index += 1
            guard kind == .han || kind == .hangul, index < text.units.count, isSplitter(text.units[index].value) else {
                continue
            }
            var end = index + 1
            while end < text.units.count, end - index < 3, text.units[end].value == text.units[index].value { end += 1 }
            guard end < text.units.count, text.kind(end) == kind else { continue }
            text.note(.spaced, index - 1..<end + 1, isTelling: false)
            index = end
        }
        text.units = result
    }

    static func isSplitter(_ value: UInt32) -> Bool {
        switch value {
        case 0x2A, 0x23, 0x5C, 0x5E, 0x5F, 0x60, 0x2605, 0x2606, 0x25CB, 0x25CF, 0x25A0, 0x25A1, 0x25C6, 0x25C7, 0x203B,
            0x2573, 0xD7:
            true
        default: false
        }
    }
}
