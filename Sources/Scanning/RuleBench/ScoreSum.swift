import Matching
import Model
import Ranking

/// A score as the sum that it is.
struct ScoreSum: Sendable {
    struct Term: Sendable, Hashable, Encodable {
        /// Log-odds.
        var value: Double
        /// The rule; nil for the bias.
        var rule: String?
        var says: String
    }

    let terms: [Term]
    let total: Double
    let finding: Finding
    /// Why the post is, or is not, a lead.
    let verdict: String

    /// - Parameter facts: of all rules.
    init(_ finding: Finding, _ facts: [RuleFacts], settings: ScoreSettings) {
        let says = Dictionary(facts.map { ($0.id, $0) }) { first, _ in first }
        var terms = [Term(value: settings.bias, says: "where every post begins")]
        var seen: Set<String> = []
        for match in finding.matches where seen.insert(match.rule).inserted {
            guard let fact = says[match.rule] else { continue }
            var note = fact.says
            if match.contribution < fact.weight - 0.005 {
                note += " (its weight is \(Figures.signed(fact.weight)); the cap of `\(fact.family.rawValue)` is full)"
            } else if fact.isComposite {
                note += " (composite)"
            }
            terms.append(Term(value: match.contribution, rule: match.rule, says: note))
        }
        for doubt in finding.doubts {
            terms.append(Term(value: doubt.contribution, rule: doubt.rule, says: "doubt: \(doubt.says)"))
        }
        self.terms = terms
        total = terms.map(\.value).reduce(0, +)
        self.finding = finding
        verdict = Self.verdict(finding, settings)
    }

    private static func verdict(_ finding: Finding, _ settings: ScoreSettings) -> String {
        let families = finding.families.map(\.rawValue).joined(separator: ", ")
        if finding.flagged {
            return finding.tier == .urgent
                ? "a lead: an S4 stands, whatever the score"
                : "a lead: \(finding.families.count) families (\(families)), one with S2 or more, and a score of \(settings.flagged) or more"
        }
        var reasons: [String] = []
        if finding.families.count < 2 {
            reasons.append(finding.families.isEmpty ? "no family counts" : "only one family counts (\(families))")
        }
        let counted = finding.matches.filter { $0.contribution > 0 && $0.family.countsForLead }
        if !counted.contains(where: { $0.severity >= .s2 }) { reasons.append("no rule of S2 or more counts") }
        if finding.score < settings.flagged { reasons.append("the score is below \(settings.flagged)") }
        return "no lead: " + reasons.joined(separator: ", ")
    }

    var lines: [String] {
        let idWidth = terms.compactMap { $0.rule?.count }.max() ?? 4
        func row(_ value: String, _ name: String, _ says: String) -> String {
            let gap = String(repeating: " ", count: max(0, 7 - value.count))
            return "  \(gap)\(value)  \(name)\(String(repeating: " ", count: max(0, idWidth - name.count)))  \(says)"
        }
        return terms.map { row(Figures.signed($0.value), $0.rule ?? "bias", $0.says) }
            + [
                row(
                    "= " + Figures.signed(total), "sum",
                    "a score of \(finding.score), tier \(finding.tier.rawValue)"), "  \(verdict)",
            ]
    }
}
