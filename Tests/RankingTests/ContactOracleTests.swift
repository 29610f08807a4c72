import Model
import TestSupport
import Testing

@testable import Ranking

@Suite("Contacts against the plain way of finding them")
struct ContactOracleTests {
    private static let parts =
        [
            "wechat", "微信号", "微信", "薇信", "v信", "VX", "ＶＸ", "qq", "QQ号", "카카오톡", "카카오", "카톡", "ㅋㅌ", "telegram",
            "телеграм", "тг", "tele", "t.me/", "T.me/abcd_1", "line id", "lineid", "ไลน์", "line", "whatsapp",
            "whats app",
            "zalo", "вайбер", "id", "ID", "foo", "farm_job", "12345", "1234567890123", "a-b.c1", "foo@example.org",
            "a@b.cc", "a@b..cc", "@b.cc", "A.B+c%d@Ex-ample.co.uk", "a@b.c1", "+1-555-0100", "138-0000-0000",
            "(02) 555-0100", "2026-11-24", "call ", "电话", "元", "$", "１２３", "٠١٢", "๐๙๘", "①②⓪", "𝟎𝟏𝟗", "½", "😀",
            "\u{301}",
            "\r\n", "é", "я", "中", "가", String(repeating: "x1", count: 19), String(repeating: "-", count: 50),
        ] + " :@-=(+>→号﹕._/ 015".map(String.init)

    private func texts(_ count: Int) -> [String] {
        var random = Seeded(11)
        return (0..<count).map { _ in
            (0..<Int.random(in: 1...20, using: &random)).map { _ in random.element(of: Self.parts) }.joined()
        }
    }

    @Test("mail addresses and messenger names are the same, and so is who has a place that two claim")
    func oracle() {
        for text in texts(4_000) {
            let scalars = FoldedScalars(text)
            let folded = SlowContacts.folded(text)
            #expect(scalars.values.map { Character(Unicode.Scalar($0)!) } == folded)
            #expect(scalars.hasAt == folded.contains("@"))
            #expect(scalars.digits == folded.filter { $0.isASCII && $0.isNumber }.count)
            let mails = SlowContacts.mails(folded)
            let handles = SlowContacts.handles(folded, services: HandleFinder.forms)
            #expect(MailFinder.mails(in: scalars).elementsEqual(mails, by: ==), "\(text.debugDescription)")
            #expect(HandleFinder.handles(in: scalars).elementsEqual(handles, by: ==), "\(text.debugDescription)")
            let phones = scalars.digits < 6 ? [] : PhoneFinder.phones(in: scalars, regions: ["US", "PH", "GB"])
            let apart = SlowContacts.apart(
                [(.email, mails), (.handle, handles), (.phone, phones)], field: .text)
            #expect(
                EntityFinder.entities(in: Post(id: "p", text: text), language: "en") == apart,
                "\(text.debugDescription)")
        }
    }

    @Test("a text is quoted as it is folded")
    func quotes() {
        for text in texts(200) {
            let scalars = FoldedScalars(text)
            #expect(scalars.text(0..<scalars.values.count).unicodeScalars.map(\.value) == scalars.values)
        }
    }

    @Test("dates and groups of digits are the same")
    func numbers() {
        var random = Seeded(3)
        let parts = ["19", "20", "2026", "1999", "5", "555", "0142", "12345", "-", ".", " ", "(", ")", "–", "・"]
        for _ in 0..<4_000 {
            let written =
                "1" + (0..<Int.random(in: 0...7, using: &random)).map { _ in random.element(of: parts) }.joined()
            let number = WrittenNumber(written.unicodeScalars.map(\.value)[...])
            let slow = SlowContacts.shape(written)
            #expect(number.isDate == slow.isDate, "\(written)")
            #expect(number.isGrouped == slow.isGrouped, "\(written)")
            #expect(number.digits == written.filter(\.isNumber), "\(written)")
        }
    }

    @Test("libphonenumber reads a number with signs between its digits as it reads the digits, save for raised dots")
    func signs() {
        var random = Seeded(5)
        let signs = [" ", "(", ")", "-", ".", "\u{2010}", "\u{2013}", "\u{2015}", "\u{A0}", " (", ") ", "--"]
        let regions = [
            "CN", "TW", "HK", "KR", "TH", "VN", "RU", "KZ", "UA", "PH", "ES", "MX", "CO", "AR", "JP", "US", "GB",
        ]
        for _ in 0..<3_000 {
            let region = random.element(of: regions + ["ZZ"])
            var digits = region == "ZZ" ? "+" : ""
            var written = digits + random.element(of: region == "ZZ" ? ["", " ", "("] : ["", "("])
            for _ in 0..<Int.random(in: 7...15, using: &random) {
                let digit = String(Int.random(in: 0...9, using: &random))
                digits += digit
                written += digit + (Int.random(in: 0..<4, using: &random) == 0 ? random.element(of: signs) : "")
            }
            while let last = written.last, !last.isNumber { written.removeLast() }
            #expect(PhoneFinder.e164(written, region) == PhoneFinder.e164(digits, region), "\(written) in \(region)")
        }
        for dot in ["\u{B7}", "\u{30FB}"] {
            let written = "138\(dot)0000\(dot)0000"
            #expect(WrittenNumber(written.unicodeScalars.map(\.value)[...]).hasRaisedDot)
            #expect(PhoneFinder.e164(written, "CN").1 == 0)
        }
    }

    @Test("of words that begin alike the longest that may end there is found, whatever shares a table's slot")
    func words() {
        let table = WordTable([("a", ["ab", "abc"]), ("b", ["\u{461}b", "b"])])
        func word(_ text: String, at place: Int, before end: Int = .max) -> String? {
            table.word(in: FoldedScalars(text), at: place, isEnd: { $1 <= end })?.scalars.map {
                String(Unicode.Scalar($0)!)
            }.joined()
        }
        #expect(word("abcd", at: 0) == "abc")
        #expect(word("abcd", at: 0, before: 2) == "ab")
        #expect(word("\u{461}b", at: 0) == "\u{461}b")
        #expect(word("a", at: 0) == nil)
        #expect(word("a", at: 1) == nil)
        #expect(table.nextStart(in: FoldedScalars("xb b"), from: 0) == 3)
        #expect(table.nextStart(in: FoldedScalars("x\u{461}"), from: 0) == 1)
        #expect(table.nextStart(in: FoldedScalars("bxx"), from: 1) == 3)
    }
}
