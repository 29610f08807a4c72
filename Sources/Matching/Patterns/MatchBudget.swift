/// How much backtracking a pattern may still spend on one text, so that a text made for it stalls nothing: PCRE2's match
/// limit holds for one attempt, and a long text has room for a million.
///
/// PCRE2 does not tell how many steps an attempt took. So each is made under a low limit first, and again under a higher
/// one where that was reached; what is charged is the limits, the same on every machine.
struct MatchBudget {
    /// Steps that an attempt is given: first, and each time that they were not enough.
    static let limits: [UInt32] = [64, 1024, 16_384, PCRE2Workspace.matchLimit]

    /// Steps for a text of any length, and for each of its bytes: some ten times what a pattern spends on the posts of the
    /// benchmarks at most, and a tenth of a second for a text of 1 MB.
    static let base = 1 << 20
    static let perByte = 16

    private var left: Int

    /// - Parameter length: the text's, in bytes.
    init(length: Int) { left = Self.base + Self.perByte * length }

    /// Takes `steps`; false where there are none left.
    mutating func take(_ steps: Int) -> Bool {
        left -= steps
        return left >= 0
    }
}
