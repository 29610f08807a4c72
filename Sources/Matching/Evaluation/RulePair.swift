import Model

/// Two sets of rules matched in one go: what both have is matched once.
public struct RulePair: Sendable {
    private let compiled: CompiledRules

    /// In the ids of rules that only one of the sets has in that form, what follows the id proper.
    fileprivate static let marks: (old: Unicode.Scalar, new: Unicode.Scalar) = ("\u{1}", "\u{2}")

    public init(old: RuleSet, new: RuleSet) { compiled = Union(old.compiled, new.compiled).compiled }

    /// A matcher for one thread.
    public func makeMatcher() -> RulePairMatcher { RulePairMatcher(RuleMatcher(compiled, usesPrefilter: true)) }
}

/// Matches posts against two sets of rules. Used on one thread at a time.
public final class RulePairMatcher {
    private let matcher: RuleMatcher

    fileprivate init(_ matcher: RuleMatcher) { self.matcher = matcher }

    /// What holds for `post` by each set, as a matcher of its own would have it; `new` is nil where it is the same.
    ///
    /// - Parameter languages: those whose rules are tried; nil for all.
    public func results(
        for post: Post, in languages: Set<String>? = nil
    ) -> (old: RuleResult, new: RuleResult?) {
        let both = matcher.result(for: post, in: languages)
        let ids = both.hits.lazy.map(\.rule.id) + both.undecided
        guard ids.contains(where: { Self.mark($0) != nil }) else { return (both, nil) }
        return (Self.part(both, RulePair.marks.old), Self.part(both, RulePair.marks.new))
    }

    private static func mark(_ id: String) -> Unicode.Scalar? {
        id.unicodeScalars.last.flatMap { $0 == RulePair.marks.old || $0 == RulePair.marks.new ? $0 : nil }
    }

    /// The share of the set whose mark is `own`, without marks.
    private static func part(_ both: RuleResult, _ own: Unicode.Scalar) -> RuleResult {
        func id(_ id: String) -> String? {
            guard let mark = mark(id) else { return id }
            return mark == own ? String(String.UnicodeScalarView(id.unicodeScalars.dropLast())) : nil
        }
        let hits = both.hits.compactMap { hit in
            id(hit.rule.id).map { id in
                var hit = hit
                hit.rule.id = id
                return hit
            }
        }
        return RuleResult(hits: hits, undecided: both.undecided.compactMap(id))
    }
}

/// The rules of two sets, those once that are the same in both and depend on none that is not.
private struct Union {
    let compiled: CompiledRules

    init(_ old: CompiledRules, _ new: CompiledRules) {
        let shared = Self.shared(old, new)
        // In order of id, so that what holds comes in the same order as by a set alone.
        var places: [(id: String, set: Int, number: Int)] = []
        for (number, rule) in new.rules.enumerated() { places.append((rule.facts.id, 1, number)) }
        for (number, rule) in old.rules.enumerated() where !shared.contains(rule.facts.id) {
            places.append((rule.facts.id, 0, number))
        }
        places.sort { ($0.id, $0.set) < ($1.id, $1.set) }
        var numbers: [[Int]] = [
            [Int](repeating: 0, count: old.rules.count), [Int](repeating: 0, count: new.rules.count),
        ]
        for (place, (_, set, number)) in places.enumerated() { numbers[set][number] = place }
        let byId = Dictionary(uniqueKeysWithValues: new.rules.enumerated().map { ($1.facts.id, numbers[1][$0]) })
        for (number, rule) in old.rules.enumerated() where shared.contains(rule.facts.id) {
            numbers[0][number] = byId[rule.facts.id] ?? 0
        }
        var sources: [Layer: [PatternSource]] = [:]
        var rules: [CompiledRule] = []
        for (id, set, number) in places {
            let own = set == 0 ? old : new
            var facts = own.rules[number].facts
            if !shared.contains(id) {
                facts.id.unicodeScalars.append(set == 0 ? RulePair.marks.old : RulePair.marks.new)
            }
            let layer = own.rules[number].layer
            let patterns = own.layers.first { $0.layer == layer }?.patterns.sources ?? []
            rules.append(
                own.rules[number].renumbered(
                    facts: facts, rules: { numbers[set][$0] },
                    patterns: {
                        sources[layer, default: []].append(patterns[$0])
                        return (sources[layer]?.count ?? 0) - 1
                    }))
        }
        let order = new.conditionOrder.map { numbers[1][$0] }
        let known = Set(order)
        compiled = CompiledRules(
            rules: rules,
            conditionOrder: order + old.conditionOrder.map { numbers[0][$0] }.filter { !known.contains($0) },
            layers: Layer.allCases.compactMap { layer in
                guard
                    old.layers.contains(where: { $0.layer == layer })
                        || new.layers.contains(where: { $0.layer == layer })
                else { return nil }
                return CompiledLayer(layer, sources[layer] ?? [], among: rules)
            })
    }

