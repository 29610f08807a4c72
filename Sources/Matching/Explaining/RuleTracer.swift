import Model

/// Explains what rules make of a post. It looks at everything where `RuleMatcher` stops at the first thing that decides,
/// and finds the prefilter's literals by itself, so that the one can be held against the other.
public final class RuleTracer {
    private let rules: [Rule]
    private let needs: [String: RuleNeed]
    /// The literals of a layer's rules.
    private let literals: [Layer: Set<String>]
    private let tellsReach: Bool
    private let matcher: RuleMatcher
    private let workspace = PCRE2Workspace()
    private var codes: [String: PCRE2Pattern] = [:]

    /// Nil where the rules did not load.
    ///
    /// - Parameter tellsReach: whether patterns that do not match are tried part by part, which takes a while.
    public init?(_ loaded: RuleLoader.Loaded, tellsReach: Bool = true) {
        guard let set = loaded.rules else { return nil }
        rules = loaded.packs.flatMap(\.rules).sorted { $0.id < $1.id }
        needs = Dictionary(rules.map { ($0.id, $0.need) }) { first, _ in first }
        var literals: [Layer: Set<String>] = [:]
        for rule in rules where rule.hasPatterns {
            literals[rule.layer, default: []].formUnion(needs[rule.id]?.literals ?? [])
        }
        self.literals = literals
        self.tellsReach = tellsReach
        matcher = set.makeMatcher()
    }

    /// What all rules make of `post`.
    public func trace(_ post: Post) -> PostTrace {
        let reading = PostReading(post)
        let result = matcher.result(for: post)
        let holding = Set(result.hits.map(\.rule.id))
        let used = Set(literals.keys)
        var foundLiterals: [(layer: Layer, found: [String])] = []
        var candidates: [RuleTrace] = []
        for layer in Layer.allCases where used.contains(layer) {
            let own = rules.filter { $0.layer == layer && $0.hasPatterns }
            let found = reading.found(literals[layer] ?? [], layer)
            foundLiterals.append((layer, found.sorted()))
            for rule in own where needs[rule.id]?.isMet(found) ?? true {
                candidates.append(trace(rule, reading, holding))
            }
        }
        let passedOver = rules.filter(\.hasPatterns).count - candidates.count
        for rule in rules where !rule.hasPatterns && holding.contains(rule.id) {
            candidates.append(trace(rule, reading, holding))
        }
        return PostTrace(
            layers: reading.texts(used), literals: foundLiterals,
            candidates: candidates.sorted { $0.rule.id < $1.rule.id },
            passedOver: passedOver, result: result)
    }

    /// How one rule fares on `post`, whether or not the prefilter would let it through.
    public func trace(of id: String, on post: Post) -> RuleTrace? {
        guard let rule = rules.first(where: { $0.id == id }) else { return nil }
        return trace(rule, PostReading(post), Set(matcher.result(for: post).hits.map(\.rule.id)))
    }

    // MARK: Conditions

    private func trace(_ rule: Rule, _ reading: PostReading, _ holding: Set<String>) -> RuleTrace {
        let need = needs[rule.id] ?? .nothing
        let found = reading.found(Set(need.literals), rule.layer)
        var conditions: [ConditionTrace] = []
        if !rule.any.isEmpty {
            let patterns = rule.any.map { trace($0, rule, rule.fields, reading, isSought: true) }
            conditions.append(
                ConditionTrace(kind: .any, holds: isAnyMatched(patterns), patterns: patterns))
        }
        if !rule.all.isEmpty {
            let patterns = rule.all.map { trace($0, rule, rule.fields, reading, isSought: true) }
            let isHeld = patterns.allSatisfy { !$0.spans.isEmpty }
            conditions.append(ConditionTrace(kind: .all, holds: isHeld, patterns: patterns))
        }
        for (kind, list, fields) in [
            (ConditionTrace.Kind.none, rule.none, rule.fields), (.unless, rule.unless, [.title, .text]),
        ] where !list.isEmpty {
            let patterns = list.map { trace($0, rule, fields, reading, isSought: false) }
            conditions.append(
                ConditionTrace(
                    kind: kind,
                    holds: patterns.contains { !$0.spans.isEmpty } ? false : isUndecided(patterns) ? nil : true,
                    patterns: patterns))
        }
        if let near = rule.near { conditions.append(trace(near, rule, conditions, reading)) }
        if let when = rule.when { conditions.append(trace(when, holding)) }
        return RuleTrace(rule: rule, need: need, found: need.literals.filter(found.contains), conditions: conditions)
    }

    private func isAnyMatched(_ patterns: [PatternTrace]) -> Bool { patterns.contains { !$0.spans.isEmpty } }

    private func isUndecided(_ patterns: [PatternTrace]) -> Bool { patterns.contains { $0.outcome == .undecided } }

