import Model
import TestSupport
import Testing

@testable import Matching

@Suite("Two sets of rules in one go")
struct RulePairTests {
    private static func set(_ bodies: [String]) throws -> RuleSet {
        let pack = TestRules.pack(family: "coercion", bodies.enumerated().map { (RandomRules.id($0), $1) })
        return RuleSet(try CompiledRules(TestRules(["a.yaml": pack]).load().packs.flatMap(\.rules)), version: "")
    }

    @Test("over random rules, some of them changed, each set has what it has by itself", arguments: 1...6)
    func property(seed: UInt64) throws {
        var random = Seeded(seed + 100)
        var bodies = (0..<32).map { RandomRules.body($0, &random) }
        let before = try Self.set(bodies)
        // One in eight is changed, in one set of rules none; some are new.
        for number in bodies.indices where seed > 1 && random.isOne(in: 8) {
            bodies[number] = RandomRules.body(number, &random)
        }
        for number in 32..<(seed > 1 ? 38 : 32) { bodies.append(RandomRules.body(number, &random)) }
        let after = try Self.set(bodies)
        for (old, new) in [(before, after), (after, before)] {
            let (one, other) = (old.makeMatcher(), new.makeMatcher())
            let pair = RulePair(old: old, new: new).makeMatcher()
            var (held, differing) = (0, 0)
            for number in 0..<100 {
                let post = RandomRules.post(number, &random)
                let both = pair.results(for: post)
                let expected = (one.result(for: post), other.result(for: post))
                #expect(both.old == expected.0)
                #expect(both.new ?? both.old == expected.1)
                held += expected.0.hits.count
                if both.new != nil { differing += 1 }
            }
            #expect(held > 100)
            #expect(differing == 0 ? seed == 1 : differing > 10)
        }
    }

    @Test("a rule over rules is its set's own where one of those is changed, though its lines are the same")
    func dependants() throws {
        func rules(_ word: String) throws -> RuleSet {
            let asked = "\nmatch: [x]\nignore: [x]"
            let pack = TestRules.pack(
                family: "coercion",
                [
                    ("coercion.a.en", "any: ['\(word)']" + asked), ("coercion.b", "when: coercion.a.en" + asked),
                    ("coercion.c", "when: not coercion.b" + asked),
                    ("coercion.d.en", "any: ['papers']\nnear: {rule: coercion.a.en, within: 9}" + asked),
                ])
            return RuleSet(try CompiledRules(TestRules(["a.yaml": pack]).load().packs.flatMap(\.rules)), version: "")
        }
        let pair = RulePair(old: try rules("kept"), new: try rules("taken")).makeMatcher()
        let (old, new) = pair.results(for: Post(id: "p", text: "papers kept"))
        #expect(old.hits.map(\.rule.id) == ["coercion.a.en", "coercion.b", "coercion.d.en"])
        #expect(new?.hits.map(\.rule.id) == [])
    }
}
