import Model
import Testing

@testable import Matching

@Suite("The matcher holds what a second, slow reading of the rules holds")
struct NaiveRulesTests {
    private static let patterns = [
        "passport", "(?:keep|kept)", "visa.{0,6}boss", "护照", "扣", "여권", "(?<n>\\d{1,2}) years", "(?<n>\\d{1,2})岁",
        "boss", "a", "ไม่",
        "visa",
    ]
    private static let words = [
        "passport", "kept", "keep", "visa", "boss", "护照", "扣", "여권", "요", "17 years", "21 years", "16岁", "30岁", "a",
        "ไม่ให้ออกจากห้อง", ". ", "。",
        "\n", " ", " ", ", ", "! ", "Mr. ", "🔥 ", "ＶＩＳＡ", "B",
    ]

    private static func id(_ number: Int) -> String { "coercion.g\(number / 8).r\(number)" }

    /// A rule of any mixture of conditions, over rules with lower numbers.
    private static func body(_ number: Int, _ random: inout Seeded) -> String {
        func some(_ range: ClosedRange<Int>) -> [String] {
            Array(patterns.shuffled(using: &random).prefix(Int.random(in: range, using: &random)))
        }
        func list(_ patterns: [String]) -> String { "[\(patterns.map { "'\($0)'" }.joined(separator: ", "))]" }
        func isSo() -> Bool { Int.random(in: 0..<3, using: &random) == 0 }
        // Every fourth rule is a composite; every eighth begins a group, which `*` names once it is whole.
        func other(hasPatterns: Bool) -> String {
            let group = Int.random(in: 0...number / 8, using: &random)
            if group < number / 8, isSo() { return "coercion.g\(group).*" }
            let other = Int.random(in: 0..<number, using: &random)
            return id(hasPatterns && other % 4 == 3 ? other - 1 : other)
        }
        func neighbour() -> String {
            var parts = [
                number > 0 && Bool.random(using: &random)
                    ? "rule: '\(other(hasPatterns: true))'" : "any: \(list(some(1...2)))"
            ]
            let first = parts.count
            while parts.count == first {
                if isSo() { parts.append("within: \(Int.random(in: 0...9, using: &random))") }
                if isSo() { parts.append("same: \(["sentence", "line"].randomElement(using: &random)!)") }
                if isSo() { parts.append("order: \(["before", "after"].randomElement(using: &random)!)") }
            }
            return "{\(parts.joined(separator: ", "))}"
        }
        func neighbours() -> String { isSo() ? "[\(neighbour()), \(neighbour())]" : neighbour() }
        if number % 4 == 3 {
            let (one, two) = (id(number - 1), id(number - 2 - Int.random(in: 0...min(4, number - 2), using: &random)))
            let three = other(hasPatterns: false)
            return "when: "
                + [
                    "at least 2 of (\(one), \(two), \(three))", "\(one) and not \(two)",
                    "not at least 2 of (\(one), \(two)) and \(three)",
                    "\(one) or (at least 1 of (\(two)) and \(three))",
                ].randomElement(using: &random)!
        }
        var lines: [String] = []
        if isSo() { lines.append("all: \(list(some(1...2)))") }
        if isSo() { lines += ["at_least: 2", "of: \(list(some(2...5)))"] }
        if lines.isEmpty || isSo() { lines.append("any: \(list(some(1...3)))") }
        if isSo() { lines.append("none: \(list(some(1...1)))") }
        if isSo() { lines.append("unless: \(list(some(1...1)))") }
        if isSo() { lines.append("where: n < \(Int.random(in: 16...22, using: &random))") }
        if isSo() || isSo() { lines.append("near: \(neighbours())") }
        if isSo() { lines.append("not_near: \(neighbours())") }
        return lines.joined(separator: "\n")
    }

    @Test("over random rules and posts", arguments: 1...5)
    func property(seed: UInt64) throws {
        var random = Seeded(seed)
        let files = try TestRules([
            "a.yaml": TestRules.pack(
                family: "coercion",
                (0..<32).map { (Self.id($0), Self.body($0, &random) + "\nmatch: [x]\nignore: [x]") })
        ])
        let rules = files.load().packs.flatMap(\.rules)
        #expect(rules.count == 32)
        let compiled = try CompiledRules(rules)
        let naive = try NaiveRules(rules)
        let (fast, slow) = (
            RuleMatcher(compiled, usesPrefilter: true), RuleMatcher(compiled.searchedEverywhere, usesPrefilter: false)
        )
        let tracer = RuleTracer(rules, matcher: fast)
        var held = 0
        for number in 0..<50 {
            func text(_ most: Int) -> String {
                (0..<Int.random(in: 1...most, using: &random)).map { _ in Self.words.randomElement(using: &random)! }
                    .joined()
            }
            let post = Post(id: "\(number)", text: text(10), title: Bool.random(using: &random) ? text(5) : nil)
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
