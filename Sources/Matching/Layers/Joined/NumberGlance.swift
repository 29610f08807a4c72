/// Looks out, scalar by scalar, for rows of digits and number words that may be a hidden number.
struct NumberGlance {
    // The row at hand.
    /// Digits that its words may make at most, and how many words there are.
    private var spelled = 0
    private var words = 0
    private var digits = 0
    private var singles = 0
    private var oddGaps = 0
    private var isList = false
    private var strays = 0

    // The word or the digits at hand.
    private var word: [UInt32] = []
    private var letters = 0
    /// Whether the word begins as no number word does.
    private var isLost = false
    private var isGlued = false
    private var run = 0
    private var hasMark = false
    private var hadOdd = false
    private var thai = ThaiGlance()

    mutating func isTelling(_ kind: GlanceTable.Kind, _ value: UInt32) -> Bool {
        switch kind {
        case .latin, .twin, .foreign:
            if letters == 0 {
                if run > 0 { isGlued = true }
                endThai()
                endDigits()
                if isNumber { return true }
                word.removeAll(keepingCapacity: true)
                isLost = false
            }
            letters += 1
            if isLost { return false }
            if letters == 2, !NumberShapes.shared.mayBegin(word[0], value) {
                isLost = true
                return false
            }
            word.append(value)
            return false
        case .mark, .unseen:
            if letters > 0, kind == .mark { hasMark = true }
            if kind == .mark, (0xE31...0xE4E).contains(value) { addThai(value) }
            return isNumber
        case .styledDigit where value == 0x20E3: return false
        case .digit, .styledDigit:
            // `⑩` is two digits.
            if kind == .styledDigit {
                digits += 1
                singles += 1
            }
            if letters > 0 { endLetters(isGlued: true) }
            endThai()
            run += 1
            return false
        case .numeral, .halfNumeral:
            if letters > 0 { endLetters(isGlued: false) }
            endThai()
            // Digits beside a word that is glued to them.
            endDigits()
            if kind == .numeral {
                words += 1
                spelled += 1
            } else if !Self.isFirstOfTwo(value) {
                words += 1
                spelled += 1
            }
            return isNumber
        case .thai:
            if letters > 0 { endLetters(isGlued: false) }
            endDigits()
            if isNumber { return true }
            addThai(value)
            return isNumber
        default: break
        }
        if letters > 0 { endLetters(isGlued: false) }
        endThai()
        endDigits()
        if isNumber { return true }
        switch kind {
        case .blank: break
        case .sign, .splitter, .standIn:
            switch value {
            case 0x2C, 0x3A, 0x3B, 0x2B, 0x3D, 0xD7, 0xF7: isList = isList || digits > 0
            case 0x2D, 0x2E, 0x2F, 0x2010...0x2015, 0xB7, 0x30FB: break
            case 0x40, 0x24, 0x20AC: reset()
            default: hadOdd = true
            }
        case .breaker where value == 0x28 || value == 0x29: break
        default: reset()
        }
        return false
    }

    private var isNumber: Bool {
        let total = digits + spelled
        guard total >= SpelledNumbers.leastDigits else { return false }
        if words >= 2 || strays > 0 && digits + words >= 3 { return true }
        return (singles >= 4 || oddGaps >= 3) && (!isList || digits > SpelledNumbers.mostDigits)
    }

    private mutating func endDigits() {
        guard run > 0 else { return }
        if hadOdd, digits > 0 { oddGaps += 1 }
        hadOdd = false
        digits += run
        if run == 1 { singles += 1 }
        run = 0
    }

    private mutating func endLetters(isGlued after: Bool) {
        defer { (letters, hasMark, isGlued) = (0, false, false) }
        if hasMark {
            // What is written with marks apart may come together to anything.
            words += 2
            spelled += 3 * max(1, letters / 3)
            return
        }
        guard !isLost, let parts = NumberTrie.shared.split(word.count, { word[$0] }) else {
            reset()
            return
        }
        let own = parts.count { if case .letter = $0.word.meaning { false } else { true } }
        let strays = parts.count - own
        if strays > 0, own == 0, strays == 1, !isGlued, !after, words == 0 { return }
        self.strays += strays
        words += isGlued || after ? own + min(own, 1) : own
        spelled += parts.reduce(0) { $0 + DigitWords.mostDigits($1.word.meaning) }
    }

    private mutating func addThai(_ value: UInt32) {
        switch thai.add(value) {
        case .open: break
        case .lost: reset()
        case .word: addThaiWord()
        }
    }

    private mutating func endThai() {
        switch thai.end() {
        case true?: addThaiWord()
        case false?: reset()
        case nil: break
        }
    }

    private mutating func addThaiWord() {
        words += 1
        spelled += 3
    }

    /// The syllables that begin Korean digits of two: `하나`, `다섯`, `여섯`, `아홉`, `제로`.
    private static func isFirstOfTwo(_ value: UInt32) -> Bool {
        switch value {
        case 0xD558, 0xB2E4, 0xC5EC, 0xC544, 0xC81C: true
        default: false
        }
    }

    private mutating func reset() {
        (spelled, words, digits, singles, oddGaps, strays) = (0, 0, 0, 0, 0, 0)
        (isList, hadOdd) = (false, false)
    }
}
