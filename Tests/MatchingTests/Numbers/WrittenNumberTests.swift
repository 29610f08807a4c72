import Foundation
import TestSupport
import Testing

@testable import Matching

@Suite("Numbers and currencies as people write them")
struct WrittenNumberTests {

    @Test(
        "numbers are read in digits, numerals and words",
        arguments: [
            ("18", "18"), ("018", "18"), ("1,000", "1000"), ("1.000", "1000"), ("1 000", "1000"), ("1'000", "1000"),
            ("1.5", "1.5"),
            ("1,5", "1.5"), ("0.500", "0.5"), ("1,234,567.89", "1234567.89"), ("1.234.567,89", "1234567.89"),
            ("12 345 678", "12345678"),
            ("1,0000", "10000"), ("16 18", "16"), ("24.11.2026", "24"), ("18.", "18"), ("18-25", "18"), ("１８", "18"),
            ("๑๘", "18"),
            ("१८", "18"), ("٣٠", "30"), ("5k", "5000"), ("1.5k", "1500"), ("5 kg", "5"), ("5K", "5000"),
            ("3w", "30000"), ("1.2w", "12000"),
            ("5 weeks", "5"), ("3万", "30000"), ("1.5萬", "15000"), ("2千", "2000"), ("3万5", "35000"), ("3万5千", "35000"),
            ("1万5000", "15000"), ("500万", "5000000"), ("2-3万", "20000"), ("2亿", "200000000"),
            // Chinese
            ("十六", "16"), ("二十", "20"), ("十", "10"), ("一八", "18"), ("二〇二六", "2026"), ("两万", "20000"), ("两万五", "25000"),
            ("三百", "300"),
            ("两百零五", "205"), ("一千二", "1200"), ("三十二万五千", "325000"), ("壹仟贰佰", "1200"), ("五百万", "5000000"), ("廿五", "25"),
            ("十几", "10"),
            // Korean
            ("3만", "30000"), ("3만5천", "35000"), ("1만 5천", "15000"), ("백만", "1000000"), ("십육", "16"), ("열여섯", "16"),
            ("스무", "20"),
            ("스물한", "21"), ("이백오십만", "2500000"), ("2억 3천만", "230000000"), ("1만 2만", "10000"),
            // Vietnamese
            ("5 triệu", "5000000"), ("5tr", "5000000"), ("1tr5", "1500000"), ("500 nghìn", "500000"),
            ("300k", "300000"), ("mười sáu", "16"),
            ("hai mươi lăm", "25"), ("hai trăm", "200"), ("1,5 triệu", "1500000"),
            // Thai
            ("5 พัน", "5000"), ("2 หมื่น", "20000"), ("2หมื่น5พัน", "25000"), ("3แสน", "300000"), ("สิบหก", "16"),
            ("ยี่สิบเอ็ด", "21"), ("หนึ่งล้าน", "1000000"),
            // Russian, Spanish, Tagalog, English
            ("30 тыс", "30000"), ("2 млн", "2000000"), ("50к", "50000"), ("шестнадцать", "16"), ("двадцать пять", "25"),
            ("две тысячи", "2000"),
            ("шестнадцати", "16"), ("5 mil", "5000"), ("dos mil", "2000"), ("dieciséis", "16"),
            ("treinta y cinco", "35"), ("2 millones", "2000000"),
            ("mil", "1000"), ("20 libo", "20000"), ("labing-anim", "16"), ("labing anim", "16"), ("dalawampu", nil),
            ("sixteen", "16"),
            ("twenty-five", "25"), ("twenty five", "25"), ("two hundred thousand", "200000"), ("age sixteen", "16"),
            ("x", nil), ("", nil), ("tenant", nil), ("1234567890123456789012", nil),
            ("九九九九九九九九九九九九九九九九九九", "999999999999999999"),
        ] as [(String, String?)])
    func numbers(text: String, expected: String?) {
        let number = WrittenNumber(capture: LayerBuilder.layer(.folded, of: text).text)
        #expect(number?.value == expected.flatMap { Decimal(string: $0) })
    }

