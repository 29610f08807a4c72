import Model
import Testing

@testable import Matching

@Suite("Explaining what rules do")
struct RuleTracerTests {
    /// The repository's own rules, loaded once.
    private static let shipped = RuleLoader.load([
        #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/rules"
    ])

    @Test("the conditions of a rule all hold just where the rule does, on the shipped rules' own examples and posts")
    func agreement() throws {
        let tracer = try #require(RuleTracer(Self.shipped, tellsReach: false))
        let rules = Self.shipped.packs.flatMap(\.rules)
        var posts = stride(from: 0, to: rules.count, by: 20).map { Post(id: "\($0)", text: rules[$0].match[0].text) }
        posts += stride(from: 0, to: Self.shipped.tests.count, by: 40).map { Self.shipped.tests[$0].post }
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

    @Test("what a rule needs, and what of it is missing, is told in words")
    func need() throws {
        let trace = try #require(
            try tracer().trace(of: "coercion.visa.en", on: Post(id: "p", text: "tourist visa job")))
        #expect(trace.need.words() == "“tourist visa” and (“job” or “work”) and “boss”")
        #expect(trace.found == ["tourist visa", "job"])
        #expect(trace.need.missing(Set(trace.found))?.words() == "“boss”")
        #expect(!trace.need.isMet(Set(trace.found)))
        #expect(abs(trace.need.share(Set(trace.found)) - 2.0 / 3) < 0.001)
    }
}
