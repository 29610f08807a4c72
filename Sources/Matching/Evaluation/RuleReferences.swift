import Model
import StrictYAML

/// What the conditions of rules mean by their names.
enum RuleReferences {

    /// The rules that a name in a condition means.
    static func rules(_ name: RuleCondition, among rules: [Rule]) -> [Int] {
        switch name {
        case .family(let family):
            return rules.indices.filter {
                rules[$0].facts.family == family && !rules[$0].facts.isComposite && rules[$0].facts.severity > .s0
            }
        case .rule(let pattern): return rules.indices.filter { Wildcard.matches(pattern, rules[$0].id) }
        default: return []
        }
    }

    /// - Throws: `RuleError` for a count that more rules would have to hold for than its names mean.
    private static func checkCounts(
        _ when: RuleCondition, of rule: Rule, among rules: [Rule]
    ) throws(RuleError) {
        switch when {
        case .family, .rule: break
        case .not(let inner): try checkCounts(inner, of: rule, among: rules)
        case .and(let left, let right), .or(let left, let right):
            try checkCounts(left, of: rule, among: rules)
            try checkCounts(right, of: rule, among: rules)
        case .atLeast(let count, let names):
            let meant = Set(names.flatMap { Self.rules($0, among: rules) }).count
            // A name that means nothing is told of by itself.
            let isNamed = names.allSatisfy { !Self.rules($0, among: rules).isEmpty }
            guard meant >= count || !isNamed else {
                throw rule.node.error(
                    "`when` asks for at least \(count) rules, and its names mean \(meant)",
                    advice: "lower the count or name more rules")
            }
        }
    }

    /// The rules that `near` names: those with patterns of their own.
    ///
    /// - Throws: `RuleError` where there is none.
    static func neighbours(_ id: String, of number: Int, at node: YAMLNode, among rules: [Rule]) throws(RuleError)
        -> [Int]
    {
        let named = rules.indices.filter { Wildcard.matches(id, rules[$0].id) }
        guard !named.isEmpty else {
            throw node.error("there is no rule `\(id)`", advice: "check the id; it may stand in another pack")
        }
        guard named != [number] else {
            throw node.error("the rule is its own neighbour", advice: "name another rule")
        }
        let result = named.filter { rules[$0].hasPatterns && $0 != number }
        guard !result.isEmpty else {
            throw node.error(
                "`\(id)` has no patterns of its own, so that it stands nowhere", advice: "name a rule with patterns")
        }
        return result
    }

    /// Conditions in an order in which each comes after those that it depends on.
    ///
    /// - Throws: `RuleError` for a name without a rule, and for a circle.
    static func order(_ rules: [Rule]) throws(RuleError) -> [Int] {
        var dependencies: [Int: Set<Int>] = [:]
        for (number, rule) in rules.enumerated() {
            guard let when = rule.when else { continue }
            try checkCounts(when, of: rule, among: rules)
            var needed: Set<Int> = []
            for (name, _) in when.names {
                let meant = Self.rules(name, among: rules)
                if case .rule(let pattern) = name, meant.isEmpty {
                    throw rule.node.error(
                        "`when` names `\(pattern)`, and there is no such rule", advice: "check the id")
                }
                needed.formUnion(meant.filter { rules[$0].when != nil && $0 != number })
                if meant.contains(number) {
                    throw rule.node.error("`when` depends on the rule itself", advice: "name other rules")
                }
            }
            dependencies[number] = needed
        }
        var result: [Int] = []
        while !dependencies.isEmpty {
            let ready = dependencies.filter { $0.value.allSatisfy { result.contains($0) } }.keys.sorted()
            guard !ready.isEmpty else {
                let stuck = dependencies.keys.min() ?? 0
                throw rules[stuck].node.error(
                    "`when` goes round in a circle: \(dependencies.keys.sorted().map { rules[$0].id })",
                    advice: "break it")
            }
            result += ready
            for number in ready { dependencies[number] = nil }
        }
        return result
    }
}
