import Model

@testable import Matching

/// Holds what finds matches quickly (prefilter, needs, beginnings, what is held, reach) against PCRE2 alone, pattern by
/// pattern.
struct PrefilterOracle: Sendable {
    fileprivate let layers: [LayerOracle]

    fileprivate let rules: [CompiledRule]

    init(_ compiled: CompiledRules) {
        rules = compiled.rules
        layers = compiled.layers.map { LayerOracle($0, compiled.rules) }
    }

    /// Every pattern as PCRE2 takes it.
    var patterns: Set<String> { Set(layers.flatMap { $0.layer.patterns.sources.map(\.text) }) }
}

/// One thread's share of checking posts.
final class PrefilterChecker {
    private let oracle: PrefilterOracle
    private let scanner: LiteralScanner
    private let atWork: [LayerAtWork]
    private let search = PlainSearch()
    private let workspace = PCRE2Workspace()
    /// For each layer, how often each pattern has matched.
    private var counts: [[Int]]

    init(_ oracle: PrefilterOracle) {
        self.oracle = oracle
        scanner = LiteralScanner(oracle.layers.compactMap(\.layer.prefilter.database))
        atWork = oracle.layers.map { LayerAtWork($0.layer, oracle.rules) }
        counts = oracle.layers.map { [Int](repeating: 0, count: $0.layer.patterns.sources.count) }
    }

    /// How often patterns have matched in a field.
    var found: Int { counts.joined().reduce(0, +) }

    /// The patterns that have matched.
    var patterns: Set<String> {
        var result: Set<String> = []
        for (layer, counts) in zip(oracle.layers, counts) {
            for (source, count) in zip(layer.layer.patterns.sources, counts) where count > 0 {
                result.insert(source.text)
            }
        }
        return result
    }

    /// Where the quick way differs from PCRE2 alone.
    func differences(in post: Post) -> [String] {
        var result: [String] = []
        for (number, layer) in oracle.layers.enumerated() { check(number, layer, post, &result) }
        return result
    }

    private func check(_ number: Int, _ layer: LayerOracle, _ post: Post, _ differences: inout [String]) {
        let work = atWork[number]
        work.scan.reset()
        var matched: [PostField: Set<Int>] = [:]
        for field in PostField.allCases {
            guard let text = post.text(of: field), !text.isEmpty else { continue }
            let read = LayerBuilder.layer(layer.layer.layer, of: text)
            work.scan.read(read, field, scanner)
            guard let wanted = layer.patterns[field] else { continue }
            read.bytes.withUnsafeBufferPointer { bytes in
                let found = search.ranges(of: wanted, in: bytes, limit: RuleMatcher.mostSpans, layer.plain)
                for (pattern, expected) in found {
                    // Where PCRE2 gives up, nothing is known.
                    guard let expected else { continue }
                    counts[number][pattern] += 1
                    matched[field, default: []].insert(pattern)
                    let answer = quick(pattern, layer.isSought[pattern], field, bytes, work)
                    if answer != .matches(expected),
                        !search.confirms(
                            answer.ranges, of: pattern, in: bytes, limit: RuleMatcher.mostSpans, layer.plain)
                    {
                        let source = layer.layer.patterns.sources[pattern].text
                        differences.append("\(source): \(answer), not \(expected), in \(text.debugDescription)")
                    }
                }
            }
        }
        let candidates = Set(work.scan.candidates())
        for owner in Set(matched.values.joined().flatMap { layer.owners[$0] }) where !candidates.contains(owner) {
            let rule = layer.rules[owner]
            func isMatched(_ pattern: Int) -> Bool {
                rule.fields.contains { matched[$0]?.contains(layer.checked[pattern]) ?? false }
            }
            if rule.all.allSatisfy(isMatched), rule.any.isEmpty || rule.any.contains(where: isMatched),
                rule.of.count(where: isMatched) >= rule.atLeast
            {
                // Neighbours that are missing may be why.
                let isAlone = rule.near.allSatisfy { $0.isForbidden || !$0.rules.isEmpty }
                if isAlone { differences.append("\(rule.facts.id): passed over for \(post)") }
            }
        }
    }

    /// What vigil's own way finds.
    private func quick(
        _ pattern: Int, _ isSought: Bool, _ field: PostField, _ text: UnsafeBufferPointer<UInt8>, _ work: LayerAtWork
    ) -> PCRE2Pattern.Outcome {
        let all = 0...text.count
        guard let window = isSought ? work.scan.window(pattern, field, count: text.count) : all,
            let code = work.pattern(pattern)
        else { return .matches([]) }
        return workspace.matches(of: code, in: text, within: window, limit: RuleMatcher.mostSpans)
    }
}

/// The patterns of a layer, each for PCRE2 alone.
private struct LayerOracle: Sendable {
    let layer: CompiledLayer
    let rules: [CompiledRule]
    let plain: PlainPatterns
    /// For each field, the patterns that are looked for in it. Many rules have some in common, of which each is checked
    /// once, as one that can make a rule hold where there is such.
    let patterns: [PostField: [Int]]
    /// For each pattern, the one that is checked for it.
    let checked: [Int]
    /// For each pattern that is checked, the places in `rules` of those that it can make hold.
    let owners: [[Int]]
    /// Whether the prefilter looks for the pattern.
    let isSought: [Bool]

    init(_ layer: CompiledLayer, _ all: [CompiledRule]) {
        self.layer = layer
        let rules = layer.rules.map { all[$0] }
        self.rules = rules
        let sources = layer.patterns.sources
        plain = PlainPatterns(sources.map { ($0.text, $0.isFolded) })
        var known: [String: Int] = [:]
        for number in rules.flatMap(\.sought) + Array(sources.indices)
        where known[sources[number].text] == nil {
            known[sources[number].text] = number
        }
        let checked = sources.indices.map { known[sources[$0].text] ?? $0 }
        var patterns: [PostField: Set<Int>] = [:]
        var owners = [[Int]](repeating: [], count: sources.count)
        for (place, rule) in rules.enumerated() {
            for pattern in rule.sought { owners[checked[pattern]].append(place) }
            let own = rule.sought + rule.none + rule.near.flatMap(\.patterns)
            for field in rule.fields { patterns[field, default: []].formUnion(own.map { checked[$0] }) }
            for field in [PostField.title, .text] {
                patterns[field, default: []].formUnion(rule.unless.map { checked[$0] })
            }
        }
        self.patterns = patterns.mapValues { $0.sorted() }
        self.checked = checked
        self.owners = owners
        var isSought = [Bool](repeating: false, count: sources.count)
        for number in rules.flatMap(\.sought) { isSought[number] = true }
        self.isSought = isSought
    }
}
