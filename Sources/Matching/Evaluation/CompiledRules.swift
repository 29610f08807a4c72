import Foundation
import Model
import StrictYAML

/// What a rule's patterns became: each by its number in the set.
struct CompiledRule: Sendable {
    let facts: RuleFacts
    let layer: Layer
    let fields: [PostField]
    let any: [Int]
    let all: [Int]
    let none: [PCRE2Pattern]
    let unless: [PCRE2Pattern]
    /// The neighbour's number, and the greatest distance.
    let near: (rule: Int, within: Int)?
    let when: RuleCondition?
    var hasPatterns: Bool { !any.isEmpty || !all.isEmpty }
}

/// All patterns of one layer that can make a rule hold, with the prefilter before them.
struct CompiledLayer: Sendable {
    let layer: Layer
    let patterns: [PCRE2Pattern]
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

    /// - Throws: `RuleError` for the first pattern or reference that cannot be used.
    init(_ source: [Rule]) throws(RuleError) {
        let sorted = source.sorted { $0.id < $1.id }
        var numbers: [String: Int] = [:]
        for (number, rule) in sorted.enumerated() { numbers[rule.id] = number }
        var patterns: [Layer: [PCRE2Pattern]] = [:]
        var texts: [Layer: [[Unicode.Scalar]]] = [:]
        var rules: [CompiledRule] = []
        for rule in sorted {
            func add(_ list: [RulePattern]) throws(RuleError) -> [Int] {
                var result: [Int] = []
                for pattern in list {
                    result.append(patterns[rule.layer, default: []].count)
                    patterns[rule.layer, default: []].append(try PatternCompiler.compile(pattern, rule.layer))
                    texts[rule.layer, default: []].append(pattern.prepared.scalars)
                }
                return result
            }
            var none: [PCRE2Pattern] = []
            for pattern in rule.none { none.append(try PatternCompiler.compile(pattern, rule.layer)) }
            var unless: [PCRE2Pattern] = []
            for pattern in rule.unless { unless.append(try PatternCompiler.compile(pattern, rule.layer)) }
            var near: (Int, Int)?
            if let nearness = rule.near {
                guard let other = numbers[nearness.rule] else {
                    throw nearness.node.error(
                        "there is no rule `\(nearness.rule)`", advice: "check the id; it may stand in another pack")
                }
                near = (other, nearness.within)
            }
            rules.append(
                CompiledRule(
                    facts: rule.facts, layer: rule.layer, fields: rule.fields, any: try add(rule.any),
                    all: try add(rule.all), none: none, unless: unless, near: near, when: rule.when))
        }
        self.rules = rules
        conditionOrder = try Self.order(sorted, rules)
        layers = Layer.allCases.compactMap { layer in
            guard let list = patterns[layer] else { return nil }
            let own = rules.indices.filter { rules[$0].layer == layer && rules[$0].hasPatterns }
            let prefilter = Prefilter(
                texts[layer] ?? [], rules: own.map { Prefilter.RulePatterns(any: rules[$0].any, all: rules[$0].all) },
                isFolded: layer == .folded)
            return CompiledLayer(layer: layer, patterns: list, rules: own, prefilter: prefilter)
        }
    }

    /// The rules that a name in a condition means.
    static func rules(_ name: RuleCondition, among rules: [CompiledRule]) -> [Int] {
        switch name {
        case .family(let family):
            return rules.indices.filter {
                rules[$0].facts.family == family && !rules[$0].facts.isComposite && rules[$0].facts.severity > .s0
            }
        case .rule(let pattern): return rules.indices.filter { Wildcard.matches(pattern, rules[$0].facts.id) }
        default: return []
        }
    }

    /// Conditions in an order in which each comes after those that it depends on.
    private static func order(_ source: [Rule], _ rules: [CompiledRule]) throws(RuleError) -> [Int] {
        var dependencies: [Int: Set<Int>] = [:]
        for (number, rule) in rules.enumerated() {
            guard let when = rule.when else { continue }
            var needed: Set<Int> = []
            for (name, _) in when.names {
                let meant = Self.rules(name, among: rules)
                if case .rule(let pattern) = name, meant.isEmpty {
                    throw source[number].node.error(
                        "`when` names `\(pattern)`, and there is no such rule", advice: "check the id")
                }
                needed.formUnion(meant.filter { rules[$0].when != nil && $0 != number })
                if meant.contains(number) {
                    throw source[number].node.error("`when` depends on the rule itself", advice: "name other rules")
                }
            }
            dependencies[number] = needed
        }
        var result: [Int] = []
        while !dependencies.isEmpty {
            let ready = dependencies.filter { $0.value.allSatisfy { result.contains($0) } }.keys.sorted()
            guard let first = ready.first else {
                let stuck = dependencies.keys.min() ?? 0
                throw source[stuck].node.error(
                    "`when` goes round in a circle: \(dependencies.keys.sorted().map { rules[$0].facts.id })",
                    advice: "break it")
            }
            _ = first
            result += ready
            for number in ready { dependencies[number] = nil }
        }
        return result
    }
}

/// Makes patterns ready, with errors that point into the pack.
enum PatternCompiler {
    static func compile(_ pattern: RulePattern, _ layer: Layer) throws(RuleError) -> PCRE2Pattern {
        do {
            return try PCRE2Pattern(pattern.prepared.text, isCaseless: layer == .folded)
        } catch {
            throw located(error, pattern)
        }
    }

    private static func located(_ error: PCRE2Pattern.CompileError, _ pattern: RulePattern) -> RuleError {
        let missingParenthesis: Int32 = 114
        if error.code == missingParenthesis, let open = unclosedGroup(pattern.prepared.scalars) {
            return pattern.node.error(
                at: pattern.prepared.origin(of: open), "missing closing parenthesis",
                advice: "close the group, or write `\\(` for a literal parenthesis",
                note: "opened here and never closed")
        }
        return pattern.node.error(
            at: pattern.prepared.origin(ofByte: error.offset), error.message, advice: advice(error.code))
    }

    private static func unclosedGroup(_ scalars: [Unicode.Scalar]) -> Int? {
        let parts = PatternScanner.parts(scalars)
        var open: [Int] = []
        for (index, scalar) in scalars.enumerated() where parts[index] == .syntax {
            if index > 0, scalars[index - 1] == "\\" { continue }
            if scalar == "(" { open.append(index) }
            if scalar == ")" { _ = open.popLast() }
        }
        return open.last
    }

    private static func advice(_ code: Int32) -> String {
        switch code {
        case 106: "close the brackets, or write `\\[` for a literal bracket"
        case 109: "there is nothing before it to repeat; write a backslash before it for the sign itself"
        case 122: "remove it, open the group, or write `\\)` for a literal parenthesis"
        case 125: "a look-behind needs a known length: no `*`, `+` or open gap in it"
        default: "see docs/rules.md for the signs of a pattern"
        }
    }
}
