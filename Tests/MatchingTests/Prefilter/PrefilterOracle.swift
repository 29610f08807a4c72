import Model

@testable import Matching

/// Holds what finds matches quickly (prefilter, needs, beginnings, what is held, reach) against PCRE2 alone, pattern by
/// pattern.
struct PrefilterOracle: Sendable {
    fileprivate let layers: [LayerOracle]

    init(_ rules: CompiledRules) { layers = rules.layers.map { LayerOracle($0, rules.rules) } }

    /// Every pattern as PCRE2 takes it.
    var patterns: Set<String> { Set(layers.flatMap { $0.layer.patterns.sources.map(\.text) }) }
}

/// One thread's share of checking posts.
final class PrefilterChecker {
    private let oracle: PrefilterOracle
    private let scanner: LiteralScanner
    private let search = PlainSearch()
    private let workspace = PCRE2Workspace()
    /// For each layer, how often each pattern has matched.
    private var counts: [[Int]]

    init(_ oracle: PrefilterOracle) {
        self.oracle = oracle
        scanner = LiteralScanner(oracle.layers.compactMap(\.layer.prefilter.database))
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
        let prefilter = layer.layer.prefilter
        var marks = [Bool](repeating: false, count: prefilter.literals)
        var hits: [Int] = []
        var matched: [PostField: Set<Int>] = [:]
        for field in PostField.allCases {
            guard let text = post.text(of: field), !text.isEmpty, let wanted = layer.patterns[field] else { continue }
            LayerBuilder.layer(layer.layer.layer, of: text).bytes.withUnsafeBufferPointer { bytes in
                var here = [Bool](repeating: false, count: marks.count)
                for hit in prefilter.database.map({ scanner.literals(of: $0, in: bytes) }) ?? [] {
                    here[hit] = true
                    if !marks[hit] { hits.append(hit) }
                    marks[hit] = true
                }
                for (pattern, expected) in search.ranges(
                    of: wanted, in: bytes, limit: RuleMatcher.mostSpans, layer.plain)
                {
                    // Where PCRE2 gives up, nothing is known.
                    guard let expected else { continue }
                    let source = layer.layer.patterns.sources[pattern].text
                    counts[number][pattern] += 1
                    matched[field, default: []].insert(pattern)
                    if !prefilter.canMatch(pattern, here) {
                        differences.append("\(source): its literals are missed in \(text.debugDescription)")
                    }
                    let found = layer.layer.patterns.pattern(pattern).map {
                        workspace.matches(of: $0, in: bytes, limit: RuleMatcher.mostSpans)
                    }
                    if found != .matches(expected) {
                        differences.append(
                            "\(source): \(String(describing: found)), not \(expected), in \(text.debugDescription)")
                    }
                }
            }
        }
        let candidates = Set(prefilter.candidates(hits, marks))
        for owner in Set(matched.values.joined().flatMap { layer.owners[$0] }) where !candidates.contains(owner) {
            let rule = layer.rules[owner]
            func isMatched(_ pattern: Int) -> Bool {
                rule.fields.contains { matched[$0]?.contains(layer.checked[pattern]) ?? false }
            }
            if rule.all.allSatisfy(isMatched), rule.any.isEmpty || rule.any.contains(where: isMatched) {
                differences.append("\(rule.facts.id): passed over for \(post)")
            }
        }
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

    init(_ layer: CompiledLayer, _ all: [CompiledRule]) {
        self.layer = layer
        let rules = layer.rules.map { all[$0] }
        self.rules = rules
        let sources = layer.patterns.sources
        plain = PlainPatterns(sources.map { ($0.text, $0.isFolded) })
        var known: [String: Int] = [:]
        for number in rules.flatMap({ $0.any + $0.all }) + Array(sources.indices)
        where known[sources[number].text] == nil {
            known[sources[number].text] = number
        }
        let checked = sources.indices.map { known[sources[$0].text] ?? $0 }
        var patterns: [PostField: Set<Int>] = [:]
        var owners = [[Int]](repeating: [], count: sources.count)
        for (place, rule) in rules.enumerated() {
            for pattern in rule.any + rule.all { owners[checked[pattern]].append(place) }
            for field in rule.fields {
                patterns[field, default: []].formUnion((rule.any + rule.all + rule.none).map { checked[$0] })
            }
            for field in [PostField.title, .text] {
                patterns[field, default: []].formUnion(rule.unless.map { checked[$0] })
            }
        }
        self.patterns = patterns.mapValues { $0.sorted() }
        self.checked = checked
        self.owners = owners
    }
}
