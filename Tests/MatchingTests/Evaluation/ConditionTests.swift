import Model
import TestSupport
import Testing

@testable import Matching

@Suite("Neighbours, counts and numbers")
struct ConditionTests {
    /// Two rules: one that finds a job, and `body`.
    private static func load(_ body: String) throws -> RuleLoader.Loaded {
        let job = "any: ['\\b(?:farm|hotel) job\\b', '农场工作']\nmatch: ['farm job']\nignore: [farm]"
        let loaded = try TestRules([
            "a.yaml": TestRules.pack(
                family: "coercion",
                [
                    ("coercion.job.en", job),
                    ("coercion.job.inn", "any: ['inn work']\nmatch: ['inn work']\nignore: [inn]"),
                ]),
            "b.yaml": TestRules.pack(family: "trade", [("trade.it", body)]),
        ]).load()
        #expect(loaded.errors.map(\.report) == [])
        return loaded
    }

    // MARK: Neighbours

    @Test(
        "a neighbour is a rule, rules or patterns, as far away, on the side and in the part of the text that is asked",
        arguments: [
            // Distances count scalars of the original: the wide letters and the mark are one each.
            ("{rule: coercion.job.en, within: 4}", "farm job, a visa", "farm job, the visa"),
            ("{rule: coercion.job.en, within: 1}", "农场工作，visa", "农场工作，，visa"),
            ("{rule: coercion.job.en, within: 2}", "ＦＡＲＭ ＪＯＢ\u{200B} visa", "farm job   visa"),
            ("{rule: coercion.job.*, within: 3}", "inn work: visa", "inn work, here: visa"),
            ("{any: ['boss', 'owner'], within: 5}", "visa by boss", "visa of another boss"),
            ("{any: ['boss'], within: 5, order: before}", "boss: visa", "visa: boss"),
            ("{any: ['boss'], order: after}", "visa for you, says one boss", "the boss has a visa"),
            ("{any: ['boss'], same: sentence}", "a visa with Mr. Lee, the boss", "A visa. The boss says so"),
            ("{any: ['老板'], same: sentence}", "visa，老板说", "visa。老板说"),
            ("{any: ['사장'], same: sentence}", "visa 있는 사장", "visa 있어요 사장님"),
            ("{any: ['boss'], same: line}", "A visa. The boss says so", "a visa\nthe boss"),
            (
                "{any: ['boss'], same: sentence, order: before, within: 9}", "boss has a visa",
                "boss, you know, has a visa"
            ),
            (
                "[{any: ['boss'], within: 9}, {rule: coercion.job.en, within: 9}]", "farm job, visa, boss",
                "farm job, visa"
            ),
            // Each must stand near the same match.
            (
                "[{any: ['boss'], within: 3}, {any: ['owner'], within: 3}]", "boss visa owner",
                "boss visa, and there a visa owner"
            ),
            ("{any: ['boss'], within: 0}", "bossvisa", "boss visa"),
            ("{any: ['vis', 'a'], within: 9, order: after}", "visa a", "visa of "),
        ])
    func near(near: String, holds: String, fails: String) throws {
        let loaded = try Self.load(
            "any: ['visa']\nnear: \(near)\nmatch: ['\(holds.replacing("\n", with: " "))']\nignore: ['x']")
        #expect(try loaded.holding(holds).contains("trade.it"))
        #expect(try !loaded.holding(fails).contains("trade.it"))
        // The neighbour in another field is no neighbour.
        #expect(try !loaded.holding("visa", title: holds.replacing("visa", with: "paper")).contains("trade.it"))
    }

    @Test("a match with a neighbour that must not be there does not count, and another one does")
    func notNear() throws {
        let loaded = try Self.load(
            "any: ['visa']\nnot_near: {any: ['free', '免'], within: 4}\nmatch: [visa]\nignore: ['free visa']")
        #expect(try loaded.holding("visa") == ["trade.it"])
        #expect(try loaded.holding("free a visa") == [])
        #expect(try loaded.holding("免 visa") == [])
        let post = Post(id: "p", text: "free visa, and much later a visa")
        #expect(loaded.rules?.makeMatcher().result(for: post).hits.flatMap(\.spans).map(\.start) == [28])
    }

    @Test("of hundreds of matches, one with a neighbour is found")
    func many() throws {
        let loaded = try Self.load(
            "any: ['visa']\nnear: {rule: coercion.job.en, within: 2}\nmatch: ['visa farm job']\nignore: [x]")
        let text =
            String(repeating: "visa .... ", count: 400) + "visa farm job "
            + String(repeating: "…… farm job ", count: 300)
        let hit = loaded.rules?.makeMatcher().result(for: Post(id: "p", text: text)).hits.last
        #expect(hit?.spans.map(\.start) == [4000])
    }

    @Test("the nearest neighbours of a match are found among many, as by looking at all of them")
    func neighbours() {
        var random = Seeded(3)
        for _ in 0..<3000 {
            func range() -> Range<Int> {
                let start = Int.random(in: 0..<40, using: &random)
                return start..<start + Int.random(in: 1...6, using: &random)
            }
            let others = (0..<Int.random(in: 0...6, using: &random)).map { _ in range() }
            let own = range()
            let nearest = Neighbours(others).nearest(to: own)
            #expect(nearest.overlaps == others.contains { $0.overlaps(own) })
            #expect(nearest.before == others.map(\.upperBound).filter { $0 <= own.lowerBound }.max())
            #expect(nearest.after == others.map(\.lowerBound).filter { $0 >= own.upperBound }.min())
        }
    }

    // MARK: Counts

