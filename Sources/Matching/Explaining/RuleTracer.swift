import Model

/// Explains what rules make of a post. It looks at everything where `RuleMatcher` stops at the first thing that decides,
/// and finds the prefilter's literals by itself, so that the one can be held against the other.
public final class RuleTracer {
    let rules: [Rule]
    private let needs: [String: RuleNeed]
    /// The literals of a layer's rules.
    private let literals: [Layer: Set<String>]
    private let tellsReach: Bool
    private let matcher: RuleMatcher
    let workspace = PCRE2Workspace()
    /// Whether any rule reads the layer `joined`.
    private let readsJoined: Bool
    private var codes: [String: PCRE2Pattern] = [:]

    /// Nil where the rules did not load.
    ///
    /// - Parameter tellsReach: whether patterns that do not match are tried part by part, which takes a while.
    public convenience init?(_ loaded: RuleLoader.Loaded, tellsReach: Bool = true) {
        guard let set = loaded.rules else { return nil }
        self.init(loaded.packs.flatMap(\.rules), matcher: set.makeMatcher(), tellsReach: tellsReach)
    }

    /// - Parameter matcher: of the same rules.
    init(_ source: [Rule], matcher: RuleMatcher, tellsReach: Bool = false) {
        rules = source.sorted { $0.id < $1.id }
        needs = Dictionary(rules.map { ($0.id, $0.need) }) { first, _ in first }
        var literals: [Layer: Set<String>] = [:]
        for rule in rules where rule.hasPatterns {
            literals[rule.layer, default: []].formUnion(needs[rule.id]?.literals ?? [])
        }
        self.literals = literals
        readsJoined = rules.contains { $0.layer == .joined && ($0.hasPatterns || !$0.undone.isEmpty) }
        self.tellsReach = tellsReach
        self.matcher = matcher
    }

    /// What all rules make of `post`.
    ///
    /// - Parameter languages: those whose rules are tried; nil for all.
    public func trace(_ post: Post, in languages: Set<String>? = nil) -> PostTrace {
        let reading = PostReading(post, readsJoined: readsJoined)
        let result = matcher.result(for: post, in: languages)
        let holding = Set(result.hits.map(\.rule.id))
        let used = Set(literals.keys).union(readsJoined ? [.joined] : [])
        var foundLiterals: [(layer: Layer, found: [String])] = []
        var candidates: [RuleTrace] = []
        for layer in Layer.allCases where used.contains(layer) {
            let own = rules.filter { $0.layer == layer && $0.hasPatterns && $0.facts.isTried(in: languages) }
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
        return trace(
            rule, PostReading(post, readsJoined: readsJoined), Set(matcher.result(for: post).hits.map(\.rule.id)))
    }

    // MARK: Conditions

    private func trace(_ rule: Rule, _ reading: PostReading, _ holding: Set<String>) -> RuleTrace {
        traced(rule, reading, holding).trace
    }

    /// How the rule fares, and the matches that its neighbours leave of its own.
    private func traced(
        _ rule: Rule, _ reading: PostReading, _ holding: Set<String>
    ) -> (trace: RuleTrace, spans: [MatchSpan]) {
        let need = needs[rule.id] ?? .nothing
        let found = reading.found(Set(need.literals), rule.layer)
        var conditions: [ConditionTrace] = []
        for (kind, list, least) in [
            (ConditionTrace.Kind.any, rule.any, 1), (.all, rule.all, rule.all.count), (.of, rule.of, rule.atLeast),
        ] where !list.isEmpty {
            let patterns = list.map { trace($0, rule, rule.fields, reading, isSought: true) }
            let count = patterns.count { !$0.spans.isEmpty }
            let note = kind == .of ? "\(count) of at least \(least) match" : ""
            conditions.append(ConditionTrace(kind: kind, holds: count >= least, patterns: patterns, note: note))
        }
        var own = conditions.flatMap(\.patterns).flatMap(\.spans)
        if !rule.undone.isEmpty {
            let (left, condition) = trace(undone: rule, own, reading)
            own = left
            conditions.append(condition)
        }
        if !rule.comparisons.isEmpty {
            let (counted, condition) = trace(rule.comparisons.map(\.comparison), rule, reading)
            own = rule.sought.flatMap { counted[$0.expanded] ?? [] }
            conditions.append(condition)
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
        var borders = PostBorders(reading.post)
        for (kind, list) in [(ConditionTrace.Kind.near, rule.near), (.notNear, rule.notNear)] where !list.isEmpty {
            conditions.append(trace(list, kind, rule, &own, reading, &borders))
        }
        if let when = rule.when { conditions.append(trace(when, holding)) }
        let result = RuleTrace(
            rule: rule, need: need, found: need.literals.filter(found.contains), conditions: conditions)
        return (result, own)
    }

    private func isUndecided(_ patterns: [PatternTrace]) -> Bool { patterns.contains { $0.outcome == .undecided } }

    /// The matches that make `rule` hold by its patterns alone; none where it does not.
    func ownSpans(of rule: Rule, _ reading: PostReading) -> [MatchSpan] {
        let (trace, spans) = traced(rule, reading, [])
        return trace.holds ? spans : []
    }

    // MARK: Patterns

    func trace(
        _ pattern: RulePattern, _ rule: Rule, _ fields: [PostField], _ reading: PostReading, isSought: Bool
    ) -> PatternTrace {
        guard let code = code(pattern, rule.layer) else { return PatternTrace(pattern: pattern, outcome: .undecided) }
        var spans: [MatchSpan] = []
        var isUndecided = false
        for field in PostField.allCases where fields.contains(field) {
            // What must not be there is looked for on the rule's own layer alone, as the matcher does.
            let texts = reading.texts(for: rule.layer, field)
            for text in isSought ? texts : Array(texts.prefix(1)) {
                let outcome = text.bytes.withUnsafeBufferPointer {
                    workspace.matches(of: code, in: $0, limit: RuleMatcher.mostCompared)
                }
                if !outcome.isDecided { isUndecided = true }
                let more = outcome.ranges.map { reading.span(field, text, $0) }
                spans += more.filter { span in !spans.contains { span.isSamePlace(as: $0) } }
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

    func code(_ pattern: RulePattern, _ layer: Layer) -> PCRE2Pattern? {
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
            case .atLeast: condition.text
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
        case .atLeast(let count, let names): "at least \(count) of (\(names.map(\.text).joined(separator: ", ")))"
        }
    }

    private var isOr: Bool {
        if case .or = self { true } else { false }
    }
}
