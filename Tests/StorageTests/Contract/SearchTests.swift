import Foundation
import Model
import Storage
import TestSupport
import Testing

@Suite("Searching posts")
struct SearchTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private static let posts: [(id: String, title: String?, text: String)] = [
        ("zh", "出国打工", "旅游签过去就能工作，月薪两万，包吃包住。"),
        ("zh-long", nil, "招聘餐厅服务员，需要合法工作签证。"),
        ("ko", "비자 없이 일자리", "숙식 제공, 여권은 저희가 보관합니다."),
        ("ko-apart", nil, "숙식 제공".decomposedStringWithCanonicalMapping),
        ("th", nil, "รับสมัครพนักงานร้านอาหารที่ต่างประเทศ ไม่ต้องมีวีซ่า"),
        ("vi", nil, "Tuyển người làm việc ở nước ngoài"),
        ("ru", "Работа", "Билет оплачиваем, паспорт хранится у нас"),
        ("quotes", nil, #"They said "no papers" AND (pay* NEAR home) OR title:work - 100%_sure\ok"#),
        ("marked", nil, "a \"\u{301} b, 5%\u{301} off"),
        ("emoji", nil, "call 📞📞📞 now"),
        ("url", nil, "see https://example.org/a?b=c&d='e'"),
    ]

    @Test(
        "finds substrings in any script, and takes the phrase as it stands",
        arguments: StoreEngine.all,
        [
            ("旅游签", ["zh"]), ("游签过", ["zh"]), ("签证。", ["zh-long"]), ("工作", ["zh-long", "zh"]),
            ("签", ["zh-long", "zh"]),
            ("出国打工", ["zh"]), ("国打工旅", []), ("，月薪两", ["zh"]),
            ("보관합", ["ko"]), ("숙식 제공", ["ko-apart", "ko"]), ("없이", ["ko"]), ("여권", ["ko"]),
            ("พนักงาน", ["th"]), ("วีซ่า", ["th"]), ("ไม่ต้องมี", ["th"]), ("ว", ["th"]),
            ("nước ngoài", ["vi"]), ("NƯỚC", ["vi"]), ("ườ", ["vi"]), ("nuoc", []),
            ("ПАСПОРТ", ["ru"]), ("РА", ["ru"]), ("ра", ["ru"]), ("работа", ["ru"]), ("Ра", ["ru"]),
            (#""no papers""#, ["quotes"]), ("AND (pay*", ["quotes"]), ("NEAR", ["quotes"]), ("title:work", ["quotes"]),
            (#"100%_sure\ok"#, ["quotes"]), ("%_", ["quotes"]), (#"\o"#, ["quotes"]), ("0%", ["quotes"]),
            ("_", ["quotes"]),
            (#"""#, ["marked", "quotes"]), ("\"\u{301} b", ["marked"]), ("%\u{301}", ["marked"]),
            ("5%\u{301} off", ["marked"]),
            ("📞📞", ["emoji"]), ("📞📞📞", ["emoji"]), ("'e'", ["url"]), ("?b=c&d", ["url"]), ("papers OR work", []),
            ("no such phrase", []), ("%%%", []), ("***", []), ("\u{0}\u{0}\u{0}", []),
        ] as [(String, [String])])
    func phrases(engine: StoreEngine, phrase: (String, [String])) throws {
        let store = try engine.open(scratch.path)
        let night = try store.beginNight(startedAt: 1, rulesVersion: "1").id
        let posts = Self.posts.map { post in
            JudgedPost(
                post: Samples.post(post.id, post.text, title: post.title), finding: Samples.finding(post.id), lead: nil,
                seenAt: 1)
        }
        _ = try store.write(NightBatch(night: night, posts: posts))
        #expect(try store.posts(containing: phrase.0, limit: 20).map(\.post.id) == phrase.1)
        #expect(try store.posts(containing: phrase.0, limit: 1).map(\.post.id) == Array(phrase.1.prefix(1)))
        #expect(try store.posts(containing: phrase.0, limit: -1).isEmpty)
    }

    @Test("finds what is there and nothing else, whatever the letters", arguments: StoreEngine.all)
    func substrings(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        let night = try store.beginNight(startedAt: 1, rulesVersion: "1").id
        var random = Seeded(11)
        let alphabet: [Character] = [
            "a", "b", "\"", "*", "(", " ", "工", "作", "일", "ก", "-", ":", "^", "%", "_", "\\", "'",
        ]
        let texts = (0..<60).map { _ in
            String((0..<Int.random(in: 0..<30, using: &random)).map { _ in alphabet.randomElement(using: &random)! })
        }
        let posts = texts.enumerated().map { Samples.judged("\($0.offset)", $0.element, at: 1) }
        _ = try store.write(NightBatch(night: night, posts: posts))
        for _ in 0..<150 {
            let text = texts.randomElement(using: &random)!
            let start = Int.random(in: 0...text.count, using: &random)
            let phrase = String(text.dropFirst(start).prefix(Int.random(in: 1..<6, using: &random)))
            let expected = texts.indices.reversed().filter { phrase.isEmpty || texts[$0].contains(phrase) }
            #expect(
                try store.posts(containing: phrase, limit: 100).map(\.post.id) == expected.map(String.init), "\(phrase)"
            )
        }
    }

    @Test("a post that comes twice in one batch, reworded, is found by its last words only", arguments: StoreEngine.all)
    func rewordedInOneBatch(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        let night = try store.beginNight(startedAt: Samples.evening, rulesVersion: "1").id
        let texts = [("1", "a blue bicycle"), ("2", "a garden"), ("1", "a green bicycle"), ("3", "a blue lamp")]
        _ = try store.write(NightBatch(night: night, posts: texts.map { Samples.judged($0.0, $0.1) }))
        func found(_ phrase: String) throws -> [String] {
            try store.posts(containing: phrase, limit: 9).map(\.post.id).sorted()
        }
        #expect(try found("blue") == ["3"])
        #expect(try found("green") == ["1"])
        #expect(try found("garden") == ["2"])
        _ = try store.write(NightBatch(night: night, posts: [Samples.judged("3", "a red lamp")]))
        #expect(try found("blue") == [])
        #expect(try found("lamp") == ["3"])
    }
}
