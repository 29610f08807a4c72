import Model
import StrictYAML

/// Weights that `vigil score fit` has found, from `weights/*.yaml` beside the packs; without the file, the packs' own
/// weights hold again.
///
/// Each stands beside the weight that the pack had when it was fitted. Where the author has changed that since, the
/// author's holds.
public struct FittedWeights: Sendable {
    private var entries: [String: Entry] = [:]

    private struct Entry: Sendable {
        var weight: Double
        var authored: Double
        var node: YAMLNode
    }

    /// Adds a file: `fitted:`, then for each rule's id `{weight: 0.7, authored: 0.5}`.
    mutating func add(_ file: YAMLFile) throws(RuleError) {
        guard let map = try file.root?.map(keys: ["fitted"], required: ["fitted"]) else { return }
        for (key, id, value) in try map["fitted"]?.entries() ?? [] {
            if let known = entries[id] {
                throw key.error(
                    "the rule `\(id)` has a fitted weight already",
                    advice: "remove one; the other is at \(known.node.error("").place)")
            }
            let inner = try value.map(keys: ["weight", "authored"], required: ["weight", "authored"])
            entries[id] = Entry(
                weight: try inner["weight"]?.number() ?? 0, authored: try inner["authored"]?.number() ?? 0, node: key)
        }
    }

    /// Entries of no use, in order of id: their rule is gone, or has another weight now.
    ///
    /// - Parameter authored: of each rule, the weight that its author gave it.
    public func staleEntries(_ authored: [String: Double]) -> [(id: String, node: YAMLNode)] {
        entries.filter { authored[$0.key] != $0.value.authored }.map { ($0.key, $0.value.node) }.sorted { $0.0 < $1.0 }
    }

    /// `rule` with its fitted weight, if it has one that stands.
    ///
    /// - Throws: `RuleError` for a weight that a pack might not have either.
    func weighed(_ rule: Rule) throws(RuleError) -> Rule {
        guard let entry = entries[rule.facts.id], entry.authored == rule.facts.weight else { return rule }
        var rule = rule
        rule.facts.weight = entry.weight
        if let (problem, advice) = RuleWeight.problem(rule.facts, rule.evidence.grade) {
            throw entry.node.error(problem, advice: advice)
        }
        return rule
    }
}