    private func trace(
        _ near: Nearness, _ rule: Rule, _ own: [ConditionTrace], _ reading: PostReading
    ) -> ConditionTrace {
        let spans = own.filter { $0.kind == .any || $0.kind == .all }.flatMap(\.patterns).flatMap(\.spans)
        let neighbours = neighbours(near.rule, reading)
        let distances = spans.flatMap { span in
            neighbours.filter { $0.field == span.field }.map {
                max(0, max(span.start, $0.start) - min(span.end, $0.end))
            }
        }
        guard let nearest = distances.min() else {
            let reason =
                spans.isEmpty ? "nothing of the rule's own matches" : "`\(near.rule)` has matched nowhere there"
            return ConditionTrace(kind: .near, holds: false, note: reason)
        }
        let reason = "`\(near.rule)` has matched \(nearest) characters away, at most \(near.within) are allowed"
        return ConditionTrace(kind: .near, holds: nearest <= near.within, note: reason)
    }

    /// Where the patterns of the rule `id` match, if they make it hold.
    private func neighbours(_ id: String, _ reading: PostReading) -> [MatchSpan] {
        guard let rule = rules.first(where: { $0.id == id }) else { return [] }
        var alone = rule
        alone.near = nil
        alone.when = nil
        let trace = trace(alone, reading, [])
        guard trace.holds else { return [] }
        return trace.conditions.filter { $0.kind == .any || $0.kind == .all }.flatMap(\.patterns).flatMap(\.spans)
    }

    private func trace(_ when: RuleCondition, _ holding: Set<String>) -> ConditionTrace {
        func names(_ condition: RuleCondition) -> [String] {
            RuleReferences.rules(condition, among: rules).map { rules[$0].id }.filter(holding.contains)
        }
        func isMet(_ condition: RuleCondition) -> Bool {
            switch condition {
            case .family, .rule: !names(condition).isEmpty
            case .not(let inner): !isMet(inner)
            case .and(let left, let right): isMet(left) && isMet(right)
            case .or(let left, let right): isMet(left) || isMet(right)
            }
        }
        let notes = when.names.map { name, _ in
            let own = names(name)
            return "\(name.text): \(own.isEmpty ? "none holds" : own.joined(separator: ", "))"
        }
        return ConditionTrace(kind: .when, holds: isMet(when), note: notes.joined(separator: "; "))
    }

    // MARK: Patterns

    private func trace(
        _ pattern: RulePattern, _ rule: Rule, _ fields: [PostField], _ reading: PostReading, isSought: Bool
    ) -> PatternTrace {
        guard let code = code(pattern, rule.layer) else { return PatternTrace(pattern: pattern, outcome: .undecided) }
        var spans: [MatchSpan] = []
        var isUndecided = false
        for field in PostField.allCases where fields.contains(field) {
            guard let text = reading.layer(rule.layer, field) else { continue }
            let outcome = text.bytes.withUnsafeBufferPointer {
                workspace.matches(of: code, in: $0, limit: RuleMatcher.mostSpans)
            }
            switch outcome {
            case .undecided: isUndecided = true
            case .matches(let ranges): spans += ranges.map { reading.span(field, text, $0) }
            }
        }
        if isUndecided, spans.isEmpty { return PatternTrace(pattern: pattern, outcome: .undecided) }
        var trace = PatternTrace(pattern: pattern, outcome: .matched(spans))
        if spans.isEmpty, isSought, tellsReach {
            let reaches = fields.compactMap { reading.layer(rule.layer, $0) }
                .compactMap { PatternProgress.of(pattern, rule, in: $0, workspace) }
            trace.reach = reaches.max { $0.text.utf8.count < $1.text.utf8.count }
        }
        return trace
    }

    private func code(_ pattern: RulePattern, _ layer: Layer) -> PCRE2Pattern? {
        let key = layer.rawValue + " " + pattern.expanded
        if let known = codes[key] { return known }
        let made = try? PatternCompiler.compile(pattern, layer)
        codes[key] = made
        return made
    }
}

extension RuleCondition {
    /// The condition as it is written, with brackets where it needs them.
    public var text: String {
        func inner(_ condition: RuleCondition) -> String {
            switch condition {
            case .family, .rule, .not: condition.text
            case .and, .or: "(\(condition.text))"
            }
        }
        return switch self {
        case .family(let family): family.rawValue
        case .rule(let pattern): pattern
        case .not(let condition): "not \(inner(condition))"
        case .and(let left, let right):
            "\(left.isOr ? inner(left) : left.text) and \(right.isOr ? inner(right) : right.text)"
        case .or(let left, let right): "\(left.text) or \(right.text)"
        }
    }

    private var isOr: Bool {
        if case .or = self { true } else { false }
    }
}
