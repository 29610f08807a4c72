/// What the prefilter goes by for a pattern.
struct PatternNeed: Sendable {
    /// What a text must hold.
    var literals: LiteralNeed
    /// How long the matches are, where there is a bound.
    var reach: PatternReach?

    /// Of a pattern that nobody seeks, or that is not understood.
    static let nothing = PatternNeed(literals: .nothing, reach: nil)

    /// Of each of `patterns`, each worked out once.
    static func all(_ patterns: [PatternSource]) -> [PatternSource: PatternNeed] {
        let distinct = Array(Set(patterns))
        let needs = OnAllCores.map(distinct) { source in
            let known = LiteralKnowledge.of(Array(source.text.unicodeScalars), isFolded: source.isFolded)
            return PatternNeed(literals: known?.need ?? .nothing, reach: known?.reach)
        }
        return Dictionary(uniqueKeysWithValues: zip(distinct, needs))
    }
}
