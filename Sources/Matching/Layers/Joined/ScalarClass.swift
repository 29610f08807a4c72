/// What a scalar of a folded text is to the steps that undo evasions.
enum ScalarClass: UInt8, Sendable {
    case other, blank, lineEnd, digit, emoji
    case latin, cyrillic, greek
    /// Armenian, Georgian, Cherokee and other scripts some of whose letters look Latin.
    case rareCased
    case han, hangul, jamo, kana, thai
    /// A combining mark, which belongs to the letter before it.
    case mark
    /// A letter of any other script.
    case otherLetter

    /// Emoji are single units above all scalars while a text is being joined.
    static let emojiBase: UInt32 = 0x20_0000

    init(_ value: UInt32) {
        switch value {
        case 0x61...0x7A, 0x41...0x5A: self = .latin
        case 0x30...0x39: self = .digit
        case 0x20: self = .blank
        case 0x0A: self = .lineEnd
        case 0..<0xAA: self = .other
        case 0xAC00...0xD7A3: self = .hangul
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x3007, 0x3005, 0xF900...0xFAFF, 0x20000...0x3FFFF: self = .han
        case 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2AF, 0x1D00...0x1DBF, 0x1E00...0x1EFF,
            0x2C60...0x2C7F,
            0xA722...0xA7FF, 0xAB30...0xAB6F:
            self = .latin
        case 0x300...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: self = .mark
        case 0x370...0x373, 0x376, 0x377, 0x37B...0x37D, 0x37F, 0x386, 0x388...0x3FF, 0x1F00...0x1FFF: self = .greek
        case 0x483...0x489: self = .mark
        case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: self = .cyrillic
        case 0x531...0x556, 0x561...0x587, 0x10A0...0x10FF, 0x13A0...0x13FF, 0x1400...0x167F, 0x2C80...0x2CF3,
            0xA4D0...0xA4F7, 0xAB70...0xABBF:
            self = .rareCased
        case 0xE31, 0xE34...0xE3A, 0xE47...0xE4E: self = .mark
        case 0xE01...0xE46: self = .thai
        case 0x3131...0x318E: self = .jamo
        case 0x3041...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF: self = .kana
        case Self.emojiBase...: self = .emoji
        default: self = Self.rest(value)
        }
    }

    /// By Unicode's general category, for what is rare.
    private static func rest(_ value: UInt32) -> Self {
        switch Unicode.Scalar(value)?.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: .otherLetter
        case .nonspacingMark, .spacingMark, .enclosingMark: .mark
        default: .other
        }
    }

    /// A letter of a script with word borders, in which look-alikes stand in for one another.
    var isCased: Bool {
        switch self {
        case .latin, .cyrillic, .greek, .rareCased: true
        default: false
        }
    }

    var isLetter: Bool {
        switch self {
        case .latin, .cyrillic, .greek, .rareCased, .han, .hangul, .jamo, .kana, .thai, .otherLetter: true
        default: false
        }
    }

    /// Whether it makes up words, so that a single letter beside it is not one that stands alone.
    var isWordPart: Bool { isLetter || self == .mark || self == .digit }
}
