import Matching

/// Warnings about the few patterns that cost far more than the others.
enum CostWarnings {
    /// How many times the median a pattern costs that is reported.
    private static let farAbove = 25.0
    /// The most that are reported.
    private static let most = 5
    /// How many of the packs' examples patterns are measured on.
    private static let examples = 48

    static func of(_ loaded: RuleLoader.Loaded) -> [RuleWarning] {
        let rules = loaded.packs.flatMap(\.rules)
        let texts = sample(rules.flatMap { ($0.match + $0.ignore).map(\.text) })
        let costs = PatternCost.measured(of: rules, examples: texts).sorted { $0.nanoseconds > $1.nanoseconds }
        guard !costs.isEmpty else { return [] }
        let median = costs[costs.count / 2].nanoseconds
        let limit = median * farAbove
        return costs.prefix { $0.nanoseconds > limit }.prefix(most).map { $0.again(examples: texts) }
            .filter { $0.nanoseconds > limit }
            .map { cost in
                let times = Int((cost.nanoseconds / max(1, median)).rounded())
                return RuleWarning(
                    kind: .slowPattern,
                    remark: cost.pattern.remark(
                        "the pattern is slow: \(Figures.grouped(cost.nanoseconds)) ns a text over examples and hostile lines, "
                            + "\(times) times the median pattern's \(Figures.grouped(median))",
                        advice: "let it begin with a word instead of a gap or a class, and make its gaps shorter"))
            }
    }

    /// Some of `texts`, evenly spread.
    private static func sample(_ texts: [String]) -> [String] {
        let step = max(1, texts.count / examples)
        return stride(from: 0, to: texts.count, by: step).map { texts[$0] }
    }
}
