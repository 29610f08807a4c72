import Model
import Testing

@testable import Matching

@Suite("Explaining what rules do")
struct RuleTracerTests {
    @Test("the conditions of a rule all hold just where the rule does, on the shipped rules' own examples and posts")
    func agreement() throws {
        let tracer = try #require(RuleTracer(ShippedRules.loaded, tellsReach: false))
        let rules = ShippedRules.loaded.packs.flatMap(\.rules)
        var posts = stride(from: 0, to: rules.count, by: 20).map { Post(id: "\($0)", text: rules[$0].match[0].text) }
        posts += stride(from: 0, to: ShippedRules.loaded.tests.count, by: 40).map { ShippedRules.loaded.tests[$0].post }
        var held = 0
        for post in posts {
            let trace = tracer.trace(post)
            #expect(trace.candidates.filter(\.holds).map(\.rule.id) == trace.result.hits.map(\.rule.id), "\(post.text)")
            held += trace.result.hits.count
        }
        #expect(held > posts.count / 2)
    }

    private func tracer() throws -> RuleTracer {
        let offer = """
            any: ['\\b(?:hiring|job offer)\\b']
            match: [hiring now]
            ignore: [fired]
            """
        let visa = """
            any: ['\\btourist visa.{0,12}(?:work|job)']
            all: ['\\bboss\\b']
            none: ['\\bembassy\\b']
            unless: ['\\bpolice\\b']
            near: {rule: coercion.offer.en, within: 20}
            match: [hiring on a tourist visa for work says the boss]
            ignore: [tourist visa]
            """
        let both = """
            when: coercion.offer.en and not coercion.visa.en
            match: [hiring now]
            ignore: [nothing]
            """
        let rules = try TestRules([
            "a.yaml": TestRules.pack(
                family: "coercion", [("coercion.offer.en", offer), ("coercion.visa.en", visa), ("coercion.z.en", both)])
        ])
        return try #require(RuleTracer(rules.load()))
    }

    @Test(
        "each condition is said to hold or to fail",
        arguments: [
            ("hiring on a tourist visa for work says the boss", []),
            ("hiring on a tourist visa for fun says the boss", [.any, .near]),
            ("hiring on a tourist visa for work", [.all]),
            ("hiring on a tourist visa for work, boss of the embassy", [.none]),
            ("hiring on a tourist visa for work, boss told the police", [.unless]),
            ("hiring in town, and far from there they gave a tourist visa for work to the boss", [.near]),
            ("a tourist visa for work from the boss", [.near]),
        ] as [(String, [ConditionTrace.Kind])])
    func conditions(text: String, failed: [ConditionTrace.Kind]) throws {
        let post = Post(id: "p", text: text)
        let tracer = try tracer()
        let trace = try #require(tracer.trace(of: "coercion.visa.en", on: post))
        #expect(trace.conditions.filter { $0.holds == false }.map(\.kind) == failed)
        let all = tracer.trace(post)
        #expect(all.result.hits.contains { $0.rule.id == "coercion.visa.en" } == failed.isEmpty)
        #expect(all.candidates.filter(\.holds).map(\.rule.id) == all.result.hits.map(\.rule.id))
    }

    @Test("a composite tells which of the rules that it names hold")
    func composite() throws {
        let trace = try #require(try tracer().trace(of: "coercion.z.en", on: Post(id: "p", text: "hiring now")))
        #expect(trace.holds)
        #expect(trace.conditions[0].note == "coercion.offer.en: coercion.offer.en; coercion.visa.en: none holds")
    }

