import Model
import StrictYAML

/// What matching needs of a rule; its patterns by their numbers in its layer, other rules by theirs in the set.
struct CompiledRule: Sendable, Hashable {
    let facts: RuleFacts
    let layer: Layer
    let fields: [PostField]
    let any: [Int]
    let all: [Int]
    let of: [Int]
    let atLeast: Int
    let none: [Int]
    let unless: [Int]
    /// Ways of hiding of which one must have been undone.
    let undone: [Evasion]
    let comparisons: [Comparison]
    /// Those that must be there, then those that must not.
    let near: [Near]
    let when: CompiledCondition?
    var hasPatterns: Bool { !sought.isEmpty }
    /// Whether it looks at the text rather than only at other rules.
    var readsText: Bool { hasPatterns || !undone.isEmpty }
    /// The patterns that can make the rule hold.
    var sought: [Int] { any + all + of }
    /// All of its patterns.
    var patterns: [Int] { sought + none + unless + near.flatMap(\.patterns) }

    /// A neighbour: the matches of other rules, or of patterns of the rule's own.
    struct Near: Sendable, Hashable {
        var rules: [Int]
        var patterns: [Int]
        var reach: Nearness.Reach
        var isForbidden: Bool
    }
}

/// All patterns of one layer, with the prefilter before those that can make a rule hold.
struct CompiledLayer: Sendable {
    let layer: Layer
    let patterns: PatternStore
    /// The numbers of the rules with patterns on this layer; the prefilter counts them in this order.
    let rules: [Int]
    let prefilter: Prefilter
}

/// Rules made ready to match.
struct CompiledRules: Sendable {
    /// In order of id.
    let rules: [CompiledRule]
    /// Numbers of the rules with a condition, each after those that it depends on.
    let conditionOrder: [Int]
    let layers: [CompiledLayer]

    /// - Throws: `RuleError` for the first reference that means nothing.
    init(_ source: [Rule]) throws(RuleError) {
        let sorted = source.sorted { $0.id < $1.id }
        var drafts: [Layer: LayerDraft] = [:]
        let needs = PatternNeed.all(
            sorted.flatMap { rule in
                let near = rule.near.flatMap(\.patterns)
                return (rule.sought + near).map { PatternSource($0, rule.layer) }
            })
        var rules: [CompiledRule] = []
        for (number, rule) in sorted.enumerated() {
            var draft = drafts[rule.layer] ?? LayerDraft(layer: rule.layer, known: needs)
            var near: [CompiledRule.Near] = []
            for (list, isForbidden) in [(rule.near, false), (rule.notNear, true)] {
                for nearness in list {
                    var own = CompiledRule.Near(
                        rules: [], patterns: [], reach: nearness.reach, isForbidden: isForbidden)
                    switch nearness.neighbour {
                    case .rule(let id):
                        own.rules = try RuleReferences.neighbours(id, of: number, at: nearness.node, among: sorted)
                    case .patterns(let patterns): own.patterns = draft.add(patterns, isSought: !isForbidden)
                    }
                    near.append(own)
                }
            }
            rules.append(
                CompiledRule(
                    facts: rule.facts, layer: rule.layer, fields: rule.fields,
                    any: draft.add(rule.any, isSought: true), all: draft.add(rule.all, isSought: true),
                    of: draft.add(rule.of, isSought: true), atLeast: rule.atLeast,
                    none: draft.add(rule.none, isSought: false), unless: draft.add(rule.unless, isSought: false),
                    undone: rule.undone, comparisons: rule.comparisons.map(\.comparison), near: near,
                    when: rule.when.map { CompiledCondition($0) { RuleReferences.rules($0, among: sorted) } }))
            drafts[rule.layer] = draft
        }
        self.rules = rules
        conditionOrder = try RuleReferences.order(sorted)
        layers = Layer.allCases.compactMap { layer in
            let own = rules.indices.filter { rules[$0].layer == layer && rules[$0].hasPatterns }
            let isRead = rules.contains { $0.layer == layer && $0.readsText }
            return !isRead ? nil : drafts[layer]?.layer(rules: own, among: rules)
        }
    }

