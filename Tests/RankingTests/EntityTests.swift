import Model
import Testing

@testable import Ranking

@Suite("Contacts in a text")
struct EntityTests {
    private func found(_ text: String, lang: String? = nil) -> [String] {
        let post = Post(id: "p", text: text, lang: lang)
        let scalars = Array(text.unicodeScalars)
        return EntityFinder.entities(in: post).map { entity in
            var quote = String.UnicodeScalarView()
            quote.append(contentsOf: scalars[entity.start..<entity.end])
            return "\(entity.kind.rawValue) \(entity.value) <\(String(quote))>"
        }
    }

    @Test(
        "contacts are found with their places and in one form",
        arguments: [
            ("Call +1-555-0100 today", nil, ["phone +15550100 <+1-555-0100>"]),
            ("☎ ＋１ ５５５ ０１００", nil, ["phone +15550100 <＋１ ５５５ ０１００>"]),
            ("联系电话 138-0000-0000 张", "zh", ["phone +8613800000000 <138-0000-0000>"]),
            ("연락처 010-0000-0000", "ko", ["phone +821000000000 <010-0000-0000>"]),
            ("mail A.Person@Example.org.", nil, ["email a.person@example.org <A.Person@Example.org>"]),
            ("加V信：farm_job01", nil, ["handle wechat:farm_job01 <farm_job01>"]),
            ("微信 farmjob_example 咨询", nil, ["handle wechat:farmjob_example <farmjob_example>"]),
            ("카톡 ID: work123", nil, ["handle kakaotalk:work123 <work123>"]),
            ("t.me/farm_job_example", nil, ["handle telegram:farm_job_example <farm_job_example>"]),
            ("Telegram: @farm_job", nil, ["handle telegram:farm_job <farm_job>"]),
            ("Zalo 0900-000-000 gặp em", "vi", ["handle zalo:0900-000-000 <0900-000-000>"]),
        ] as [(String, String?, [String])])
    func entities(text: String, lang: String?, expected: [String]) { #expect(found(text, lang: lang) == expected) }

    @Test(
        "prices, dates, ages, years and numbers of all kinds are no telephone numbers",
        arguments: [
            "Rent 1200000 KRW a month", "월급 3,500,000원", "posted 2026-11-24 10:30", "24.11.2026", "between 2019-2024",
            "age 25, 165 cm, 55 kg", "Ad no. 20261124001234567890", "salary 15000-20000 元", "order AB12345678",
            "¥ 12000000",
            "line up at the door with telegram boys", "I like qq and wechat a lot",
        ])
    func noContacts(text: String) { #expect(found(text) == []) }
}

@Suite("The language of a post")
struct LanguageTests {
    @Test(
        "is told in eight languages",
        arguments: [
            ("en", "Kitchen help wanted in a small restaurant near the station, weekends only."),
            ("zh", "本店招聘服务员两名，包吃住，有意者请联系店长。"), ("zh", "本店誠聘服務員兩名，供膳宿，意者請洽店長。"),
            ("ko", "식당에서 일하실 분을 구합니다. 주말만 근무합니다."),
            ("es", "Se busca ayudante de cocina para restaurante pequeño cerca de la estación."),
            ("ru", "Требуется помощник на кухню в небольшой ресторан рядом со станцией."),
            ("vi", "Cần tuyển phụ bếp cho nhà hàng nhỏ gần nhà ga, làm cuối tuần."),
            ("th", "รับสมัครผู้ช่วยครัวร้านอาหารเล็กใกล้สถานี ทำงานวันหยุด"),
            ("tl", "Naghahanap kami ng katulong sa kusina para sa maliit na kainan malapit sa istasyon."),
            ("ko", "중국 식당 직원 모집 WeChat abc123"), ("und", "555-0142"), ("und", ""),
        ])
    func told(code: String, text: String) { #expect(LanguageDetector.language(of: text) == code) }

    @Test("what a post states decides only where its text does not")
    func stated() {
        #expect(LanguageDetector.language(of: Post(id: "p", text: "12345", lang: "ko-KR")) == "ko")
        #expect(LanguageDetector.language(of: Post(id: "p", text: "식당에서 일하실 분", lang: "en")) == "ko")
    }
}
