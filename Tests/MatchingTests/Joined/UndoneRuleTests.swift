import Model
import Testing

@testable import Matching

@Suite("Rules that ask what was undone")
struct UndoneRuleTests {
    private static let quiet = "match: [p.a.s.s.p.o.r.t]\nignore: [passport]"

    private static func loaded(_ body: String, family: String = "obfuscation", id: String = "obfuscation.a.any") throws
        -> RuleLoader.Loaded
    { try TestRules(family: family, id: id, body).load() }

    private func spans(_ body: String, _ text: String) throws -> [String] {
        let loaded = try Self.loaded(body)
        let rules = try #require(loaded.rules, "\(loaded.errors)")
        let hits = rules.makeMatcher().result(for: Post(id: "p", text: text)).hits
        return hits.flatMap(\.spans).map(\.text)
    }

    @Test("a rule without patterns holds where something telling was undone, and quotes it as it stood")
    func alone() throws {
        let body = "undone: [spaced]\n" + Self.quiet
        #expect(try spans(body, "my p.a.s.s.p.o.r.t is there") == ["p.a.s.s.p.o.r.t"])
        #expect(try spans(body, "made in the U.S.S.R. by S.W.A.T.") == [])
        #expect(try spans(body, "p4ssp0rt") == [])
    }

    @Test(
        "each way of hiding is told apart",
        arguments: [
            ("spaced", "p.a.s.s.p.o.r.t", Evasion.spaced), ("digits", "p4ssp0rt", .digitsForLetters),
            ("invisible", "pass\u{200B}po\u{2060}rt", .invisible), ("styled", "p𝓪ss𝖕ort", .styled),
            ("twins", "раsspоrt", .lookAlikes), ("jamo", "ㅇㅕㄱㅝㄴ", .jamo), ("numbers", "공일공오오오공일일", .numbers),
        ])
    func kinds(name: String, text: String, kind: Evasion) {
        let telling = Set(LayerBuilder.layer(.joined, of: "so \(text) so").undone.filter(\.isTelling).map(\.kind))
        #expect(telling == [kind])
    }

    @Test(
        "ordinary writing tells nothing",
        arguments: [
            "𝓟𝓪𝓼𝓽𝓮𝓵 𝓷𝓪𝓲𝓵𝓼", "Ｗｅｌｃｏｍｅ ＶＩＰ", "🍒🍓🍑 fruit 🍒", "ㅋㅋㅋ 감사 ㅠㅠ ㅇㅇ", "Caf\u{65}\u{301} e\u{301}cole",
            "\u{FEFF}Hello",
            "👩\u{200D}👩\u{200D}👧 family", "می\u{200C}خواهم", "क्\u{200D}ष", "Un\u{AD}be\u{AD}lie\u{AD}vable",
            "\u{200F}שלום\u{200F}",
            "+1 555-0100, 555.0101", "010-555-0111", "DE89 3704 0044 0532 0130 00", "2026-11-25 10:30", "x + y + z = 3",
            "U.S.A. and the U.S.S.R., a.s.a.p., p.m.", "J. R. R. Tolkien", "A B C D E F G", "Q & A", "A/B/C",
            "1️⃣ wash 2️⃣ dry 3️⃣ iron", "①②③④⑤⑥⑦ steps", "iPhone 15, MP3, COVID-19, H1B, B2B", "🇵🇭🇻🇳🇹🇭 welcome", "H₂O and x²",
            "할 수 있 다", "나 너 우리 다 함 께", "春 夏 秋 冬", "남*녀 모집", "Cтоимость", "µm and Ω", "1 2 3 4 5 6 7 8",
            "one two three four five six seven",
            "room 12, 3 beds, 2 baths, 1 kitchen", "W E S T", "10,000,000원 2,000만원", "สอง สาม ห้อง",
            "kitten s2 lily_0144 @mia0144",
            "https://example.org/a1b2c3d4e5/x7y8", "G Am C D Em A D G C", "가 나 다 라 마 바", "Gr8 4U2", "k8s and i18n",
            "Wi‑Fi",
        ])
    func ordinary(text: String) {
        let telling = LayerBuilder.layer(.joined, of: text).undone.filter(\.isTelling)
        #expect(telling.isEmpty, "\(telling)")
    }

