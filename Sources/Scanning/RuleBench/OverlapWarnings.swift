import Matching
import Model

/// Warnings about rules that say what other rules of their family say.
enum OverlapWarnings {
    static func of(_ loaded: RuleLoader.Loaded) -> [RuleWarning] {
        let rules = loaded.packs.flatMap(\.rules)
        return sharedTerms(rules) + (loaded.rules.map { contained(rules, $0) } ?? [])
    }

    // MARK: Wording

    /// What must hold beside `any` for its wording to count: the same words under other conditions are another sign.
    private struct Setting: Hashable {
        var family: Family
        var layer: Layer
        var fields: [PostField]
        var all: [String]
        var of: [String]
        var atLeast: Int
        var undone: [Evasion]
        var comparisons: [String]
        var near: [String]
        var notNear: [String]
        var when: RuleCondition?

        init(_ rule: Rule) {
            family = rule.facts.family
            layer = rule.layer
            fields = rule.fields
            all = rule.all.map(\.written).sorted()
            of = rule.of.map(\.written).sorted()
            atLeast = rule.atLeast
            undone = rule.undone
            comparisons = rule.comparisons.map(\.comparison.text).sorted()
            near = rule.near.map(RuleWords.says).sorted()
            notNear = rule.notNear.map(RuleWords.says).sorted()
            when = rule.when
        }
    }

    private static func sharedTerms(_ rules: [Rule]) -> [RuleWarning] {
        var result: [RuleWarning] = []
        for group in Dictionary(grouping: rules, by: Setting.init).values {
            var patterns: [String: Rule] = [:]
            var terms: [String: Rule] = [:]
            for rule in group.sorted(by: { $0.id < $1.id }) {
                for pattern in rule.any {
                    if let other = patterns[pattern.written] {
                        guard other.id != rule.id else { continue }
                        result.append(
                            warning(
                                pattern.remark(
                                    "the rule `\(other.id)` has the same pattern",
                                    advice: "remove it from one of them; the other is at \(other.place)")))
                        continue
                    }
                    patterns[pattern.written] = rule
                    for term in pattern.terms {
                        guard let other = terms[term.text] else {
                            terms[term.text] = rule
                            continue
                        }
                        guard other.id != rule.id else { continue }
                        result.append(
                            warning(
                                pattern.remark(
                                    at: term.offset, "the rule `\(other.id)` has the words “\(term.text)” already",
                                    advice: "remove them from one of them; the other is at \(other.place)")))
                    }
                }
            }
        }
        return result
    }

    private static func warning(_ remark: RuleError) -> RuleWarning { RuleWarning(kind: .knownTerm, remark: remark) }

    // MARK: Containment

    /// Rules each of whose examples another rule of the family holds on as well.
    private static func contained(_ rules: [Rule], _ set: RuleSet) -> [RuleWarning] {
        let matcher = set.makeMatcher()
        let byId = Dictionary(rules.map { ($0.id, $0) }) { first, _ in first }
        return rules.compactMap { rule in
            guard !rule.facts.isComposite, rule.match.count >= 2 else { return nil }
            var others: Set<String>?
            for example in rule.match {
                let hits = matcher.result(for: Post(id: "", text: example.text)).hits.map(\.rule.id)
                others = others?.intersection(hits) ?? Set(hits)
            }
            let wider = (others ?? []).sorted().first { id in
                guard let other = byId[id], id != rule.id else { return false }
                return !other.facts.isComposite && other.facts.family == rule.facts.family && other.layer == rule.layer
            }
            guard let wider, let other = byId[wider] else { return nil }
            return RuleWarning(
                kind: .containedRule,
                remark: rule.remark(
                    "the rule `\(wider)` holds on each of this rule's \(rule.match.count) examples",
                    advice: "add an example that only this rule finds, or make one rule of both; the other is at "
                        + other.place))
        }
    }
}
