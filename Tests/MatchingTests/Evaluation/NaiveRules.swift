import Foundation
import Model

@testable import Matching

/// Rules a second time, by the words of docs/rules.md: every pattern over every field with PCRE2 alone, every pair of
/// matches held against each other.
final class NaiveRules {
    private let rules: [Rule]
    private let codes: [String: PCRE2Pattern]
    private let workspace = PCRE2Workspace()

    init(_ rules: [Rule]) throws {
        self.rules = rules.sorted { $0.id < $1.id }
        var codes: [String: PCRE2Pattern] = [:]
        for rule in rules {
            for pattern in rule.patterns {
                codes[pattern.expanded] = try PCRE2Pattern(pattern.expanded, isCaseless: rule.layer == .folded)
            }
        }
        self.codes = codes
    }

    /// The rules that hold, each with the places of its own matches.
    func holding(_ post: Post) -> [String: Set<Place>] {
        var result: [String: Set<Place>] = [:]
        func holds(_ rule: Rule) -> Bool {
            let own = ownPlaces(rule, post)
            if rule.hasPatterns, own.isEmpty { return false }
            if let when = rule.when, !isMet(when, holds) { return false }
            return true
        }
        for rule in rules where holds(rule) { result[rule.id] = ownPlaces(rule, post) }
        return result
    }

    struct Place: Hashable {
        var field: PostField
        var start: Int
        var end: Int
    }

    // MARK: One rule

    private func ownPlaces(_ rule: Rule, _ post: Post) -> Set<Place> {
        var places = matched(rule, post)
        for near in rule.near { places = places.filter { isNear($0, near, rule, post) } }
        for near in rule.notNear { places = places.filter { !isNear($0, near, rule, post) } }
        return places
    }

    /// The matches of a rule whose patterns hold, whatever stands near them.
    private func matched(_ rule: Rule, _ post: Post) -> Set<Place> {
        func places(_ pattern: RulePattern) -> Set<Place> {
            self.places(pattern, rule, rule.fields, post, rule.comparisons)
        }
        func isThere(_ pattern: RulePattern, _ fields: [PostField]) -> Bool {
            !self.places(pattern, rule, fields, post, []).isEmpty
        }
        let (any, all, of) = (rule.any.map(places), rule.all.map(places), rule.of.map(places))
        if !any.isEmpty, any.allSatisfy(\.isEmpty) { return [] }
        if all.contains(where: \.isEmpty) { return [] }
        if of.filter({ !$0.isEmpty }).count < rule.atLeast { return [] }
        if rule.none.contains(where: { isThere($0, rule.fields) }) { return [] }
        if rule.unless.contains(where: { isThere($0, [.title, .text]) }) { return [] }
        return Set((any + all + of).joined())
    }

    private func places(
        _ pattern: RulePattern, _ rule: Rule, _ fields: [PostField], _ post: Post, _ comparisons: [RuleComparison]
    ) -> Set<Place> {
        guard let code = codes[pattern.expanded] else { return [] }
        var result: Set<Place> = []
        for field in fields {
            guard let text = post.text(of: field), !text.isEmpty else { continue }
            let layer = LayerBuilder.layer(rule.layer, of: text)
            _ = layer.bytes.withUnsafeBufferPointer { bytes in
                workspace.forEachCapture(of: code, in: bytes, within: 0...bytes.count) { range, captured in
                    let isRight = comparisons.map(\.comparison).allSatisfy { comparison in
                        guard let groups = code.groups[comparison.group] else { return true }
                        guard let inner = groups.compactMap(captured).first,
                            let value = Decimal(string: String(decoding: bytes[inner], as: UTF8.self))
                        else { return false }
                        switch comparison.relation {
                        case .less: return value < comparison.value
                        case .atMost: return value <= comparison.value
                        case .equal: return value == comparison.value
                        case .unequal: return value != comparison.value
                        case .atLeast: return value >= comparison.value
                        case .greater: return value > comparison.value
                        }
                    }
                    let original = layer.original(of: range)
                    if isRight {
                        result.insert(Place(field: field, start: original.lowerBound, end: original.upperBound))
                    }
                    return true
                }
            }
        }
        return result
    }

    // MARK: Neighbours

    private func isNear(_ own: Place, _ near: Nearness, _ rule: Rule, _ post: Post) -> Bool {
        let others: [Place] =
            switch near.neighbour {
            case .rule(let id):
                rules.filter { Wildcard.matches(id, $0.id) && $0.id != rule.id }.flatMap { matched($0, post) }
            case .patterns(let patterns): patterns.flatMap { places($0, rule, rule.fields, post, []) }
            }
        return others.contains { other in
            guard other.field == own.field else { return false }
            if let within = near.reach.within, max(own.start, other.start) - min(own.end, other.end) > within {
                return false
            }
            if near.reach.order == .before, other.end > own.start { return false }
            if near.reach.order == .after, other.start < own.end { return false }
            guard let same = near.reach.same else { return true }
            let scalars = Array((post.text(of: own.field) ?? "").unicodeScalars)
            let starts = same == .line ? TextBorders.lines(of: scalars).starts : Sentences.starts(in: scalars)
            func parts(_ place: Place) -> Set<Int> {
                Set((place.start..<place.end).map { at in starts.count { $0 <= at } })
            }
            return !parts(own).isDisjoint(with: parts(other))
        }
    }

    // MARK: Other rules

    private func isMet(_ condition: RuleCondition, _ holds: (Rule) -> Bool) -> Bool {
        func named(_ name: RuleCondition) -> [String] {
            rules.filter { rule in
                switch name {
                case .family(let family):
                    rule.facts.family == family && rule.hasPatterns && rule.facts.severity > .s0
                case .rule(let pattern): Wildcard.matches(pattern, rule.id)
                default: false
                }
            }.filter(holds).map(\.id)
        }
        switch condition {
        case .family, .rule: return !named(condition).isEmpty
        case .not(let inner): return !isMet(inner, holds)
        case .and(let left, let right): return isMet(left, holds) && isMet(right, holds)
        case .or(let left, let right): return isMet(left, holds) || isMet(right, holds)
        case .atLeast(let count, let names): return Set(names.flatMap(named)).count >= count
        }
    }
}
