import Foundation
import Model

// What the cache holds of a rule set. A change here, or in what any of it means, is a change of `RuleCacheKey.format`.

extension Family: CacheWord {}
extension Severity: CacheWord {}
extension RuleFacts.Voice: CacheWord {}
extension Layer: CacheWord {}
extension PostField: CacheWord {}
extension Evasion: CacheWord {}

extension RuleFacts: CacheCodable {
    func write(to writer: inout CacheWriter) {
        writer.write(id)
        writer.write(says)
        writer.write(family)
        writer.write(severity)
        writer.write(weight)
        writer.write(lang)
        writer.write(voice)
        writer.write(mayBe)
        writer.write(isComposite)
    }

    init(from reader: inout CacheReader) throws(CacheDamage) {
        self.init(
            id: try String(from: &reader), says: try String(from: &reader), family: try Family(from: &reader),
            severity: try Severity(from: &reader), weight: try Double(from: &reader), lang: try String?(from: &reader),
            voice: try Voice(from: &reader), mayBe: try [String](from: &reader), isComposite: try Bool(from: &reader))
    }
}

extension CompiledRule: CacheCodable {
    func write(to writer: inout CacheWriter) {
        writer.write(facts)
        writer.write(layer)
        writer.write(fields)
        writer.write(any)
        writer.write(all)
        writer.write(of)
        writer.write(atLeast)
        writer.write(none)
        writer.write(unless)
        writer.write(undone)
        writer.write(comparisons)
        writer.write(near)
        writer.write(when)
    }

    init(from reader: inout CacheReader) throws(CacheDamage) {
        facts = try RuleFacts(from: &reader)
        layer = try Layer(from: &reader)
        fields = try [PostField](from: &reader)
        any = try [Int](from: &reader)
        all = try [Int](from: &reader)
        of = try [Int](from: &reader)
        atLeast = try Int(from: &reader)
        none = try [Int](from: &reader)
        unless = try [Int](from: &reader)
        undone = try [Evasion](from: &reader)
        comparisons = try [Comparison](from: &reader)
        near = try [Near](from: &reader)
        when = try CompiledCondition?(from: &reader)
    }
}

extension CompiledRule.Near: CacheCodable {
    func write(to writer: inout CacheWriter) {
        writer.write(rules)
        writer.write(patterns)
        writer.write(reach.within)
        writer.write(reach.same)
        writer.write(reach.order)
        writer.write(isForbidden)
    }

    init(from reader: inout CacheReader) throws(CacheDamage) {
        rules = try [Int](from: &reader)
        patterns = try [Int](from: &reader)
        reach = Nearness.Reach(
            within: try Int?(from: &reader), same: try Nearness.Part?(from: &reader),
            order: try Nearness.Order?(from: &reader))
        isForbidden = try Bool(from: &reader)
    }
}

extension Nearness.Part: CacheWord {}
extension Nearness.Order: CacheWord {}
extension Comparison.Relation: CacheWord {}
extension Currency: CacheWord {}

extension Comparison: CacheCodable {
    func write(to writer: inout CacheWriter) {
        writer.write(group)
        writer.write(relation)
        writer.write("\(value)")
        writer.write(currency)
    }

    init(from reader: inout CacheReader) throws(CacheDamage) {
        group = try String(from: &reader)
        relation = try Relation(from: &reader)
        guard let value = Decimal(string: try String(from: &reader)) else { throw CacheDamage() }
        self.value = value
        currency = try Currency?(from: &reader)
    }
}

extension CompiledCondition: CacheCodable {
    func write(to writer: inout CacheWriter) {
        term.write(to: &writer)
        writer.write(shown)
    }

    init(from reader: inout CacheReader) throws(CacheDamage) {
        self.init(term: try Term(from: &reader, depth: 0), shown: try [Int](from: &reader))
    }
}

extension CompiledCondition.Term {
    /// The deepest condition that is kept; a deeper one is compiled each time.
    static let deepest = 200

    func write(to writer: inout CacheWriter) {
        switch self {
        case .oneOf(let rules):
            writer.write(0 as Int)
            writer.write(rules)
        case .not(let inner):
            writer.write(1 as Int)
            inner.write(to: &writer)
        case .and(let left, let right):
            writer.write(2 as Int)
            left.write(to: &writer)
            right.write(to: &writer)
        case .or(let left, let right):
            writer.write(3 as Int)
            left.write(to: &writer)
            right.write(to: &writer)
        case .atLeast(let count, let rules):
            writer.write(4 as Int)
            writer.write(count)
            writer.write(rules)
        }
    }

    init(from reader: inout CacheReader, depth: Int) throws(CacheDamage) {
        guard depth < Self.deepest else { throw CacheDamage() }
        switch try Int(from: &reader) {
        case 0: self = .oneOf(try [Int](from: &reader))
        case 1: self = .not(try Self(from: &reader, depth: depth + 1))
        case 2:
            let left = try Self(from: &reader, depth: depth + 1)
            self = .and(left, try Self(from: &reader, depth: depth + 1))
        case 3:
            let left = try Self(from: &reader, depth: depth + 1)
            self = .or(left, try Self(from: &reader, depth: depth + 1))
        case 4:
            let count = try Int(from: &reader)
            guard count > 0 else { throw CacheDamage() }
            self = .atLeast(count, try [Int](from: &reader))
        default: throw CacheDamage()
        }
    }
}