    @Test(
        "of a pattern that does not match, the part that matches and the part that fails are told as written",
        arguments: [
            ("hiring on a tourist visa for fun", #"\btourist visa.{0,12}"#, "(?:work|job)"),
            ("tourist guide", #"\btourist "#, "visa"), ("nothing of it", "", #"\b"#),
        ])
    func reach(text: String, matched: String, failed: String) throws {
        let trace = try #require(try tracer().trace(of: "coercion.visa.en", on: Post(id: "p", text: text)))
        let reach = try #require(trace.conditions[0].patterns[0].reach)
        #expect(reach.matched == matched)
        #expect(reach.failed == failed)
    }

    @Test(
        "of neighbours, counts and numbers it is told which held and why others failed",
        arguments: [
            (
                "near: {rule: coercion.offer.en, within: 5}", "a visa; then hiring", .near, false,
                "`coercion.offer.en` stands 7 characters after it, where at most 5 are allowed"
            ),
            (
                "near: {any: ['boss'], same: sentence}", "A visa. The boss", .near, false,
                "the neighbour stands 6 characters after it, in another sentence"
            ),
            (
                "near: {any: ['boss'], order: before}", "visa, boss", .near, false,
                "the neighbour stands 2 characters after it, and not before it"
            ),
            (
                "near: [{any: ['boss'], within: 9}, {rule: coercion.offer.en, within: 9}]", "visa, boss", .near, false,
                "the neighbour stands 2 characters after it; `coercion.offer.en` has matched nowhere there"
            ),
            ("near: {any: ['sa'], within: 9}", "visa", .near, true, "the neighbour stands overlapping it"),
            (
                "not_near: {any: ['boss'], within: 9}", "visa, boss", .notNear, false,
                "the neighbour stands 2 characters after it"
            ),
            (
                "not_near: {any: ['boss'], within: 1}", "visa, boss", .notNear, true,
                "the neighbour stands 2 characters after it, where at most 1 are allowed"
            ),
            ("at_least: 2\nof: ['boss', 'debt', 'wage']", "visa, boss, boss", .of, false, "1 of at least 2 match"),
            ("all: ['(?<age>\\d+) years']\nwhere: age < 18", "visa at 21 years", .where, false, "age is 21, not < 18"),
            (
                "all: ['(?<age>\\d+) years']\nwhere: age < 18", "visa at 21 years, 17 years", .where, true,
                "age is 21, not < 18; age is 17"
            ),
            (
                "all: ['for (?<price>.{1,9})']\nwhere: price < 9 EUR", "visa for 5 USD", .where, false,
                "price is 5 USD, not EUR"
            ),
            (
                "all: ['for (?<price>.{1,9})']\nwhere: price < 9 EUR", "visa for 5", .where, false,
                "price is 5, and no currency stands beside it"
            ),
            (
                "all: ['for (?<price>.{1,9})']\nwhere: price < 9 EUR", "visa for free", .where, false,
                "price is “free”, which is no number"
            ),
            (
                "when: at least 2 of (coercion.offer.en, coercion.z.en)", "visa, hiring", .when, false,
                "coercion.offer.en: coercion.offer.en; coercion.z.en: none holds; 1 of at least 2 hold"
            ),
        ] as [(String, String, ConditionTrace.Kind, Bool, String)])
    func notes(body: String, text: String, kind: ConditionTrace.Kind, holds: Bool, note: String) throws {
        let rules = try TestRules([
            "a.yaml": TestRules.pack(
                family: "coercion",
                [
                    ("coercion.offer.en", "any: ['hiring']\nmatch: [hiring]\nignore: [x]"),
                    ("coercion.z.en", "any: ['zz']\nmatch: [zz]\nignore: [x]"),
                    ("coercion.visa.en", "any: ['visa']\n\(body)\nmatch: [x]\nignore: [x]"),
                ])
        ]).load().packs.flatMap(\.rules)
        let matcher = RuleMatcher(try CompiledRules(rules), usesPrefilter: true)
        let post = Post(id: "p", text: text)
        let trace = try #require(RuleTracer(rules, matcher: matcher).trace(of: "coercion.visa.en", on: post))
        let condition = try #require(trace.conditions.first { $0.kind == kind })
        #expect(condition.holds == holds)
        #expect(condition.note == note)
        #expect(trace.holds == matcher.result(for: post).hits.contains { $0.rule.id == "coercion.visa.en" })
    }

    @Test("what a rule needs, and what of it is missing, is told in words")
    func need() throws {
        let trace = try #require(
            try tracer().trace(of: "coercion.visa.en", on: Post(id: "p", text: "tourist visa job")))
        #expect(trace.need.words() == "“tourist visa” and (“job” or “work”) and “boss”")
        let counted = RuleNeed(.count(2, of: ["aa", "bb", "cc"].map { .literal(Array($0.utf8)) }))
        #expect(counted.words() == "at least 2 of “aa”, “bb”, “cc”")
        #expect(counted.isMet(["aa", "cc"]) && !counted.isMet(["aa"]))
        #expect(counted.share(["aa"]) == 0.5)
        #expect(trace.found == ["tourist visa", "job"])
        #expect(trace.need.missing(Set(trace.found))?.words() == "“boss”")
        #expect(!trace.need.isMet(Set(trace.found)))
        #expect(abs(trace.need.share(Set(trace.found)) - 2.0 / 3) < 0.001)
    }
}