    @Test(
        "a currency stands directly after or before the number, in any of its names",
        arguments: [
            ("", "100", " CNY", "CNY"), ("", "100元", "", "CNY HKD MOP TWD"), ("¥", "100", "", "CNY JPY"),
            ("￥ ", "100", "", "CNY JPY"),
            ("", "100", "人民币", "CNY"), ("¥", "100", " rmb", "CNY"), ("", "3万", "块", "CNY HKD MOP TWD"),
            ("", "5", "만원", "KRW"), ("₩", "50000", "", "KRW"),
            ("₱", "500", "", "PHP"), ("", "500", " pesos", "ARS CLP COP DOP MXN PHP"), ("php", "500", "", "PHP"),
            ("", "500", " บาท", "THB"), ("฿", "500", "", "THB"),
            ("", "500k", "đ", "VND"), ("", "5 triệu đồng", "", "VND"), ("", "500.000", " vnđ", "VND"),
            ("", "5000", " руб.", "RUB"), ("", "5000", " рублей", "RUB"),
            ("", "5000₽", "", "RUB"), ("US$", "100", "", "USD"), ("", "100", " usd", "USD"), ("nt$", "100", "", "TWD"),
            ("hk$", "100", "", "HKD"), ("", "100", "港币", "HKD"),
            ("", "100", "台币", "TWD"), ("€", "100", "", "EUR"), ("S/ ", "100", "", "PEN"), ("", "100", " soles", "PEN"),
            ("", "100u", "", "USDT"),
            ("$", "100", " mxn", "MXN"), ("", "2-3万元", "", "CNY HKD MOP TWD"), ("", "100", " users", ""),
            ("", "100", "", ""), ("bonus", "100", " wonders", ""),
        ])
    func currencies(head: String, capture: String, tail: String, expected: String) throws {
        func folded(_ text: String) -> String { LayerBuilder.layer(.folded, of: text).text }
        let number = try #require(WrittenNumber(head: folded(head), capture: folded(capture), tail: folded(tail)))
        #expect(number.currencies.map(\.rawValue).sorted().joined(separator: " ") == expected)
    }

    @Test(
        "a comparison is a name, a sign, a number and perhaps a currency",
        arguments: [
            ("age < 18", "age < 18"), ("age<18", "age < 18"), ("age  >=13", "age >= 13"),
            ("price <= 0.5 CNY", "price <= 0.5 CNY"),
            ("a_1 != 2 USDT", "a_1 != 2 USDT"), ("age = 18", "age = 18"), ("age > 1000000", "age > 1000000"),
        ])
    func comparisons(written: String, text: String) throws { #expect(try Comparison(written).text == text) }

    @Test(
        "what is no comparison is refused at its place",
        arguments: [
            ("", 0), ("< 18", 0), ("1age < 18", 0), ("age", 3), ("age ~ 18", 4), ("age <> 18", 4), ("age < ", 6),
            ("age < x", 6),
            ("age < 1.2.3", 6), ("age < 1,000", 7), ("age < 18 YEARS", 9), ("price < 1 cny", 10),
            ("price < 1 CNY or", 14),
        ])
    func refusals(written: String, offset: Int) {
        let error = #expect(throws: Comparison.ParseError.self) { try Comparison(written) }
        #expect(error?.offset == offset)
    }

    @Test("any capture is read to its end, whatever stands in it")
    func property() {
        let pieces = [
            "1", "23", "456", ",", ".", " ", "万", "十", "千", "二", "零", "억", "천", "이", "열", "k", "w", "tr", "triệu",
            "mil", "ร้อย", "สอง", "ล้าน", "тыс",
            "twenty", "five", "-", "y", "$", "元", "원", "đ", "x", "亿", "廿",
        ]
        var random = Seeded(9)
        var read = 0
        for _ in 0..<6000 {
            func text() -> String {
                (0..<Int.random(in: 0...8, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
            }
            guard let number = WrittenNumber(head: text(), capture: text(), tail: text()) else { continue }
            #expect(number.value >= 0)
            read += 1
        }
        #expect(read > 3000)
    }
}
