/// A way of writing that people read and machines stumble over, which the layer `joined` undoes.
public enum Evasion: String, Codable, Sendable, Hashable, CaseIterable {
    /// Letters set apart by blanks, signs or emoji: `p.a.s.s.p.o.r.t`.
    case spaced
    /// Digits and signs in place of letters: `p4ssp0rt`.
    case digitsForLetters = "digits-for-letters"
    /// Zero-width and bidirectional marks within a word.
    case invisible
    /// Mathematical, circled, fullwidth and other styled letters and digits.
    case styled
    /// Letters of another script that look alike.
    case lookAlikes = "look-alikes"
    /// Hangul written as single jamo: `ㅇㅕㄱㅝㄴ`.
    case jamo
    /// Long numbers in words, or with every digit set apart.
    case numbers
}