    /// Ids of the rules that are the same in both.
    private static func shared(_ old: CompiledRules, _ new: CompiledRules) -> Set<String> {
        var names: [String: Int] = [:]
        for rule in old.rules + new.rules where names[rule.facts.id] == nil { names[rule.facts.id] = names.count }
        var texts: [PatternSource: Int] = [:]
        // By numbers that mean the same in both sets.
        func common(_ set: CompiledRules) -> [String: (rule: CompiledRule, isNeighbour: Bool, needs: Set<Int>)] {
            let neighbours = Set(set.rules.flatMap(\.near).flatMap(\.rules))
            var result: [String: (rule: CompiledRule, isNeighbour: Bool, needs: Set<Int>)] = [:]
            for (number, rule) in set.rules.enumerated() {
                let patterns = set.layers.first { $0.layer == rule.layer }?.patterns.sources ?? []
                var needs: Set<Int> = []
                let own = rule.renumbered(
                    facts: rule.facts,
                    rules: {
                        let name = names[set.rules[$0].facts.id] ?? 0
                        needs.insert(name)
                        return name
                    },
                    patterns: {
                        let text = texts[patterns[$0]] ?? texts.count
                        texts[patterns[$0]] = text
                        return text
                    })
                // How many of a neighbour's matches are looked at is more than of another's.
                result[rule.facts.id] = (own, neighbours.contains(number), needs)
            }
            return result
        }
        let (before, after) = (common(old), common(new))
        var shared = before.filter { id, one in
            after[id].map { $0.rule == one.rule && $0.isNeighbour == one.isNeighbour } ?? false
        }
        while true {
            let left = Set(shared.keys.compactMap { names[$0] })
            let kept = shared.filter { $1.needs.isSubset(of: left) }
            if kept.count == shared.count { return Set(shared.keys) }
            shared = kept
        }
    }
}

extension CompiledRule {
    /// The same rule in another set, where `rules` gives the numbers of other rules and `patterns` those of its patterns.
    fileprivate func renumbered(
        facts: RuleFacts, rules: (Int) -> Int, patterns: (Int) -> Int
    ) -> CompiledRule {
        CompiledRule(
            facts: facts, layer: layer, fields: fields, any: any.map(patterns), all: all.map(patterns),
            of: of.map(patterns), atLeast: atLeast, none: none.map(patterns), unless: unless.map(patterns),
            undone: undone, comparisons: comparisons,
            near: near.map { near in
                var own = near
                own.rules = near.rules.map(rules)
                own.patterns = near.patterns.map(patterns)
                return own
            },
            when: when?.renumbered(rules))
    }
}

extension CompiledCondition {
    fileprivate func renumbered(_ rules: (Int) -> Int) -> CompiledCondition {
        func renumbered(_ term: Term) -> Term {
            switch term {
            case .oneOf(let list): .oneOf(list.map(rules))
            case .not(let inner): .not(renumbered(inner))
            case .and(let left, let right): .and(renumbered(left), renumbered(right))
            case .or(let left, let right): .or(renumbered(left), renumbered(right))
            case .atLeast(let count, let list): .atLeast(count, list.map(rules))
            }
        }
        return CompiledCondition(term: renumbered(term), shown: shown.map(rules))
    }
}
