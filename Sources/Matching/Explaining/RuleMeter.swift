import Model

/// What each rule costs over many posts. Tries what `RuleMatcher` tries, with a clock beside it. Used on one thread at a
/// time.
public final class RuleMeter {
    /// What one rule came to.
    public struct Reading: Sendable, Hashable {
        public var rule: String
        /// Posts in which the prefilter let the rule through, and those of them in which it held.
        public var candidates = 0
        public var held = 0
        /// CPU time within PCRE2.
        public var nanoseconds = 0
    }

    private let compiled: CompiledRules
    private let matcher: RuleMatcher
    private let scanner: LiteralScanner
    private let layers: [LayerAtWork]
    private let workspace = PCRE2Workspace()
    private let numbers: [String: Int]
    /// For each rule, in order of id.
    public private(set) var readings: [Reading]
    public private(set) var posts = 0
    /// CPU time within the prefilter, over all layers.
    public private(set) var prefilterNanoseconds = 0

    public init(_ rules: RuleSet) {
        compiled = rules.compiled
        matcher = rules.makeMatcher()
        scanner = LiteralScanner(compiled.layers.compactMap(\.prefilter.database))
        layers = compiled.layers.map { [rules = compiled.rules] in LayerAtWork($0, rules) }
        readings = rules.facts.map { Reading(rule: $0.id) }
        numbers = Dictionary(rules.facts.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    /// Adds what `post` costs.
    public func measure(_ post: Post) {
        posts += 1
        let reading = PostReading(post, readsJoined: compiled.layers.contains { $0.layer == .joined })
        for layer in layers {
            let texts = PostField.allCases.map { ($0, reading.texts(for: layer.layer.layer, $0)) }
                .filter {
                    !$0.1.isEmpty && !(layer.layer.layer == .joined && layer.asksForUndone && $0.1[0].undone.isEmpty)
                }
            measure(layer, texts.map { ($0.0, $0.1[0]) })
            // As the matcher does, again with evasions undone where that makes a difference.
            if texts.contains(where: { $0.1.count > 1 }) { measure(layer, texts.map { ($0.0, $0.1[$0.1.count - 1]) }) }
        }
        for hit in matcher.result(for: post).hits {
            guard let number = numbers[hit.rule.id] else { continue }
            readings[number].held += 1
        }
    }

    private func measure(_ layer: LayerAtWork, _ texts: [(field: PostField, text: TextLayer)]) {
        let start = ThreadClock.nanoseconds
        layer.scan.reset()
        for (field, text) in texts { layer.scan.read(text, field, scanner) }
        let candidates = layer.scan.candidates()
        prefilterNanoseconds += ThreadClock.nanoseconds - start
        for number in candidates.map({ layer.layer.rules[$0] }) {
            readings[number].candidates += 1
            // A pattern is compiled once in a process, whatever the number of posts.
            let rule = compiled.rules[number]
            for pattern in rule.patterns { _ = layer.pattern(pattern) }
            let start = ThreadClock.nanoseconds
            run(rule, layer, texts)
            readings[number].nanoseconds += ThreadClock.nanoseconds - start
        }
    }

    /// Runs what the matcher would run: what is sought everywhere, then what must not be there until something is.
    private func run(
        _ rule: CompiledRule, _ layer: LayerAtWork, _ texts: [(field: PostField, text: TextLayer)]
    ) {
        var matched: Set<Int> = []
        for (field, text) in texts where rule.fields.contains(field) {
            for pattern in rule.sought {
                guard let window = layer.scan.window(pattern, field, count: text.bytes.count) else { continue }
                if matches(pattern, layer, text, within: window, limit: RuleMatcher.mostSpans) {
                    matched.insert(pattern)
                }
            }
        }
        guard rule.all.allSatisfy(matched.contains), rule.any.isEmpty || rule.any.contains(where: matched.contains),
            rule.of.count(where: matched.contains) >= rule.atLeast
        else { return }
        for (list, fields) in [(rule.none, rule.fields), (rule.unless, [.title, .text])] {
            for pattern in list {
                for (field, text) in texts where fields.contains(field) {
                    if matches(pattern, layer, text, within: 0...text.bytes.count, limit: 1) { return }
                }
            }
        }
        for pattern in rule.near.flatMap(\.patterns) {
            for (field, text) in texts where rule.fields.contains(field) {
                guard let window = layer.scan.window(pattern, field, count: text.bytes.count) else { continue }
                _ = matches(pattern, layer, text, within: window, limit: RuleMatcher.mostCompared)
            }
        }
    }

    private func matches(
        _ pattern: Int, _ layer: LayerAtWork, _ text: TextLayer, within window: ClosedRange<Int>, limit: Int
    ) -> Bool {
        guard let code = layer.pattern(pattern) else { return false }
        return text.bytes.withUnsafeBufferPointer {
            !workspace.matches(of: code, in: $0, within: window, limit: limit).ranges.isEmpty
        }
    }
}