    @Test("a rule with patterns holds where one of them lies on something undone, telling or not")
    func overlapping() throws {
        let body = "undone: [spaced, digits-for-letters]\nany: ['passport']\n" + Self.quiet
        #expect(try spans(body, "a passport and a p.a.s.s.p.o.r.t") == ["p.a.s.s.p.o.r.t"])
        #expect(try spans(body, "a passport and a h.o.t.e.l") == [])
        #expect(try spans(body, "a pa5sport") == ["pa5sport"])
    }

    @Test("conditions of other kinds hold back a rule over what was undone")
    func conditions() throws {
        let unless = "undone: [spaced]\nunless: ['chess']\n" + Self.quiet
        #expect(try spans(unless, "p.a.s.s.p.o.r.t") == ["p.a.s.s.p.o.r.t"])
        #expect(try spans(unless, "chess: p.a.s.s.p.o.r.t") == [])
        let near =
            "undone: [spaced]\nany: ['passport']\nnear: {any: ['kept'], within: 10}\n"
            + "match: [p.a.s.s.p.o.r.t kept]\nignore: [passport kept]"
        #expect(try spans(near, "p.a.s.s.p.o.r.t is kept") == ["p.a.s.s.p.o.r.t"])
        #expect(try spans(near, "p.a.s.s.p.o.r.t and nothing more of it is kept") == [])
    }

    @Test("where a rule reads joined, rules on folded find hidden words too, once each; without one they do not")
    func folded() throws {
        let coercion = TestRules.pack(
            family: "coercion", [("coercion.a.en", "all: ['passport', 'kept']\nmatch: [passport kept]\nignore: [x]")])
        let asking = TestRules.pack(family: "obfuscation", [("obfuscation.a.any", "undone: [spaced]\n" + Self.quiet)])
        let text = "my p.a.s.s.p.o.r.t is kept, passport"
        let both = try TestRules(["a.yaml": coercion, "b.yaml": asking]).load()
        let hit = try #require(both.rules?.makeMatcher().result(for: Post(id: "p", text: text)).hits.first)
        #expect(hit.spans.map(\.text) == ["p.a.s.s.p.o.r.t", "kept", "passport"])
        #expect(hit.spans.map(\.layer) == [.joined, .folded, .folded])
        #expect(try both.holding("my p.a.s.s.p.o.r.t is kept") == ["coercion.a.en", "obfuscation.a.any"])
        #expect(try both.holding("p4ssport kept", title: "x") == ["coercion.a.en"])
        let alone = try TestRules(["a.yaml": coercion]).load()
        #expect(try alone.holding("my p.a.s.s.p.o.r.t is kept") == [])
    }

    @Test("the layer is made only where a rule asks for it or it differs, and the explanation shows it")
    func explained() throws {
        let asking = TestRules.pack(
            family: "obfuscation",
            [
                ("obfuscation.a.any", "undone: [spaced]\n" + Self.quiet),
                ("obfuscation.b.any", "undone: [spaced]\nany: ['passport']\n" + Self.quiet),
            ])
        let loaded = try TestRules(["b.yaml": asking]).load()
        let tracer = try #require(RuleTracer(loaded))
        let trace = tracer.trace(Post(id: "p", text: "a p.a.s.s.p.o.r.t"))
        #expect(trace.layers.map(\.text) == ["a passport"])
        #expect(trace.candidates.map(\.rule.id) == ["obfuscation.a.any", "obfuscation.b.any"])
        let conditions = trace.candidates.flatMap(\.conditions).filter { $0.kind == .undone }
        #expect(conditions.map(\.holds) == [true, true])
        #expect(conditions.first?.note == "spaced 2–17 “p.a.s.s.p.o.r.t”")
        let other = try #require(tracer.trace(of: "obfuscation.b.any", on: Post(id: "p", text: "a passport")))
        #expect(!other.holds)
        #expect(other.conditions.last?.note == "nothing of it was undone")
    }
}
