import Model

/// Zero-width, bidirectional and other unseen marks within words. The layer `folded` has dropped them already; here they
/// are noted.
///
/// Telling are two marks or more in a text that stand between letters of scripts that need none. Soft hyphens, joiners and
/// variation selectors have honest uses in words, so that they are noted only where they stand between all letters of one.
enum HiddenMarks {
    static func note(in text: inout JoinedText) {
        var hard: [Range<UInt32>] = []
        var index = 0
        while index < text.units.count {
            guard needsNone(text.kind(index)) else {
                index += 1
                continue
            }
            var end = index + 1
            var letters = 1
            var soft: [Range<UInt32>] = []
            while end < text.units.count {
                let kind = text.kind(end)
                guard needsNone(kind) || kind == .mark || kind == .digit else { break }
                let gap = text.units[end - 1].end..<max(text.units[end - 1].end, text.units[end].start)
                if !gap.isEmpty {
                    let isSoft = text.scalars[Int(gap.lowerBound)..<Int(gap.upperBound)].allSatisfy(isSoft)
                    if isSoft { soft.append(gap) } else { hard.append(gap) }
                }
                if kind != .mark { letters += 1 }
                end += 1
            }
            let isBetweenAll = letters >= 4 && soft.count >= letters - 1
            if isBetweenAll { for gap in soft { text.note(.invisible, original: gap, isTelling: true) } }
            index = end
        }
        for gap in hard { text.note(.invisible, original: gap, isTelling: hard.count >= 2) }
    }

    /// Scripts whose words have no use for unseen marks.
    private static func needsNone(_ kind: ScalarClass) -> Bool { kind.isCased || kind == .han || kind == .hangul }

    private static func isSoft(_ value: UInt32) -> Bool {
        switch value {
        case 0xAD, 0x200C, 0x200D, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
        default: false
        }
    }
}
