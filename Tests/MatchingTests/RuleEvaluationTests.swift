import Model
import Testing

@testable import Matching

@Suite("What a rule says and when it holds")
struct RuleEvaluationTests {

    @Test("any needs one, all needs each, none and unless forbid")
    func conditions() throws {
        let loaded = try TestRules(
            """
            all: ['passport', 'boss']
            any: ['kept', 'taken']
            none: ['copy']
            unless: ['police']
            match: ['the boss: passport kept']
            ignore: ['the boss has a passport']
            """
        ).load()
        #expect(try loaded.holding("passport taken by the boss") == ["coercion.a.en"])
        #expect(try loaded.holding("passport taken") == [])
        #expect(try loaded.holding("a copy of the passport taken by the boss") == [])
        #expect(try loaded.holding("passport taken by the boss", title: "Police appeal") == [])
        #expect(try loaded.holding("taken by the boss", title: "Passport") == ["coercion.a.en"])
    }

    @Test("near keeps only matches that stand close to another rule's")
    func near() throws {
        let loaded = try TestRules([
            "a.yaml": TestRules.pack(
                family: "coercion",
                [
                    ("coercion.job.en", "any: ['farm job']\nmatch: ['farm job']\nignore: ['farm']"),
                    (
                        "coercion.visa.en",
                        """
                        any: ['tourist visa']
                        near: {rule: coercion.job.en, within: 20}
                        match: ['farm job on a tourist visa']
                        ignore: ['tourist visa']
                        """
                    ),
                ])
        ]).load()
        #expect(try loaded.holding("farm job, tourist visa") == ["coercion.job.en", "coercion.visa.en"])
        #expect(
            try loaded.holding("farm job " + String(repeating: "x", count: 40) + " tourist visa") == ["coercion.job.en"]
        )
    }

    @Test("when joins rules and families with and, or, not and brackets")
    func when() throws {
        let loaded = try TestRules([
            "a.yaml": TestRules.pack(
                family: "coercion", [("coercion.debt.en", "any: ['debt']\nmatch: [debt]\nignore: [x]")]),
            "b.yaml": TestRules.pack(
                family: "recruitment", [("recruitment.job.en", "any: ['job']\nmatch: [job]\nignore: [x]")]),
            "c.yaml": TestRules.pack(
                family: "protective", [("protective.news.en", "any: ['reporter']\nmatch: [reporter]\nignore: [x]")]),
            "d.yaml": TestRules.pack(
                family: "trade",
                [
                    (
                        "trade.both",
                        "when: recruitment and (coercion.d* or trade) and not protective\nmatch: [job and debt]\nignore: [job]"
                    )
                ]),
        ]).load()
        #expect(loaded.errors.map(\.report) == [])
        #expect(try loaded.holding("a job with a debt") == ["coercion.debt.en", "recruitment.job.en", "trade.both"])
        #expect(try loaded.holding("reporter: a job with a debt").contains("trade.both") == false)
        let hit = try #require(
            loaded.rules?.makeMatcher().result(for: Post(id: "p", text: "a job with a debt")).hits.last)
        #expect(hit.rule.isComposite)
        #expect(hit.spans.map(\.text) == ["job"])
    }

    @Test("lists stand for their entries, and may use other lists")
    func lists() throws {
        let loaded = try TestRules(
            """
            any: ['$en.keep.{0,10}$en.papers']
            match: ['keeps the passport']
            ignore: ['keeps the dog']
            """, lists: ["en": "papers: ['passports?', '$en.cards']\ncards: ['id cards?']\nkeep: ['keeps?', 'kept']"]
        ).load()
        #expect(try loaded.holding("they kept my ID cards") == ["coercion.a.en"])
    }

    @Test("spans quote the original, in order, without doubles")
    func spans() throws {
        let loaded = try TestRules(
            "any: ['passport', 'pass(?:port)? kept', 'боss']\nmatch: ['passport']\nignore: ['x']"
        ).load()
        let post = Post(id: "p", text: "🌾 Ｐａｓｓｐｏｒｔ, then pass\u{200B}port kept")
        let hit = try #require(loaded.rules?.makeMatcher().result(for: post).hits.first)
        #expect(hit.spans.map(\.text) == ["Ｐａｓｓｐｏｒｔ", "pass\u{200B}port kept"])
        #expect(hit.spans.map(\.start) == [2, 17])
    }

    @Test("a pattern's literals are folded like the text")
    func foldedPatterns() throws {
        let loaded = try TestRules(
            "any: ['微信（内部）', '[：:]ＡＢ', 'cafe\u{301}', '[🍒x]yz']\nmatch: ['微信(内部)']\nignore: ['x']"
        ).load()
        #expect(loaded.errors.map(\.report) == [])
        for text in ["微信（内部）", "微信(内部)", "：ab", ":ＡＢ", "CAFÉ", "🍒yz", "XYZ"] {
            #expect(try loaded.holding(text) == ["coercion.a.en"], "\(text)")
        }
    }

    @Test("plain is exact: case and width matter")
    func plainLayer() throws {
        let loaded = try TestRules("layer: plain\nany: ['USDT']\nmatch: ['USDT']\nignore: ['usdt']").load()
        #expect(try loaded.holding("ＵＳＤＴ") == [])
        #expect(try loaded.holding("in USDT") == ["coercion.a.en"])
    }

    @Test("the same post gives the same result, whichever matcher is asked")
    func deterministic() throws {
        let loaded = try TestRules("any: ['ab.{0,5}bc', 'bc']\nmatch: [bc]\nignore: [x]").load()
        let rules = try #require(loaded.rules)
        let post = Post(id: "p", text: "ab bc ab abc bc", title: "bc")
        let first = rules.makeMatcher().result(for: post)
        let matcher = rules.makeMatcher()
        for _ in 0..<3 { #expect(matcher.result(for: post) == first) }
    }
}
