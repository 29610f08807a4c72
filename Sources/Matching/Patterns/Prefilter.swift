/// Finds in one pass over a text which rules can hold for it at all.
///
/// What each rule's patterns cannot do without (`LiteralNeed`) is looked for with Vectorscan's literal matcher, all at
/// once. It may name a rule that does not hold, never the other way round: a rule without such literals is always
/// named.
///
/// Whole patterns in Vectorscan's own prefilter mode were tried and dropped: with the gaps and lists that rule authors
/// write, compiling 30 rules took 22 s against 0.3 s.
struct Prefilter: Sendable {
    /// Nil where there is nothing to look for.
    let database: LiteralDatabase?
    let needs: NeedTable
    /// For each pattern, where its need begins.
    let patternNeeds: [Int]
    /// For each pattern, how long its matches are, where there is a bound.
    let reaches: [PatternReach?]
    /// For each rule, where that of its patterns together begins.
    let ruleNeeds: [Int]
    /// For each literal, the rules that are asked whether they can hold where it stands: those that it is among the
    /// rarest for, so that common words wake few.
    let mentions: [[Int]]
    /// Rules that every text is a candidate for.
    let always: [Int]

    /// How many literals are looked for.
    var literals: Int { mentions.count }

    /// The patterns of a rule, by number: one of `any` must match, each of `all`, `least` of `of`, and one of each
    /// neighbour's.
    struct RulePatterns {
        var any: [Int]
        var all: [Int]
        var of: [Int] = []
        var least = 0
        var near: [[Int]] = []
    }

    /// - Parameters:
    ///   - patterns: what each pattern needs; those that no rule seeks need nothing.
    ///   - isFolded: whether the texts, and the patterns' literals, are folded.
    init(_ patterns: [PatternNeed], rules: [RulePatterns], isFolded: Bool) {
        let own = patterns.map(\.literals)
        let together = rules.map { rule in
            LiteralNeed.together(
                any: rule.any.map { own[$0] }, all: rule.all.map { own[$0] }, of: rule.of.map { own[$0] },
                least: rule.least, near: rule.near.map { $0.map { own[$0] } })
        }
        var all: Set<[UInt8]> = []
        for need in own { need.collect(into: &all) }
        let literals = all.sorted { $0.lexicographicallyPrecedes($1) }
        let database = LiteralDatabase(literals, isCaseless: !isFolded)
        var numbers: [[UInt8]: Int] = [:]
        // Should Vectorscan refuse the literals, every rule is left to PCRE2.
        if database != nil { for (number, literal) in literals.enumerated() { numbers[literal] = number } }
        var needs = NeedTable()
        patternNeeds = own.map { needs.add($0) { numbers[$0] } }
        ruleNeeds = together.map { needs.add($0) { numbers[$0] } }
        var mentions = [[Int]](repeating: [], count: numbers.count)
        let triggers = OnAllCores.map(together) { $0.trigger?.literals }
        for (rule, trigger) in triggers.enumerated() {
            for literal in trigger ?? [] {
                if let number = numbers[literal] { mentions[number].append(rule) }
            }
        }
        self.needs = needs
        reaches = patterns.map(\.reach)
        self.mentions = mentions
        self.database = database
        always = together.indices.filter { database == nil || triggers[$0] == nil }
    }
}
