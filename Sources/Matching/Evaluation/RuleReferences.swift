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

    /// Conditions in an order in which each comes after those that it depends on.
    ///
    /// - Throws: `RuleError` for a name without a rule, and for a circle.
    static func order(_ rules: [Rule]) throws(RuleError) -> [Int] {
        var dependencies: [Int: Set<Int>] = [:]
        for (number, rule) in rules.enumerated() {
            guard let when = rule.when else { continue }
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
