import Model
import StrictYAML

/// What matching needs of a rule; its patterns by their numbers in its layer, other rules by theirs in the set.
struct CompiledRule: Sendable, Hashable {
    let facts: RuleFacts
    let layer: Layer
    let fields: [PostField]
    let any: [Int]
    let all: [Int]
    let none: [Int]
    let unless: [Int]
    let near: Near?
    let when: CompiledCondition?
    var hasPatterns: Bool { !any.isEmpty || !all.isEmpty }

    /// The neighbour, and the greatest distance to it.
    struct Near: Sendable, Hashable {
        var rule: Int
        var within: Int
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
        var numbers: [String: Int] = [:]
        for (number, rule) in sorted.enumerated() { numbers[rule.id] = number }
        var drafts: [Layer: LayerDraft] = [:]
        var rules: [CompiledRule] = []
        for rule in sorted {
            var near: CompiledRule.Near?
            if let nearness = rule.near {
                guard let other = numbers[nearness.rule] else {
                    throw nearness.node.error(
                        "there is no rule `\(nearness.rule)`", advice: "check the id; it may stand in another pack")
                }
                near = CompiledRule.Near(rule: other, within: nearness.within)
            }
            var draft = drafts[rule.layer] ?? LayerDraft(layer: rule.layer)
            rules.append(
                CompiledRule(
                    facts: rule.facts, layer: rule.layer, fields: rule.fields,
                    any: draft.add(rule.any, isSought: true), all: draft.add(rule.all, isSought: true),
                    none: draft.add(rule.none, isSought: false), unless: draft.add(rule.unless, isSought: false),
                    near: near,
                    when: rule.when.map { CompiledCondition($0) { RuleReferences.rules($0, among: sorted) } }))
            drafts[rule.layer] = draft
        }
        self.rules = rules
        conditionOrder = try RuleReferences.order(sorted)
        layers = Layer.allCases.compactMap { layer in
            let own = rules.indices.filter { rules[$0].layer == layer && rules[$0].hasPatterns }
            return own.isEmpty ? nil : drafts[layer]?.layer(rules: own, among: rules)
        }
    }

    /// The same rules with every pattern searched for everywhere: for the loader's checks, which run thousands of patterns
    /// once or twice each.
    var searchedEverywhere: CompiledRules {
        CompiledRules(
            rules: rules, conditionOrder: conditionOrder,
            layers: layers.map { layer in
                CompiledLayer(
                    layer: layer.layer, patterns: PatternStore(layer.patterns.sources, isSearched: true),
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
    private var patterns: [PatternSource] = []
    private var needs: [LiteralNeed] = []
    private var reaches: [PatternReach?] = []

    init(layer: Layer) { self.layer = layer }

    /// The numbers of `list`.
    ///
    /// - Parameter isSought: whether the patterns can make a rule hold, so that the prefilter looks for them.
    mutating func add(_ list: [RulePattern], isSought: Bool) -> [Int] {
        let isFolded = layer.isFolded
        for pattern in list {
            patterns.append(PatternSource(text: pattern.prepared.text, isFolded: isFolded))
            let known = isSought ? LiteralKnowledge.of(pattern.prepared.scalars, isFolded: isFolded) : nil
            needs.append(known?.need ?? .nothing)
            reaches.append(known?.reach)
        }
        return Array(patterns.count - list.count..<patterns.count)
    }

    func layer(rules own: [Int], among rules: [CompiledRule]) -> CompiledLayer {
        let prefilter = Prefilter(
            needs, reaches: reaches, rules: own.map { Prefilter.RulePatterns(any: rules[$0].any, all: rules[$0].all) },
            isFolded: layer.isFolded)
        return CompiledLayer(layer: layer, patterns: PatternStore(patterns), rules: own, prefilter: prefilter)
    }
}
