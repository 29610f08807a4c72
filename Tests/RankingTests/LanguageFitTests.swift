import Model
import Testing

@testable import Ranking

@Suite("Rules in posts of another language")
struct LanguageFitTests {
    private func counts(_ rule: String?, _ matched: String, in language: String, _ text: String? = nil) -> Bool {
        let facts = RuleFacts(id: "r", says: "", family: .coercion, severity: .s2, weight: 1, lang: rule)
        let span = MatchSpan(field: .text, start: 0, end: 1, text: matched, layer: .folded)
        return LanguageFit(Post(id: "p", text: text ?? matched), language: language).counts(
            RuleHit(rule: facts, spans: [span]))
    }

    @Test("a rule counts in its own language, in one that no pack knows, and where it is of any language")
    func own() {
        #expect(counts("vi", "ko cho", in: "vi"))
        #expect(counts("vi", "ko cho", in: "und"))
        #expect(counts("vi", "ko cho", in: "fr"))
        #expect(counts(nil, "telegram", in: "ko"))
    }

    @Test(
        "Latin letters that another language's rule matched do not count",
        arguments: [("ko", "vi"), ("th", "en"), ("zh", "en"), ("es", "tl"), ("vi", "en"), ("tl", "es"), ("ru", "en")])
    func foreign(rule: String, post: String) {
        #expect(!counts(rule, "ko 123", in: post))
        #expect(!counts(rule, "ko 123", in: post, "ko 123 旅 여 ห П"))
    }

    @Test(
        "letters of its own script count in every post, since people mix languages",
        arguments: [("ko", "여권"), ("zh", "护照"), ("th", "หนังสือเดินทาง"), ("ru", "паспорт")])
    func script(rule: String, matched: String) {
        #expect(counts(rule, matched, in: "en"))
        #expect(counts(rule, "ok " + matched, in: "vi"))
    }

    @Test("English counts everywhere")
    func english() {
        for language in ["es", "ko", "ru", "th", "tl", "vi", "zh"] {
            #expect(counts("en", "passport", in: language))
        }
    }

    @Test("Tagalog counts in English posts with some Tagalog words, and only there")
    func taglish() {
        #expect(counts("tl", "walang sahod", in: "en", "my boss lang naman says walang sahod this month po"))
        #expect(!counts("tl", "raid", in: "en", "police raid on a bar in the city"))
    }

    @Test("rules are tried in the post's language, in English, and in those whose letters stand in a field of it")
    func tried() {
        #expect(LanguageFit(Post(id: "p", text: "трудно найти работу в городе без паспорта")).tried == ["ru", "en"])
        let mixed = Post(id: "p", text: "the job that you have been looking for is here", title: "招聘", place: "서울")
        #expect(LanguageFit(mixed).tried == ["en", "zh", "ko"])
        #expect(LanguageFit(Post(id: "p", text: "12345")).tried == nil)
    }
}
