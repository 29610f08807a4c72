import Exporting
import Matching
import Model

/// `vigil rules explain RULE`: what a rule is, in words.
public struct RuleExplanation: Sendable {
    private let rule: Rule

    /// The rules that `pattern` names: an id, or one with `*`.
    ///
    /// - Throws: `RuleError` where the rules do not load, `WorkspaceError` where there is no such rule.
    public static func of(_ pattern: String, rules directories: [String]) throws -> [RuleExplanation] {
        let rules = try LoadedRules.rules(directories)
        let meant = rules.filter { Wildcard.matches(pattern, $0.id) }
        guard !meant.isEmpty else {
            let near = rules.map(\.id).filter { $0.contains(pattern) || pattern.contains($0) }.prefix(5)
            throw WorkspaceError(
                place: pattern, problem: "there is no such rule in \(directories.joined(separator: ", "))",
                advice: near.isEmpty
                    ? "`*` stands for any letters, as in `coercion.*`" : "there are: \(near.joined(separator: ", "))")
        }
        return meant.map(RuleExplanation.init)
    }

    init(_ rule: Rule) { self.rule = rule }

    // MARK: For a person

    public var lines: [String] {
        let facts = rule.facts
        var result = [rule.id, "   \(facts.says)", ""]
        func add(_ name: String, _ text: String) {
            result.append("   " + name + String(repeating: " ", count: max(1, 10 - name.count)) + text)
        }
        add("stands", "at \(rule.place)")
        add("family", "\(facts.family.rawValue), \(RuleWords.holds(facts.family))")
        add("severity", "\(facts.severity.rawValue), \(RuleWords.meaning(facts.severity))")
        add("weight", "\(Figures.signed(facts.weight)) of at most \(facts.severity.weightCap)\(weightNote)")
        add("language", facts.lang ?? "any")
        if rule.hasWording {
            add("layer", "\(rule.layer.rawValue), \(RuleWords.says(rule.layer))")
            add("fields", rule.fields.map(\.rawValue).joined(separator: ", "))
        }
        add("speaks", RuleWords.says(facts.voice))
        add("evidence", evidence)
        if !facts.mayBe.isEmpty { add("may be", facts.mayBe.joined(separator: "; ")) }
        result += ["", "   It holds where"]
        result += conditions
        if rule.hasWording {
            result += ["", "   The prefilter lets it through where a post has \(rule.need.words())."]
        }
        return result
    }

    private var weightNote: String {
        rule.facts.isComposite && rule.facts.weight > 0 ? ", added beside the family's cap" : ""
    }

    private var evidence: String {
        let evidence = rule.evidence
        let tested = evidence.testedOn.map { ", tested on \($0)" } ?? ""
        let reader = evidence.reviewer.map { "by \($0)" } ?? "by no native reader"
        return "\(evidence.grade.rawValue), \(RuleWords.says(evidence.grade)): "
            + "\(evidence.sources.joined(separator: ", "))\(tested); reviewed \(evidence.reviewed) \(reader)"
    }

    private var conditions: [String] {
        var result: [String] = []
        let fields = rule.fields.map(\.rawValue).joined(separator: " or ")
        func add(_ says: String, _ patterns: [RulePattern]) {
            guard !patterns.isEmpty else { return }
            result.append("     \(result.isEmpty ? "" : "and ")\(says):")
            for pattern in patterns {
                result.append("       \(pattern.written)")
                if pattern.expanded != pattern.written { result.append("         = \(pattern.expanded)") }
            }
        }
        add("one of these is in \(fields)", rule.any)
        add("each of these is in \(fields)", rule.all)
        add("at least \(rule.atLeast) of these are in \(fields)", rule.of)
        if !rule.undone.isEmpty {
            let ways = rule.undone.map(\.rawValue).joined(separator: ", ")
            let what = rule.hasWording ? "overlaps what was written so" : "is written so"
            result.append("     \(result.isEmpty ? "" : "and ")a place in \(fields) \(what): \(ways)")
        }
        for comparison in rule.comparisons {
            result.append("     and of what they capture: \(comparison.comparison.text)")
        }
        add("none of these is in \(fields)", rule.none)
        add("none of these is in title or text", rule.unless)
        let joint = result.isEmpty ? "" : "and "
        for near in rule.near { result.append("     \(joint)beside a match stands \(RuleWords.says(near))") }
        for near in rule.notNear { result.append("     \(joint)beside it there is not \(RuleWords.says(near))") }
        if let when = rule.when { result.append("     \(joint)of rules and families: \(when.text)") }
        return result
    }

    // MARK: For a machine

    public var json: String {
        struct Pattern: Encodable {
            var written: String
            var expanded: String
        }
        struct Entry: Encodable {
            var id: String
            var says: String
            var place: String
            var family: Family
            var severity: Severity
            var weight: Double
            var lang: String?
            var layer: Layer
            var fields: [PostField]
            var voice: RuleFacts.Voice
            var evidence: EvidenceEntry
            var mayBe: [String]
            var any: [Pattern]
            var all: [Pattern]
            var atLeast: Int?
            var of: [Pattern]
            var `where`: OneOrMore<String>?
            var undone: [Evasion]?
            var none: [Pattern]
            var unless: [Pattern]
            var near: OneOrMore<NearEntry>?
            var notNear: OneOrMore<NearEntry>?
            var when: String?
            var needs: String
            var literals: [String]
            var match: [String]
            var ignore: [String]

            enum CodingKeys: String, CodingKey {
                case id, says, place, family, severity, weight, lang, layer, fields, voice, evidence, any, all, of,
                    undone, none
                case `where`, unless, near, when, needs, literals, match, ignore
                case mayBe = "may_be"
                case atLeast = "at_least"
                case notNear = "not_near"
            }
        }
        func patterns(_ list: [RulePattern]) -> [Pattern] {
            list.map { Pattern(written: $0.written, expanded: $0.expanded) }
        }
        func entries(_ list: [Nearness]) -> OneOrMore<NearEntry>? {
            list.isEmpty ? nil : OneOrMore(list.map { NearEntry($0) })
        }
        let (facts, evidence, need) = (rule.facts, rule.evidence, rule.need)
        return JSONLines.text(
            Entry(
                id: rule.id, says: facts.says, place: rule.place, family: facts.family, severity: facts.severity,
                weight: facts.weight, lang: facts.lang, layer: rule.layer, fields: rule.fields, voice: facts.voice,
                evidence: EvidenceEntry(evidence), mayBe: facts.mayBe, any: patterns(rule.any),
                all: patterns(rule.all), atLeast: rule.of.isEmpty ? nil : rule.atLeast, of: patterns(rule.of),
                where: rule.comparisons.isEmpty ? nil : OneOrMore(rule.comparisons.map(\.comparison.text)),
                undone: rule.undone.isEmpty ? nil : rule.undone, none: patterns(rule.none),
                unless: patterns(rule.unless), near: entries(rule.near), notNear: entries(rule.notNear),
                when: rule.when?.text, needs: need.words(most: .max),
                literals: need.literals, match: rule.match.map(\.text), ignore: rule.ignore.map(\.text)))
    }
}
