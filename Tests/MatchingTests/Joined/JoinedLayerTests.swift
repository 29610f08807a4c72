import Model
import Testing

@testable import Matching

@Suite("The layer joined")
struct JoinedLayerTests {
    private func joined(_ text: String) -> String { LayerBuilder.layer(.joined, of: text).text }

    @Test(
        "letters set apart are joined, and wide blanks between them are the borders of words",
        arguments: [
            ("p a s s p o r t", "passport"),
            ("P.A.S.S.P.O.R.T", "passport"),
            ("keep your p-a-s-s-p-o-r-t now", "keep your passport now"),
            ("p_a_s_s_p_o_r_t", "passport"),
            ("p*a*s*s*p*o*r*t", "passport"),
            ("p·a·s·s·p·o·r·t", "passport"),
            ("p/a/s/s/p/o/r/t", "passport"),
            ("p🔥a🔥s🔥s🔥p🔥o🔥r🔥t", "passport"),
            ("p - a - s - s", "pass"),
            ("p a s s p o r t   k e p t", "passport kept"),
            ("p.a.s.s.p.o.r.t k.e.p.t", "passport kept"),
            ("p\na\ns\ns\np\no\nr\nt", "passport"),
            ("ｐ ａ ｓ ｓ", "pass"),
            ("🇵 🇦 🇸 🇸", "pass"),
            ("p а s s p о r t", "passport"),
            ("p 4 s s p 0 r t", "passport"),
            ("в и з а", "виза"),
            ("п.а.с.п.о.р.т", "паспорт"),
            ("h ộ c h i ế u", "hộchiếu"),
            ("v-i-ệ-c l-à-m", "việc làm"),
            ("v i s a d o", "visado"),
            ("h.i.p.o.n", "hipon"),
            ("여 권 을 맡 겨", "여권을맡겨"),
            ("여·권·을", "여권을"),
            ("护 照 上 交", "护照上交"),
            ("护/照/上", "护照上"),
            ("高🔥薪🔥工🔥作", "高薪工作"),
            ("พ า ส ป อ ร์ ต", "พาสปอร์ต"),
            ("护*照押在公司", "护照押在公司"),
            ("여*권을 맡긴다", "여권을 맡긴다"),
        ])
    func spaced(text: String, expected: String) { #expect(joined(text) == expected) }

    @Test(
        "what only looks set apart stays as it is",
        arguments: [
            "a b c d e f", "q & a", "j. r. r. tolkien", "p.m. and a.m.", "a a a a a", "나 너", "是 不 是", "a, b, c, d",
            "first (a) second (b)", "i am a girl", "z y x w", "vitamin a, b and c",
        ])
    func notSpaced(text: String) { #expect(joined(text) == text) }

    @Test(
        "digits and signs within words are read as letters",
        arguments: [
            ("p4ssp0rt", "passport"), ("v1sa", "visa"), ("3ncerrada", "encerrada"), ("m4ss4g3", "massage"),
            ("w0rk abr0ad", "work abroad"), ("m@ssage", "massage"), ("ca$h", "cash"), ("p@$$port", "passport"),
            ("te1egram", "telegram"), ("fu1l", "fuil"), ("he11o", "hello"), ("sch00l", "school"), ("0ffice", "office"),
            ("trab4jo", "trabajo"), ("p4saporte", "pasaporte"), ("п0лиция", "полиция"), ("за6рали", "забрали"),
            ("h0chiếu", "hochiếu"), ("tr4b4ho", "trabaho"), ("v!sa", "visa"), ("P4SSP0RT", "passport"),
        ])
    func digitLetters(text: String, expected: String) { #expect(joined(text) == expected) }

    @Test(
        "ordinary words with digits stay as they are",
        arguments: [
            "iphone15", "5kg", "18yo", "mp3", "covid19", "h1b", "24h", "1st", "2nd", "b2b", "k6", "3months", "2bedroom",
            "5star", "1hour", "4you", "win2win", "room12", "windows7", "3d", "10k", "3meses", "5phút", "30ngày",
            "lily@example.org", "hr@example.org", "mia0144", "@mia_0144", "us$50", "wow!", "a4", "7eleven", "4wheel",
            "co2", "3room",
        ])
    func notDigitLetters(text: String) { #expect(joined(text) == text) }

    @Test(
        "jamo written apart become syllables",
        arguments: [
            ("ㅇㅕㄱㅝㄴ", "여권"), ("여ㄱㅝㄴ", "여권"), ("여구ㅓㄴ", "여권"), ("ㅇ ㅕ ㄱ ㅝ ㄴ", "여권"), ("ㅇㅓㅂㅅㅇㅓ", "없어"),
            ("ㅅㅏㄹㅏㅇㅋㅋ", "사랑ㅋㅋ"), ("ㄷㅗㅏㅈㅜㅓ", "돠줘"), ("ㅎㅘㅇㅈㅓㄴ", "황전"),
        ])
    func jamo(text: String, expected: String) { #expect(joined(text) == expected) }

    @Test(
        "chat in jamo stays as it is", arguments: ["ㅋㅋㅋ", "ㅠㅠ", "ㅇㅇ", "ㄱㅅ", "안녕ㅎㅎ", "네ㅠㅠ", "ㅇㅋ", "해ㅋ", "ㄴㄴ", "ㅊㅋ ㅊㅋ"])
    func notJamo(text: String) { #expect(joined(text) == text) }

    @Test(
        "look-alikes beyond those of folded are undone",
        arguments: [
            ("pаsspоrt", "passport"), ("pasѕport", "passport"), ("рass", "pass"), ("ᴘᴀssᴘᴏʀᴛ", "passport"),
            ("passpօrt", "passport"), ("pаsspоrt օn", "passport on"), ("vısa", "visa"), ("vɪsa", "visa"),
            ("Ꮩisa", "visa"),
            ("keep the сосо here", "keep the coco here"), ("⒫⒜⒮⒮", "pass"), ("🅿🅰🆂🆂", "pass"),
        ])
    func lookAlikes(text: String, expected: String) { #expect(joined(text) == expected) }

    @Test(
        "words of other scripts stay as they are",
        arguments: ["работа work", "сосо работа", "բարի", "αβγ test", "кофе and tea and more"])
    func notLookAlikes(text: String) { #expect(joined(text) == text) }

    @Test(
        "numbers of seven digits and more are digits, however they are written",
        arguments: [
            ("six one four five five five zero one two two", "6145550122"),
            ("six1four 555 zero1two2", "6145550122"),
            ("call plus one five five five oh one double two", "call +15550122"),
            ("five five five - oh one hundred", "5550100"),
            ("fivefivefive zeroonefourfour", "5550144"),
            ("five fifty five twenty one forty two", "5552142"),
            ("one eight hundred five five five zero one", "180055501"),
            ("555-Ol-O123", "555010123"),
            ("5 5 5 - 0 1 0 0", "5550100"),
            ("5*5*5*0*1*4*4", "5550144"),
            ("5️⃣ 5️⃣ 5️⃣ 0️⃣ 1️⃣ 4️⃣ 4️⃣", "5550144"),
            ("+1 5~5~5~0~1~2~2", "+15550122"),
            ("幺三八 零零零零 零零零零", "13800000000"),
            ("壹叁捌零零零零零零零零", "13800000000"),
            ("1三8零0零0零0零", "138000000" + "0"),
            ("洞二洞 五五五 拐拐拐勾", "0205557779"),
            ("电话一三八零零一二三四五六联系", "电话13800123456联系"),
            ("공일공 오오오오 공일일일", "01055550111"),
            ("공1공 5오5오 공1일1", "01055550111"),
            ("공 일 공 오 오 오 오 공 일 일 일", "01055550111"),
            ("번호는 공일공오오오오공일일이에요", "번호는 0105555011이에요"),
            ("하나 둘 셋 다섯 다섯 다섯 공 하나", "12355501"),
            ("seis uno cuatro cinco cinco cinco cero uno", "61455501"),
            ("seis catorce cincuenta y cinco cincuenta y cinco", "6145555"),
            ("veinte y uno cincuenta y cinco cero uno dos", "2155012"),
            ("восемь девять ноль пять пять пять ноль один", "89055501"),
            ("восемьсот двенадцать пятьсот пятьдесят пять ноль один", "81255501"),
            ("không chín năm năm năm không một hai", "09555012"),
            ("không chín hai mươi ba năm năm không", "0923550"),
            ("ศูนย์แปดห้าห้าห้าศูนย์หนึ่งสอง", "08555012"),
            ("โทร ศูนย์ แปด ห้า ห้า ห้า ศูนย์ หนึ่ง", "โทร 0855501"),
            ("๐๘ ๕๕๕ ๐๑๔๔", "08 555 0144"),
            ("siyam isa pito lima lima lima sero isa", "91755501"),
            ("sero nuwebe uno siyete singko singko singko", "0917555"),
            ("٠٨٥٥٥٠١٤٤", "085550144"),
            ("공일공 오오오오 공일사이, 24시간", "01055550142, 24시간"),
            ("năm năm năm, không một bốn hai, 24/24", "5550142, 24/24"),
            ("a las 7 o cinco-cinco-cinco-cero-uno-ocho-ocho", "a las 7 o 5550188"),
        ])
    func numbers(text: String, expected: String) { #expect(joined(text) == expected) }

    @Test(
        "ordinary numbers, lists and short rows of number words stay as they are",
        arguments: [
            "10,000,000원", "2026-11-25", "+1 555 0100", "555-0100, one room", "1 500 000", "138.0000.0000",
            "one two three four five six seven eight", "room for two, one bed, three nights", "2026-11-24, 10:30",
            "lottery numbers 3, 7, 1, 9, 4, 2, 8", "version 1.2.3.4", "twenty one thousand five hundred", "uno o dos",
            "de89 3704 0044 0532 0130 00", "一二三四", "壹万元整", "二零二六年十一月", "오일장 구경", "two thousand twenty six",
            "일이삼사오육칠팔", "один два три", "một hai ba bốn năm sáu bảy tám", "10 20 30 40 50", "1 0 1 1 0 0 1",
            "1+1+1+1+1+1+1", "010-555-0111 이 번호", "ten twenty thirty forty fifty", "пять миллионов",
            "nine to five, seven days", "4 5 6 7 8 9", "5 6 7 8 9 10 11", "one one one one one one one",
        ])
    func notNumbers(text: String) { #expect(joined(text) == text) }

    @Test("plain text is the same as folded", arguments: ["", "Hiring now!", "招聘 高薪", "🍒 cherry", "Ｆull ｗidth"])
    func same(text: String) { #expect(joined(text) == LayerBuilder.layer(.folded, of: text).text) }

    @Test("a range goes back to all that it was made of")
    func map() {
        func quote(_ part: String, of text: String) -> String? {
            let layer = LayerBuilder.layer(.joined, of: text)
            guard let range = layer.bytes.firstRange(of: Array(part.utf8)) else { return nil }
            return String(String.UnicodeScalarView(Array(text.unicodeScalars)[layer.original(of: range)]))
        }
        #expect(quote("passport", of: "my p.a.s.s.p.o.r.t!") == "p.a.s.s.p.o.r.t")
        #expect(quote("ass", of: "p🔥a🔥s🔥s🔥p") == "a🔥s🔥s")
        #expect(quote("7", of: "call five five seven five five oh one") == "seven")
        #expect(quote("5575501", of: "call five five seven five five oh one") == "five five seven five five oh one")
        #expect(quote("21", of: "twenty one five five five oh six") == "twenty one")
        #expect(quote("여권", of: "제 ㅇㅕㄱㅝㄴ 을") == "ㅇㅕㄱㅝㄴ")
        #expect(quote("권", of: "여ㄱㅝㄴ") == "ㄱㅝㄴ")
        #expect(quote("passport", of: "x p4ssp0rt x") == "p4ssp0rt")
        #expect(quote("护照", of: "押护*照的") == "护*照")
        #expect(quote(":fire:", of: "a 🔥 b") == "🔥")
    }
}