    /// The same rules with every pattern searched for everywhere: for the loader's checks, which run thousands of patterns
    /// once or twice each.
    ///
    /// - Parameter known: patterns that are compiled so already.
    func searchedEverywhere(_ known: [PatternSource: PCRE2Pattern] = [:]) -> CompiledRules {
        CompiledRules(
            rules: rules, conditionOrder: conditionOrder,
            layers: layers.map { layer in
                CompiledLayer(
                    layer: layer.layer, patterns: PatternStore(searchingEverywhere: layer.patterns, known: known),
                    rules: layer.rules, prefilter: layer.prefilter)
            })
    }

    init(rules: [CompiledRule], conditionOrder: [Int], layers: [CompiledLayer]) {
        self.rules = rules
        self.conditionOrder = conditionOrder
        self.layers = layers
    }
}

/// The patterns of a layer on the way to their numbers.
private struct LayerDraft {
    let layer: Layer
    private let known: [PatternSource: PatternNeed]
    private var patterns: [PatternSource] = []
    private var needs: [PatternNeed] = []

    init(layer: Layer, known: [PatternSource: PatternNeed]) {
        self.layer = layer
        self.known = known
    }

    /// The numbers of `list`.
    ///
    /// - Parameter isSought: whether the patterns can make a rule hold, so that the prefilter looks for them.
    mutating func add(_ list: [RulePattern], isSought: Bool) -> [Int] {
        for pattern in list {
            let source = PatternSource(pattern, layer)
            patterns.append(source)
            needs.append((isSought ? known[source] : nil) ?? .nothing)
        }
        return Array(patterns.count - list.count..<patterns.count)
    }

    func layer(rules own: [Int], among rules: [CompiledRule]) -> CompiledLayer {
        CompiledLayer(
            layer: layer, patterns: PatternStore(patterns), rules: own,
            prefilter: Prefilter(needs, rules: CompiledLayer.sought(own, among: rules), isFolded: layer.isFolded))
    }
}

extension CompiledLayer {
    /// A layer for `rules`, whose patterns on it are `sources`.
    init(_ layer: Layer, _ sources: [PatternSource], among rules: [CompiledRule]) {
        let own = rules.indices.filter { rules[$0].layer == layer && rules[$0].hasPatterns }
        var isSought = [Bool](repeating: false, count: sources.count)
        for rule in own.map({ rules[$0] }) {
            for pattern in rule.sought + rule.near.filter({ !$0.isForbidden }).flatMap(\.patterns) {
                isSought[pattern] = true
            }
        }
        let known = PatternNeed.all(sources.indices.filter { isSought[$0] }.map { sources[$0] })
        self.init(
            layer: layer, patterns: PatternStore(sources), rules: own,
            prefilter: Prefilter(
                sources.indices.map { (isSought[$0] ? known[sources[$0]] : nil) ?? .nothing },
                rules: Self.sought(own, among: rules), isFolded: layer.isFolded))
    }

    fileprivate static func sought(_ own: [Int], among rules: [CompiledRule]) -> [Prefilter.RulePatterns] {
        let neighbours = Set(rules.flatMap(\.near).flatMap(\.rules))
        return own.map { Prefilter.RulePatterns(rules[$0], isNeighbour: neighbours.contains($0)) }
    }
}

extension Prefilter.RulePatterns {
    /// What the prefilter may ask of a rule: neighbours that must be there, as far as they are patterns of its own.
    ///
    /// - Parameter isNeighbour: whether it is another rule's neighbour; as such it counts with its own neighbours or
    ///   without them.
    init(_ rule: CompiledRule, isNeighbour: Bool) {
        let near = rule.near.filter { !$0.isForbidden && !$0.patterns.isEmpty }.map(\.patterns)
        self.init(any: rule.any, all: rule.all, of: rule.of, least: rule.atLeast, near: isNeighbour ? [] : near)
    }
}
