import Foundation
import Model

/// Turns what the rules found into a finding: additive log-odds with caps, so that every number can be explained.
///
///     z = bias + Σ over families f of min(cap_f, Σ weights) + Σ composites − doubts
///     score = 1 / (1 + e^−z)
///
/// The contributions of a finding's matches and doubts and the bias add up to z exactly.
public struct Scorer: Sendable {
    public let settings: ScoreSettings

    public init(settings: ScoreSettings = ScoreSettings()) { self.settings = settings }

    /// What `post` comes to; the same for the same input, in whatever order the hits come.
    public func finding(for post: Post, _ result: RuleResult) -> Finding {
        finding(for: post, result, LanguageFit(post))
    }

    /// The same where the post's language is known.
    public func finding(for post: Post, _ result: RuleResult, _ fit: LanguageFit) -> Finding {
        finding(for: post, result, fit, EntityFinder.entities(in: post, language: fit.language))
    }

    /// The same for other rules, where `other` is a finding for the post, whose contacts are known by it.
    public func finding(
        for post: Post, _ result: RuleResult, _ fit: LanguageFit, like other: Finding
    ) -> Finding {
        finding(for: post, result, fit, other.entities)
    }

    private func finding(
        for post: Post, _ result: RuleResult, _ fit: LanguageFit, _ entities: [Entity]
    ) -> Finding {
        let hits = result.hits.sorted { $0.rule.id < $1.rule.id }
        let signs = hits.filter { $0.rule.family != .protective }
        let fitting = signs.filter(fit.counts)
        let contributions = contributions(of: fitting)
        let doubts = doubts(hits.filter { $0.rule.family == .protective && fit.counts($0) })
        let doubt = doubts.map(\.contribution).reduce(0, +)
        let total = settings.bias + contributions.values.reduce(0, +) + doubt
        let score = Self.rounded(1 / (1 + exp(-total)))
        let standing = fitting.filter { stands($0.rule, doubt: doubt) }
        let counted = fitting.filter { (contributions[$0.rule.id] ?? 0) > 0 && $0.rule.family.countsForLead }
        let families = Set((counted + standing).map(\.rule.family))
        let hasMedium = counted.contains { $0.rule.severity >= .s2 }
        let isFlagged = !standing.isEmpty || (families.count >= 2 && hasMedium && score >= settings.flagged)
        return Finding(
            id: post.id, score: score, tier: tier(score, isFlagged: isFlagged, isUrgent: !standing.isEmpty),
            flagged: isFlagged, lang: fit.language, families: families.sorted(),
            matches: matches(signs, contributions), doubts: doubts,
            entities: entities,
            undecided: result.undecided.isEmpty ? nil : result.undecided.sorted())
    }

    /// Whether an S4 goes to the top: where the speaker is known, doubts about the rest of the post do not count.
    private func stands(_ rule: RuleFacts, doubt: Double) -> Bool {
        rule.severity == .s4 && (rule.voice != .any || doubt > settings.standingDoubt)
    }

    private func tier(_ score: Double, isFlagged: Bool, isUrgent: Bool) -> Tier {
        if isUrgent { return .urgent }
        let tier: Tier =
            score >= settings.high ? .high : score >= settings.medium ? .medium : score >= settings.low ? .low : .none
        return isFlagged ? tier : min(tier, .low)
    }

    /// What each rule adds: within a family, the most serious first, until the cap is full.
    private func contributions(of hits: [RuleHit]) -> [String: Double] {
        var result: [String: Double] = [:]
        var room = settings.caps
        let ordered = hits.map(\.rule).sorted {
            ($1.severity, $1.weight, $0.id) < ($0.severity, $0.weight, $1.id)
        }
        for rule in ordered where rule.weight > 0 {
            if rule.isComposite {
                result[rule.id] = rule.weight
                continue
            }
            let left = room[rule.family] ?? 0
            let given = min(left, rule.weight)
            result[rule.id] = given
            room[rule.family] = left - given
        }
        return result
    }

    private func doubts(_ hits: [RuleHit]) -> [Doubt] {
        var left = settings.doubtFloor
        var result: [Doubt] = []
        for hit in hits.sorted(by: { ($0.rule.weight, $0.rule.id) < ($1.rule.weight, $1.rule.id) }) {
            guard let span = hit.spans.first else { continue }
            let given = max(left, min(0, hit.rule.weight))
            left -= given
            result.append(
                Doubt(
                    rule: hit.rule.id, field: span.field, start: span.start, end: span.end, contribution: given,
                    says: hit.rule.says))
        }
        return result
    }

    /// A match for each span; a rule's contribution stands on its first.
    private func matches(_ hits: [RuleHit], _ contributions: [String: Double]) -> [Match] {
        var result: [Match] = []
        for hit in hits {
            for (index, span) in hit.spans.enumerated() {
                result.append(
                    Match(
                        rule: hit.rule.id, family: hit.rule.family, severity: hit.rule.severity, field: span.field,
                        start: span.start, end: span.end, text: span.text, layer: span.layer,
                        contribution: index == 0 ? contributions[hit.rule.id] ?? 0 : 0))
            }
        }
        return result
    }

    static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