    @Test("of patterns, so many different ones must match, in any of the fields")
    func counts() throws {
        let loaded = try Self.load(
            "at_least: 2\nof: ['passport', 'phone', 'wage']\nany: ['boss']\nmatch: [boss phone wage]\nignore: [boss phone phone]"
        )
        #expect(try loaded.holding("boss: passport, wage") == ["trade.it"])
        #expect(try loaded.holding("boss: wage", title: "PHONE") == ["trade.it"])
        #expect(try loaded.holding("boss: passport passport") == [])
        #expect(try loaded.holding("passport wage phone") == [])
        let hit = loaded.rules?.makeMatcher().result(for: Post(id: "p", text: "boss: wage and phone")).hits.first
        #expect(hit?.spans.map(\.text) == ["boss", "wage", "phone"])
        #expect(hit?.rule.isComposite == false)
    }

    @Test(
        "when counts different rules, alone and within and, or, not",
        arguments: [
            ("at least 2 of (coercion.job.*, coercion)", "farm job, inn work", "farm job, hotel job"),
            ("at least 1 of (coercion.job.en)", "farm job", "inn work"),
            (
                "coercion.job.en and not at least 2 of (coercion.job.en, coercion.job.inn)", "farm job",
                "farm job, inn work"
            ),
            ("(at least 2 of (coercion.job.en,coercion.job.inn)) or coercion.job.inn", "inn work", "farm job"),
        ])
    func counted(when: String, holds: String, fails: String) throws {
        let loaded = try Self.load("when: \(when)\nmatch: ['\(holds)']\nignore: ['\(fails)']")
        #expect(try loaded.holding(holds).contains("trade.it"))
        #expect(try !loaded.holding(fails).contains("trade.it"))
        #expect(loaded.packs.flatMap(\.rules).last?.when?.text.replacing(" ", with: "").contains("atleast") == true)
    }

    // MARK: Numbers

    @Test(
        "a match counts only where its numbers are as asked",
        arguments: [
            ("any: ['(?<age>\\d+) years']\nwhere: age < 18", "16 years", "21 years"),
            ("any: ['(?<age>\\d+) years']\nwhere: age < 18", "21 years, 16 years", "19 years, 20 years"),
            ("any: ['(?<age>\\d+) years']\nwhere: [age >= 13, age < 18]", "13 years", "12 years"),
            ("any: ['(?<age>[一二十八六七]+)岁', '(?<age>\\d+)岁']\nwhere: age < 18", "十六岁", "十八岁"),
            (
                "any: ['(?|(?<age>\\d+)岁|年龄(?<age>\\d+))', '(?J)(?<age>\\d+)歳|歳(?<age>\\d+)']\nwhere: age < 18", "年龄16",
                "年龄26"
            ),
            ("any: ['(?:(?<age>\\d+) )?years old']\nwhere: age < 18", "16 years old", "years old"),
            ("all: ['visa', '(?<age>\\d+) years']\nwhere: age < 18", "visa, 16 years", "visa, 21 years"),
            ("any: [visa, cam]\nall: ['(?<age>\\d+) years']\nwhere: age < 18", "visa, 16 years", "visa, 21 years"),
            ("any: ['room for (?<price>\\d+[^,]*)']\nwhere: price < 100 CNY", "room for 99元", "room for 99 USD"),
            ("any: ['room for (?<price>\\d+[^,]*)']\nwhere: price < 100 CNY", "room for 50 rmb", "room for 50"),
            (
                "any: ['room for ¥?(?<price>[\\d,.]+)[万元]*']\nwhere: price >= 10000 CNY", "room for ¥1.5万",
                "room for ¥1.5"
            ),
            (
                "any: ['room for (?<price>.{1,12})baht']\nwhere: price = 5000 THB", "room for ๕,๐๐๐ baht",
                "room for 5.5 baht"
            ),
            ("layer: plain\nany: ['price (?<price>\\S+)']\nwhere: price > 100 TWD", "price ＮＴ＄１５０", "price NT$15"),
            ("at_least: 1\nof: ['(?<n>\\d+) people']\nwhere: n != 5", "6 people", "5 people"),
        ])
    func numbers(body: String, holds: String, fails: String) throws {
        let loaded = try Self.load("\(body)\nmatch: ['\(holds)']\nignore: ['\(fails)']")
        #expect(try loaded.holding(holds) == ["trade.it"])
        #expect(try loaded.holding(fails) == [])
    }

    @Test("a match that counts is found behind many that do not")
    func behindMany() throws {
        let loaded = try Self.load(
            "any: ['(?<age>\\d+) years']\nwhere: age < 18\nmatch: [16 years]\nignore: [21 years]")
        let text = String(repeating: "21 years, ", count: 500) + "16 years"
        let hit = loaded.rules?.makeMatcher().result(for: Post(id: "p", text: text)).hits.first
        #expect(hit?.spans.map(\.text) == ["16 years"])
    }

    @Test("the same capture is told apart by name and number, with none for what took no part")
    func captures() throws {
        let pattern = try PCRE2Pattern("(?J)(a)(?<x>b)?(?<y>c)|(?<x>d)")
        #expect(pattern.groups == ["x": [2, 4], "y": [3]])
        var seen: [[Range<Int>?]] = []
        let isDecided = Array("acd abc".utf8).withUnsafeBufferPointer { text in
            PCRE2Workspace().forEachCapture(of: pattern, in: text, within: 0...text.count) { _, captured in
                seen.append((1...4).map(captured))
                return true
            }
        }
        #expect(isDecided)
        #expect(seen == [[0..<1, nil, 1..<2, nil], [nil, nil, nil, 2..<3], [4..<5, 5..<6, 6..<7, nil]])
    }
}
