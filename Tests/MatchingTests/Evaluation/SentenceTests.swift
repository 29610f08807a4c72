import Model
import TestSupport
import Testing

@testable import Matching

@Suite("Where sentences and lines begin")
struct SentenceTests {
    /// The parts of `text`, without the blanks around them.
    private static func sentences(_ text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        let borders = [0] + Sentences.starts(in: scalars) + [scalars.count]
        return zip(borders, borders.dropFirst()).map { start, end in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[start..<end])
            return String(view).trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    @Test(
        "sentences end where readers of eight languages end them; `|` stands for each border",
        arguments: [
            // English
            "They keep my passport.| I can not leave!| Why?| Help me.", "Mr. Lee keeps it.| Ask Dr. J. Smith.",
            "Room No. 5 at 3.5 km, tel. 555-0142.| Come.", "She said no.| They left at 10 p.m. 24 Nov. in a van.",
            "See https://example.org/a?b=1.2!c today.| Write to us@example.org.| Bye.",
            "They took my passport.|The boss keeps it", "Fly with Example.|Then pay", "“No visa?”| he asked",
            "He asked \"No visa?\" |Then left", "wait... what", "They took it…| And left", "we…They",
            "U.S. 5 years. |Then",
            "1. Passport kept\n|2. Phone kept", "• passport |• phone |• pay", "No visa | high pay",
            "line one\n|line two",
            "No visa 🔥 |High pay 🔥 |Call", "Fly✈️with us",
            // Chinese
            "护照被老板收走了。|不让出门！|救我？！|在哪里", "他说：“不还护照。”|然后走了", "他说…|然后走了", "老板收走了护照,不让出门",
            "月薪3.5万，包机票｡|联系我", "护照被扣😭|求助", "✅包吃住|✅包机票|✅免签", "去缅甸.|高薪",
            // Korean
            "여권을 뺏겼어요 |나갈 수 없습니다 |도와주세요ㅠㅠ |제발", "여권을 뺏겼다 |집에 못 간다.|도와주세요.|연락 주세요",
            "주세요.|010-0000-0000", "여권이 필요 없음 중요 서류", "다 같이 바다 보다", "숙소 제공합니다~ |연락 주세요!!|급구", "했었죠 |그래서",
            "비자 없이 일할 수 있습니까 |네",
            // Spanish
            "El Sr. Pérez guarda el pasaporte.| ¿Por qué?| No puedo salir.",
            "Av. Sol núm. 5, aprox. 3.000 soles.| Llame.",
            // Russian
            "Он забрал паспорт.| Ул. Ленина, д. 5, г. Москва.| Помогите!",
            "Живу у т.е. 3 чел. в комнате.| Это я. |Помогите",
            "Платят 30 тыс. руб. 2 раза.| Звоните",
            // Vietnamese
            "Chủ giữ hộ chiếu.| Liên hệ TP. Hồ Chí Minh, Q. 1, ĐT. 0900.| Cứu em!", "Làm ở TP.HCM. |Lương cao",
            // Thai
            "นายจ้างยึดพาสปอร์ตไว้ |ไม่ให้ออกจากห้องเลย", "รับสมัคร พนักงาน ด่วน", "อายุ 18 ปี ทำงานต่างประเทศ",
            "ช่วยด้วยค่ะ |หนูกลับไม่ได้", "งานดี  |เงินดี", "ยึดบัตร\n|ห้ามออก",
            // Tagalog
            "Kinuha ni Gng. Cruz ang pasaporte ko.| Hindi ako makalabas!", "Sahod ₱20,000.50 kada buwan.| Tawag na.",
        ])
    func sentences(marked: String) {
        // A bar between blanks in the text itself is written without a mark before it.
        let expected = marked.replacing("visa | high", with: "visa ¦ |high").split(separator: "|").map {
            $0.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        let text = marked.replacing("visa | high", with: "visa ¦ high").replacing("|", with: "")
        #expect(Self.sentences(text) == expected)
    }

    @Test("lines end with every kind of line end, and CR LF is one")
    func lines() {
        let scalars = Array("a\nb\r\nc\rd\u{2028}e\u{85}f\n".unicodeScalars)
        #expect(TextBorders.lines(of: scalars).starts == [2, 5, 7, 9, 11])
        #expect(TextBorders.lines(of: scalars).part(of: 5) == 2)
        #expect(TextBorders.lines(of: []).starts == [])
    }

    @Test("every border is a sentence's first scalar, in order, whatever the text")
    func property() {
        let pieces = [
            "a", "B", ".", "!", "?", "…", " ", "\n", "\r\n", "。", "요", "니다", "ㅠㅠ", "ไทยไทยไทยไ", "ๆ", "😀", "\u{FE0F}",
            "\u{200D}", "1",
            "Mr", "no", "www.", "://", "@", "•", "○", "|", "\"", "”", "\u{20E3}", "\u{301}", "～", "Д", "т.е.",
        ]
        var random = Seeded(7)
        for _ in 0..<4000 {
            let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in pieces.randomElement(using: &random)! }
                .joined()
            let scalars = Array(text.unicodeScalars)
            let starts = Sentences.starts(in: scalars)
            #expect(starts == starts.sorted() && Set(starts).count == starts.count, "\(text)")
            #expect(starts.allSatisfy { $0 > 0 && $0 < scalars.count }, "\(text)")
            // A line end ends a sentence, save where an address cannot go on anyway.
            for start in TextBorders.lines(of: scalars).starts { #expect(starts.contains(start), "\(text)") }
        }
    }

    @Test(
        "hostile texts of sixty thousand scalars are read to their end",
        arguments: [
            ".", ". ", "1.", "…", "😀", "😀)", " ", "a.", "요 ", "ㅋ", "ไ ", "ไ", "www.", "@", "//", "\"", "Mr. ", "○ ",
            "1. ", "...", "~ ",
        ])
    func hostile(unit: String) {
        let text = String(repeating: unit, count: 60_000 / unit.unicodeScalars.count) + "A"
        let scalars = Array(text.unicodeScalars)
        let starts = Sentences.starts(in: scalars)
        #expect(starts.count < scalars.count)
        #expect(TextBorders(starts: starts).part(of: scalars.count - 1) == starts.count)
    }
}
