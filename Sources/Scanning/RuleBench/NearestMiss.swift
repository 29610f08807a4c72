import Matching
import Model

/// The rule that comes closest to holding where a test expects one that does not.
struct NearestMiss: Sendable {
    private let trace: RuleTrace

    /// - Parameters:
    ///   - isMeant: which rules would have done.
    ///   - holding: ids of the rules that hold already.
    init?(_ post: Post, among rules: [Rule], holding: Set<String>, tracer: RuleTracer, isMeant: (Rule) -> Bool) {
        let traces = rules.filter { isMeant($0) && !holding.contains($0.id) }
            .compactMap { tracer.trace(of: $0.id, on: post) }
        guard let best = traces.max(by: { Self.closeness($0) < Self.closeness($1) }) else { return nil }
        trace = best
    }

    /// First the conditions that hold, then the literals that are there, then how far the patterns come.
    private static func closeness(_ trace: RuleTrace) -> (Double, Double, Int) {
        let sought = trace.conditions.filter { ![.none, .unless, .notNear].contains($0.kind) }
        let held = Double(sought.filter { $0.holds != false }.count) / Double(max(1, sought.count))
        let reach = sought.flatMap(\.patterns).compactMap { $0.reach?.text.count }.max() ?? 0
        return (held, trace.rule.hasWording ? trace.need.share(Set(trace.found)) : 0, reach)
    }

    /// For a person.
    var lines: [String] {
        var result = ["nearest miss: \(trace.rule.id): \(trace.rule.facts.says)"]
        if !trace.found.isEmpty {
            result.append("  there:   " + trace.found.prefix(12).map { "“\($0)”" }.joined(separator: " "))
        }
        if let missing = trace.need.missing(Set(trace.found)) { result.append("  missing: " + missing.words()) }
        for condition in trace.conditions where condition.holds == false {
            result += RuleTraceText.lines(condition, isBrief: false).map { "  " + $0 }
        }
        return result
    }
}
