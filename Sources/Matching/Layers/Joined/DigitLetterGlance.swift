/// Looks out for what `DigitLetters` needs at least: digits or signs within a word of three letters or more.
struct DigitLetterGlance {
    // The word at hand, which begins with a letter or digit.
    private var length = 0
    /// Up to its last letter or digit.
    private var lengthWithoutSigns = 0
    private var letters = 0
    private var first: (UInt32, UInt32) = (0, 0)
    private var hasDigit = false
    private var isInside = false
    private var digitFirst = false
    private var lastWasDigit = false
    /// Whether a digit has no letter that it stands for.
    private var hasForeignDigit = false
    private var at = -1
    private var hasSeveralAts = false

    @inline(__always)
    mutating func letter(_ value: UInt32) {
        if letters == 0 { first.0 = value } else if letters == 1 { first.1 = value }
        if lastWasDigit, letters > 0 { isInside = true }
        letters += 1
        length += 1
        lengthWithoutSigns = length
        lastWasDigit = false
    }

    mutating func digit(_ value: UInt32, isSign: Bool) {
        if isSign, length == 0 { return }
        if length == 0 { digitFirst = true }
        if value == 0x40 {
            hasSeveralAts = at >= 0
            at = length
        }
        // Neither is a letter in words of Latin letters, and at their beginning not in Cyrillic ones either.
        if value == 0x32 || value == 0x36 && letters == 0 { hasForeignDigit = true }
        hasDigit = true
        lastWasDigit = true
        length += 1
        if !isSign { lengthWithoutSigns = length }
    }

    /// Whether the word that ends here may be written with digits for letters.
    @inline(__always)
    mutating func end() -> Bool {
        guard length > 0 else { return false }
        defer { self = DigitLetterGlance() }
        guard hasDigit, letters >= 3, !hasForeignDigit else { return false }
        // `@` is a letter beside one or two others only.
        if at >= 0, !hasSeveralAts, min(at, lengthWithoutSigns - 1 - at) > 2 { return false }
        return isInside || digitFirst && !DigitLetters.canBegin(first.0, first.1)
    }
}
