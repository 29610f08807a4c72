/// What each scalar of the basic plane is to `EvasionCheck`, in one word each: a class, and the scalar that the layer
/// `folded` makes of it.
struct GlanceTable: Sendable {
    enum Kind: UInt8 {
        /// Ends what might be set apart: brackets, quotes and the like.
        case breaker
        case blank, lineEnd, digit
        /// Stands between letters or digits that are set apart.
        case sign
        /// `@`, `$`, `€` and `!`, which stand for letters.
        case standIn
        /// Stands between two Han characters or syllables where a word is split.
        case splitter
        case latin
        /// Cyrillic and Greek letters with a Latin look-alike, and those without.
        case twin, foreign
        case han, hangul
        /// Han characters and syllables that are digits, or the end of one.
        case numeral
        /// Syllables that begin or end a Korean digit of two.
        case halfNumeral
        case consonant, vowel
        case kana, thai, otherLetter, mark
        /// Dropped by the layer `folded`.
        case unseen
        /// A digit in a style that is noted where there are six.
        case styledDigit
        /// Letters in styles, scripts that are full of look-alikes, and what is rare: always worth the long way.
        case notable
    }

    static let shared = GlanceTable()

    /// The class in the lowest byte, the folded scalar above it.
    let words: [UInt32]

    private init() {
        let table = FoldingTable.shared
        let numerals = Set("공영빵일이둘삼셋사넷오육륙칠팔구零〇洞一幺壹弌么乙二贰貳弍两兩三叁參叄弎四肆五伍六陆陸七柒拐八捌九玖勾".unicodeScalars.map(\.value))
        let halves = Set("하나다섯여일곱덟아홉제로".unicodeScalars.map(\.value))
        words = (0..<UInt32(0x10000)).map { value in
            var folded = value
            var kind = Kind.notable
            switch table.fate(of: value) {
            case .removed: kind = value == 0x20E3 ? .styledDigit : .unseen
            case .blank: kind = .blank
            case .lineEnd: kind = .lineEnd
            case .same: kind = Self.kind(value, value)
            case .mapped(let values):
                folded = values.first ?? 0
                if values.count == 1 {
                    kind = Self.kind(value, folded)
                } else if values.count > 2, folded == 0x3A {
                    kind = .sign
                } else if values.allSatisfy({ [0x2E, 0x2D].contains($0) }) {
                    kind = .sign
                }
            }
            if numerals.contains(folded) { kind = .numeral }
            if halves.contains(folded), kind != .numeral { kind = .halfNumeral }
            return folded << 8 | UInt32(kind.rawValue)
        }
    }

    private static func kind(_ value: UInt32, _ folded: UInt32) -> Kind {
        let style = StyledLetters.style(value)
        if style != .plain {
            let isDigit = (0x30...0x39).contains(folded) && style != .fullwidth
            return isDigit || (0x2460...0x24FF).contains(value) && style == .circled ? .styledDigit : .notable
        }
        switch folded {
        case 0x40, 0x24, 0x21, 0x20AC: return .standIn
        case 0x0D, 0x85, 0x2028, 0x2029: return .lineEnd
        default: break
        }
        if SplitSyllables.isSplitter(folded) { return .splitter }
        switch ScalarClass(folded) {
        case .blank: return .blank
        case .lineEnd: return .lineEnd
        case .digit: return value < 0x100 ? .digit : .notable
        case .latin: return WiderLookAlikes.isTwin(folded) || folded == 0xB5 ? .notable : .latin
        case .cyrillic, .greek:
            return LookAlikes.shared.toLatin[value] != nil || LookAlikes.shared.toLatin[folded] != nil
                ? .twin : .foreign
        case .rareCased: return .notable
        case .han: return .han
        case .hangul: return .hangul
        case .jamo: return folded <= 0x314E ? .consonant : folded <= 0x3163 ? .vowel : .consonant
        case .kana: return .kana
        case .thai: return .thai
        case .mark: return .mark
        case .otherLetter:
            return (0x1100...0x11FF).contains(folded) || (0xA960...0xD7FF).contains(folded) ? .notable : .otherLetter
        case .emoji: return .sign
        case .other:
            if folded >= 0x660, Unicode.Scalar(folded)?.properties.numericType == .decimal { return .notable }
            return SpacedLetters.isSign(folded) ? .sign : .breaker
        }
    }
}
