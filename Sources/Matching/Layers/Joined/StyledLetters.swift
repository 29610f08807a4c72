import Model

/// Letters and digits in a style of their own: mathematical, circled, squared, fullwidth, small capitals.
///
/// The layer `folded` has made most of them plain; what it keeps (small capitals) or gives brackets (`⒜`, `⒈`) is made
/// plain here. Whole words in one style are decoration. Telling are words that mix styles after their first letter,
/// numbers of six styled digits or more that do not count up, and words of regional indicators that are not flags.
enum StyledLetters {
    enum Style: UInt8 {
        case plain, fullwidth, mathematical, circled, parenthesised, squared, negativeCircled, negativeSquared
        case regional, smallCapital
        /// Superscripts and subscripts, which stand within honest words.
        case raised
    }

    /// `ᴀʙᴄ` → `abc`; those that other scripts' tables have too are left to them.
    private static let smallCapitals: [UInt32: UInt32] = [
        0x1D00: 0x61, 0x299: 0x62, 0x1D04: 0x63, 0x1D05: 0x64, 0x1D07: 0x65, 0xA730: 0x66, 0x262: 0x67, 0x29C: 0x68,
        0x26A: 0x69, 0x1D0A: 0x6A, 0x1D0B: 0x6B, 0x29F: 0x6C, 0x1D0D: 0x6D, 0x274: 0x6E, 0x1D0F: 0x6F, 0x1D18: 0x70,
        0xA7AF: 0x71, 0x280: 0x72, 0xA731: 0x73, 0x1D1B: 0x74, 0x1D1C: 0x75, 0x1D20: 0x76, 0x1D21: 0x77,
        0x28F: 0x79, 0x1D22: 0x7A,
    ]

    static func undo(in text: inout JoinedText) {
        unbracket(&text)
        noteWords(&text)
        noteNumbers(&text)
    }

    static func isSmallCapital(_ value: UInt32) -> Bool { smallCapitals[value] != nil }

    static func style(_ original: UInt32) -> Style {
        switch original {
        case 0..<0x100: .plain
        case 0xFF10...0xFF19, 0xFF21...0xFF5A: .fullwidth
        case 0x1D400...0x1D7FF, 0x2102, 0x210A...0x2115, 0x2119...0x211D, 0x2124...0x2138: .mathematical
        case 0x2460...0x2473, 0x24B6...0x24FF, 0x3251...0x32FE: .circled
        case 0x2474...0x249B, 0x249C...0x24B5, 0x1F100...0x1F129: .parenthesised
        case 0x1F130...0x1F149: .squared
        case 0x1F150...0x1F169, 0x2776...0x2793: .negativeCircled
        case 0x1F170...0x1F189: .negativeSquared
        case 0x1F1E6...0x1F1FF: .regional
        case 0x2B0...0x2B8, 0x2E0...0x2E4, 0x1D2C...0x1D6A, 0x2070...0x209C: .raised
        default: smallCapitals[original] == nil ? .plain : .smallCapital
        }
    }

    /// `⒜`, which folded reads as `(a)`, as `a`; `⒈` as `1`; small capitals as small letters; any script's digits as
    /// `0` to `9`.
    private static func unbracket(_ text: inout JoinedText) {
        var result: [LayerUnit] = []
        result.reserveCapacity(text.units.count)
        for unit in text.units {
            let original = text.scalars[Int(unit.start)]
            if original > 0xFF, unit.value < 0x80 {
                let isBracketed = (0x2474...0x24B5).contains(original) || (0x1F100...0x1F129).contains(original)
                if isBracketed, [0x28, 0x29, 0x2E, 0x2C].contains(unit.value) {
                    if unit.value != 0x28 { text.note(.styled, original: unit.start..<unit.end, isTelling: false) }
                    continue
                }
            }
            var unit = unit
            if unit.value > 0x7F, unit.value < ScalarClass.emojiBase {
                if let letter = smallCapitals[unit.value] {
                    unit.value = letter
                } else if unit.value >= 0x660, ScalarClass(unit.value) == .other,
                    let digit = Unicode.Scalar(unit.value)?.properties.numericType, digit == .decimal,
                    let value = Unicode.Scalar(unit.value)?.properties.numericValue
                {
                    unit.value = 0x30 + UInt32(value)
                    text.note(.numbers, original: unit.start..<unit.end, isTelling: false)
                }
            }
            result.append(unit)
        }
        text.units = result
    }

    private static func noteWords(_ text: inout JoinedText) {
        var index = 0
        while index < text.units.count {
            guard text.kind(index).isCased else {
                index += 1
                continue
            }
            let start = index
            var seen: Set<Style> = []
            var hasStyle = false
            var regional = 0
            var plainInCapitals = 0
            while index < text.units.count, text.kind(index).isCased || text.kind(index) == .mark {
                let style = style(text.scalars[Int(text.units[index].start)])
                if style == .regional { regional += 1 }
                if style != .plain { hasStyle = true }
                if style == .plain, ![0x73, 0x78, 0x71, 0x69].contains(text.units[index].value) {
                    plainInCapitals += 1
                }
                if index > start, style != .raised, style != .regional, text.kind(index) != .mark { seen.insert(style) }
                index += 1
            }
            guard hasStyle else { continue }
            if seen.contains(.smallCapital), plainInCapitals < 3 { seen.remove(.plain) }
            let isMixed = seen.count > 1 && index - start >= 4
            let isSpelled = regional >= 3 && regional == index - start && !Flags.areFlags(text, start..<index)
            text.note(.styled, start..<index, isTelling: isMixed || isSpelled)
        }
    }

    /// Numbers whose digits are keycaps, circled or otherwise styled.
    private static func noteNumbers(_ text: inout JoinedText) {
        var index = 0
        while index < text.units.count {
            guard text.kind(index) == .digit else {
                index += 1
                continue
            }
            let start = index
            var end = index
            var styled = 0
            var isCounting = true
            var last: UInt32?
            while index < text.units.count, index - end <= 2 {
                if text.kind(index) == .digit {
                    if isStyled(text, index) { styled += 1 }
                    if let last, text.units[index].value != last + 1 { isCounting = false }
                    last = text.units[index].value
                    end = index + 1
                } else if text.kind(index) != .blank, text.kind(index) != .other {
                    break
                }
                index += 1
            }
            if styled >= 6, !isCounting { text.note(.styled, start..<end, isTelling: true) }
            index = max(end, start + 1)
        }
    }

    private static func isStyled(_ text: JoinedText, _ index: Int) -> Bool {
        let unit = text.units[index]
        let style = style(text.scalars[Int(unit.start)])
        if style != .plain, style != .fullwidth { return true }
        // A keycap is a plain digit, an optional variation selector and U+20E3, which folded drops.
        let end = min(Int(unit.end) + 2, text.scalars.count)
        return text.scalars[Int(unit.end)..<end].contains(0x20E3)
    }
}
