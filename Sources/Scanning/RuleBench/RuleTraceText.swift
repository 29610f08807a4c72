import Matching
import Model

/// The conditions of a rule on a text, in words.
enum RuleTraceText {
    /// - Parameter isBrief: whether patterns that did not match may be left out where another one did.
    static func lines(_ condition: ConditionTrace, isBrief: Bool) -> [String] {
        let name = condition.kind.rawValue
        let gap = String(repeating: " ", count: max(1, 7 - name.count))
        let mark = condition.holds.map { $0 ? "held" : "failed" } ?? "undecided"
        guard !condition.patterns.isEmpty else { return ["\(name)\(gap)\(mark): \(condition.note)"] }
        let matched = condition.patterns.filter { !$0.spans.isEmpty }
        let note = condition.note.isEmpty ? "" : ": \(condition.note)"
        switch condition.kind {
        case .none, .unless:
            if matched.isEmpty { return ["\(name)\(gap)\(mark): nothing of it is there"] }
            return ["\(name)\(gap)\(mark)"] + matched.map { "  " + line($0) }
        case .any where matched.isEmpty, .near where matched.isEmpty:
            let nearest = nearest(condition.patterns)
            let rest = condition.patterns.count - nearest.count
            let more = rest > 0 ? ["  and \(Figures.count(rest, "pattern")) that came less far"] : []
            return ["\(name)\(gap)\(mark)\(note)"] + nearest.map { "  " + line($0) } + more
        default:
            let isAll = condition.kind == .all || condition.kind == .of
            let shown = isBrief || !isAll ? matched : condition.patterns
            return ["\(name)\(gap)\(mark)\(note)"] + shown.map { "  " + line($0) }
        }
    }

    /// Those patterns that came farthest, at most two.
    private static func nearest(_ patterns: [PatternTrace]) -> [PatternTrace] {
        let order = patterns.indices.sorted {
            let (one, two) = (patterns[$0].reach?.text.count ?? 0, patterns[$1].reach?.text.count ?? 0)
            return one == two ? $0 < $1 : one > two
        }
        return order.prefix(2).sorted().map { patterns[$0] }
    }

    /// A pattern with what came of it.
    static func line(_ pattern: PatternTrace) -> String {
        "\(shortened(pattern.pattern.written)): \(outcome(pattern))"
    }

    static func outcome(_ pattern: PatternTrace) -> String {
        if pattern.outcome == .undecided { return "undecided, a limit was reached" }
        guard pattern.spans.isEmpty else {
            let places = pattern.spans.prefix(3).map { "\($0.field.rawValue) \($0.start)–\($0.end) “\($0.text)”" }
            return places.joined(separator: ", ")
                + (pattern.spans.count > 3 ? " and \(pattern.spans.count - 3) more" : "")
        }
        guard let reach = pattern.reach else { return "does not match" }
        if reach.text.isEmpty { return "does not match, not even its beginning" }
        return
            "does not match: \(shortened(reach.matched)) matches “\(reach.text)”, then \(shortened(reach.failed)) fails"
    }

    /// A pattern on a line of its own need not be whole.
    static func shortened(_ pattern: String) -> String {
        pattern.count > 90 ? "\(pattern.prefix(60))…\(pattern.suffix(24))" : pattern
    }
}
