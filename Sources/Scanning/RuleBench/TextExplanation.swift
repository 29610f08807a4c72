import Exporting
import Matching
import Model
import Ranking

/// `vigil rules explain --text`: what each stage makes of a text, up to its score.
public struct TextExplanation: Sendable {
    private let trace: PostTrace
    private let sum: ScoreSum

    /// - Throws: `RuleError` for the first thing that the loader refuses.
    public init(_ text: String, rules directories: [String]) throws {
        let loaded = try LoadedRules.load(directories)
        guard let tracer = RuleTracer(loaded), let set = loaded.rules else {
            throw RuleError(file: directories.joined(separator: ", "), problem: "has no rules")
        }
        let post = Post(id: "text", text: text).cut()
        let fit = LanguageFit(post)
        trace = tracer.trace(post, in: fit.tried)
        let scorer = Scorer()
        sum = ScoreSum(scorer.finding(for: post, trace.result, fit), set.facts, settings: scorer.settings)
    }

    /// The same for a text from a file; `-` is standard input.
    public init(file: String, rules directories: [String]) throws {
        try self.init(String(decoding: try InputFile.bytes(file), as: UTF8.self), rules: directories)
    }

    // MARK: For a person

    public var lines: [String] {
        var result = ["lang    \(sum.finding.lang)"]
        for layer in trace.layers { result.append(Self.padded(layer.layer.rawValue, 8) + layer.text) }
        result += ["", "Prefilter"]
        for (layer, found) in trace.literals {
            let shown = found.prefix(24).map { "“\($0)”" }.joined(separator: " ")
            let more = found.count > 24 ? " and \(found.count - 24) more" : ""
            let words = found.isEmpty ? "none" : shown + more
            result.append("  \(Figures.count(found.count, "literal")) found on layer \(layer.rawValue): \(words)")
        }
        result.append(
            "  \(Figures.count(trace.passedOver, "rule")) passed over, each for want of a literal; "
                + "\(trace.candidates.filter(\.rule.hasWording).count) tried")
        if !trace.candidates.isEmpty { result += ["", "Rules"] }
        // Those that hold come first; the others are there to say why they do not.
        for rule in trace.candidates.filter(\.holds) + trace.candidates.filter({ !$0.holds }) { result += lines(rule) }
        if !trace.result.undecided.isEmpty {
            result.append("  undecided, since a limit was reached: \(trace.result.undecided.joined(separator: ", "))")
        }
        return result + ["", "Score"] + sum.lines
    }

    private func lines(_ trace: RuleTrace) -> [String] {
        let failed = trace.conditions.filter { $0.holds == false }.map { "`\($0.kind.rawValue)`" }
        let outcome = trace.holds ? "holds" : "does not hold: \(failed.joined(separator: ", ")) failed"
        var result = ["  \(trace.rule.id)  \(outcome)"]
        for condition in trace.conditions where trace.holds || condition.holds != true {
            result += RuleTraceText.lines(condition, isBrief: trace.holds).map { "    " + $0 }
        }
        return result
    }

    private static func padded(_ text: String, _ columns: Int) -> String {
        text + String(repeating: " ", count: max(1, columns - text.count))
    }

    // MARK: For a machine

    public var json: String {
        struct LayerEntry: Encodable {
            var layer: Layer
            var field: PostField
            var text: String
        }
        struct LiteralEntry: Encodable {
            var layer: Layer
            var found: [String]
        }
        struct Span: Encodable {
            var field: PostField
            var start: Int
            var end: Int
            var text: String
        }
        struct PatternEntry: Encodable {
            var written: String
            var spans: [Span]
            var isUndecided: Bool
            var matchedPart: String?
            var failedPart: String?

            enum CodingKeys: String, CodingKey {
                case written, spans
                case isUndecided = "undecided"
                case matchedPart = "matched_part"
                case failedPart = "failed_part"
            }
        }
        struct ConditionEntry: Encodable {
            var kind: ConditionTrace.Kind
            var holds: Bool?
            var patterns: [PatternEntry]
            var note: String
        }
        struct RuleEntry: Encodable {
            var id: String
            var holds: Bool
            var literals: [String]
            var conditions: [ConditionEntry]
        }
        struct Sum: Encodable {
            var terms: [ScoreSum.Term]
            var total: Double
            var score: Double
            var tier: Tier
            var flagged: Bool
            var verdict: String
        }
        struct Summary: Encodable {
            var lang: String
            var layers: [LayerEntry]
            var literals: [LiteralEntry]
            var rules: [RuleEntry]
            var passedOver: Int
            var score: Sum

            enum CodingKeys: String, CodingKey {
                case lang, layers, literals, rules, score
                case passedOver = "passed_over"
            }
        }
        func entry(_ pattern: PatternTrace) -> PatternEntry {
            PatternEntry(
                written: pattern.pattern.written,
                spans: pattern.spans.map { Span(field: $0.field, start: $0.start, end: $0.end, text: $0.text) },
                isUndecided: pattern.outcome == .undecided, matchedPart: pattern.reach?.matched,
                failedPart: pattern.reach?.failed)
        }
        return JSONLines.text(
            Summary(
                lang: sum.finding.lang,
                layers: trace.layers.map { LayerEntry(layer: $0.layer, field: $0.field, text: $0.text) },
                literals: trace.literals.map { LiteralEntry(layer: $0.layer, found: $0.found) },
                rules: trace.candidates.map { rule in
                    RuleEntry(
                        id: rule.rule.id, holds: rule.holds, literals: rule.found,
                        conditions: rule.conditions.map {
                            ConditionEntry(
                                kind: $0.kind, holds: $0.holds, patterns: $0.patterns.map(entry), note: $0.note)
                        })
                }, passedOver: trace.passedOver,
                score: Sum(
                    terms: sum.terms, total: sum.total, score: sum.finding.score, tier: sum.finding.tier,
                    flagged: sum.finding.flagged, verdict: sum.verdict)))
    }
}
