import Model
import TestSupport
import Testing

@testable import Matching

@Suite("The matcher holds what a second, slow reading of the rules holds")
struct NaiveRulesTests {
    @Test("over random rules and posts", arguments: 1...5)
    func property(seed: UInt64) throws {
        var random = Seeded(seed)
        let files = try TestRules([
            "a.yaml": TestRules.pack(
                family: "coercion",
                (0..<32).map { (RandomRules.id($0), RandomRules.body($0, &random)) })
        ])
        let rules = files.load().packs.flatMap(\.rules)
        #expect(rules.count == 32)
        let compiled = try CompiledRules(rules)
        let naive = try NaiveRules(rules)
        let (fast, slow) = (
            RuleMatcher(compiled, usesPrefilter: true), RuleMatcher(compiled.searchedEverywhere(), usesPrefilter: false)
        )
        let tracer = RuleTracer(rules, matcher: fast)
        var held = 0
        for number in 0..<50 {
            let post = RandomRules.post(number, &random)
            let result = fast.result(for: post)
            #expect(slow.result(for: post) == result)
            let expected = naive.holding(post)
            #expect(result.hits.map(\.rule.id) == expected.keys.sorted(), "\(post.title ?? "") | \(post.text)")
            for hit in result.hits {
                guard let places = expected[hit.rule.id], !places.isEmpty else { continue }
                let own = Set(hit.spans.map { NaiveRules.Place(field: $0.field, start: $0.start, end: $0.end) })
                #expect(own.isSubset(of: places))
                // What is left out lies within what is shown.
                #expect(
                    places.allSatisfy { place in
                        own.contains { $0.field == place.field && $0.start <= place.start && $0.end >= place.end }
                    })
            }
            if number % 10 == 0 {
                let traces = rules.compactMap { tracer.trace(of: $0.id, on: post) }
                #expect(traces.filter(\.holds).map(\.rule.id).sorted() == result.hits.map(\.rule.id), "\(post.text)")
            }
            held += result.hits.count
        }
        #expect(held > 50)
    }
}
