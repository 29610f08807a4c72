/// Looks out, scalar by scalar, for what the steps that undo hidden words need at least.
struct LetterGlance {
    private typealias Kind = GlanceTable.Kind

    private var digitLetters = DigitLetterGlance()

    // The word at hand: letters, digits and signs that stand together.
    private var letters = 0
    private var latin = 0
    private var otherCased = 0
    /// Of the part of it since the last sign.
    private var partLetters = 0
    private var partDigits = 0
    /// Letters of scripts that need no unseen marks.
    private var plainLetters = 0
    private var isUnseen = false

    // Before it.
    private var last = Kind.breaker
    private var singles = 0
    private var isSigned = false
    private var splitters: (value: UInt32, count: Int)?
    private var styledDigits = 0

    private var hasLatin = false
    private var twins = Scripts()
    private var foreign = Scripts()

    /// Whether letters of a script have been seen.
    private struct Scripts {
        var cyrillic = false
        var greek = false

        mutating func add(_ value: UInt32) {
            if (0x370..<0x400).contains(value) || (0x1F00...0x1FFF).contains(value) {
                greek = true
            } else {
                cyrillic = true
            }
        }
    }

    /// Whether the text may have whole words of look-alikes.
    var hasTwinWords: Bool {
        hasLatin && (twins.cyrillic && !foreign.cyrillic || twins.greek && !foreign.greek)
    }

    /// Takes the next scalar in; whether something may be hidden up to here.
    @inline(__always)
    mutating func isTelling(_ kind: GlanceTable.Kind, _ value: UInt32) -> Bool {
        switch kind {
        case .latin:
            latin += 1
            hasLatin = true
            digitLetters.letter(value)
            return letter(kind, isPlain: true) || otherCased > 0
        case .twin, .foreign:
            otherCased += 1
            if kind == .twin { twins.add(value) } else { foreign.add(value) }
            digitLetters.letter(value)
            return letter(kind, isPlain: true) || latin > 0
        case .digit, .standIn: return digit(kind, value)
        case .styledDigit:
            styledDigits += 1
            guard value == 0x20E3 else { return styledDigits >= 6 || digit(kind, value) }
            isUnseen = isUnseen || plainLetters > 0
            return styledDigits >= 6
        case .notable: return true
        case .unseen:
            isUnseen = isUnseen || plainLetters > 0
            return false
        case .mark:
            if letters == 0 { last = kind }
            return isUnseen
        case .han, .hangul, .numeral, .halfNumeral: return syllable(kind, value)
        case .kana, .thai, .otherLetter, .consonant, .vowel:
            if kind == .vowel, last == .consonant || isSyllable(last) && Self.canFollow(value) { return true }
            return digitLetters.end() || letter(kind, isPlain: false)
        case .blank, .lineEnd, .sign, .splitter, .breaker: return separator(kind, value)
        }
    }

    private func isSyllable(_ kind: GlanceTable.Kind) -> Bool {
        kind == .hangul || kind == .han || kind == .numeral || kind == .halfNumeral
    }

    /// Whether a jamo makes another vowel of a syllable's.
    private static func canFollow(_ value: UInt32) -> Bool {
        [0x314F, 0x3150, 0x3153, 0x3154, 0x3163].contains(value)
    }

    private mutating func syllable(_ kind: GlanceTable.Kind, _ value: UInt32) -> Bool {
        if let splitters, splitters.count <= 3, last == .splitter { return true }
        splitters = nil
        return digitLetters.end() || letter(kind, isPlain: true)
    }

    @inline(__always)
    private mutating func letter(_ kind: GlanceTable.Kind, isPlain: Bool) -> Bool {
        if isUnseen { return true }
        letters += 1
        partLetters += 1
        if isPlain { plainLetters += 1 }
        last = kind
        return false
    }

    private mutating func digit(_ kind: GlanceTable.Kind, _ value: UInt32) -> Bool {
        if isUnseen { return true }
        digitLetters.digit(value, isSign: kind == .standIn)
        last = kind
        guard kind == .standIn else {
            partDigits += 1
            return false
        }
        // To letters that are set apart it is a sign like others.
        isSigned = true
        return endPart()
    }

    private mutating func separator(_ kind: GlanceTable.Kind, _ value: UInt32) -> Bool {
        if endPart() { return true }
        (letters, latin, otherCased, plainLetters) = (0, 0, 0, 0)
        if kind == .splitter {
            if let known = splitters, known.value == value, last == .splitter {
                splitters?.count = known.count + 1
            } else {
                splitters = isSyllable(last) ? (value, 1) : nil
            }
        } else {
            splitters = nil
        }
        switch kind {
        case .sign, .splitter: isSigned = true
        case .breaker: singles = 0
        default: break
        }
        isUnseen = false
        last = kind
        return digitLetters.end()
    }

    /// Whether the letters that end here may be the last of some that are set apart.
    @inline(__always)
    private mutating func endPart() -> Bool {
        defer { (partLetters, partDigits) = (0, 0) }
        if partLetters == 1, partDigits == 0 {
            singles += 1
            return singles >= 4 || singles == 3 && isSigned
        }
        // A digit alone may stand for a letter.
        if partLetters > 0 || partDigits > 1 {
            singles = 0
            isSigned = false
        }
        return false
    }
}
