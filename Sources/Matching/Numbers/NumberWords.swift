/// Words and letters for numbers, as the layer `folded` has them.
enum NumberWords {
    /// A word that is a number by itself.
    struct Word: Sendable {
        let scalars: [Unicode.Scalar]
        let value: Int
        /// Whether it must be a whole word.
        let isWord: Bool
    }

    /// A word that multiplies what stands before it.
    struct Unit: Sendable {
        let scalars: [Unicode.Scalar]
        let value: Int
        /// Whether it multiplies all that was said before it (万, thousand) rather than the last number alone (百).
        let isClosing: Bool
        /// Whether it is a number without another before it (十, mil).
        let standsAlone: Bool
        /// Whether it is a letter that means this only directly after a digit (5k, 3w).
        let isSuffix: Bool
        let isWord: Bool
    }

    // MARK: Digits

    /// The value of a Chinese digit, financial ones too; runs of them are read place by place.
    static let hanDigits: [Unicode.Scalar: Int] = digits([
        "〇零", "一壹弌", "二贰貳两兩", "三叁參叄", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖",
    ])

    /// The value of a Sino-Korean digit.
    static let hangulDigits: [Unicode.Scalar: Int] = digits(["영공", "일", "이", "삼", "사", "오", "육륙", "칠", "팔", "구"])

    private static func digits(_ rows: [String]) -> [Unicode.Scalar: Int] {
        var result: [Unicode.Scalar: Int] = [:]
        for (value, row) in rows.enumerated() { for scalar in row.unicodeScalars { result[scalar] = value } }
        return result
    }

    // MARK: Words

    /// By their first letter, the longest first.
    static let words: [Unicode.Scalar: [Word]] = {
        var result: [Unicode.Scalar: [Word]] = [:]
        for (first, list) in lists {
            for (index, entry) in list.split(separator: " ").enumerated() {
                for text in entry.split(separator: "/") {
                    let scalars = Array(text.unicodeScalars)
                    result[scalars[0], default: []].append(
                        Word(scalars: scalars, value: first + index, isWord: scalars[0].isWordLetter))
                }
            }
        }
        for (value, text) in tens {
            for word in text.split(separator: " ") {
                let scalars = Array(word.unicodeScalars)
                result[scalars[0], default: []].append(
                    Word(scalars: scalars, value: value, isWord: scalars[0].isWordLetter))
            }
        }
        return result.mapValues { $0.sorted { $0.scalars.count > $1.scalars.count } }
    }()

    /// Consecutive numbers, each with its forms.
    private static let lists: [(first: Int, words: String)] = [
        (
            1,
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
                + "eighteen nineteen"
        ),
        (
            1,
            "uno/una/un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
                + "dieciséis/dieciseis diecisiete dieciocho diecinueve veinte veintiuno/veintiún veintidós/veintidos "
                + "veintitrés/veintitres veinticuatro veinticinco veintiséis/veintiseis veintisiete veintiocho veintinueve"
        ),
        (
            1,
            "один/одна/одного два/две/двух три/трёх/трех четыре/четырёх/четырех пять/пяти шесть/шести семь/семи "
                + "восемь/восьми девять/девяти десять/десяти одиннадцать/одиннадцати двенадцать/двенадцати "
                + "тринадцать/тринадцати четырнадцать/четырнадцати пятнадцать/пятнадцати шестнадцать/шестнадцати "
                + "семнадцать/семнадцати восемнадцать/восемнадцати девятнадцать/девятнадцати"
        ),
        (1, "một/mốt hai ba bốn/tư năm/lăm sáu bảy/bẩy tám chín"),
        (1, "หนึ่ง/เอ็ด สอง/ยี่ สาม สี่ ห้า หก เจ็ด แปด เก้า"),
        (
            1,
            "isa/isang/uno dalawa/dalawang/dos tatlo/tatlong/tres apat/kwatro lima/limang/singko anim/sais pito/pitong/siyete "
                + "walo/walong/otso siyam/nuwebe diyes onse dose trese katorse kinse disisais/disiseis disisiyete "
                + "disiotso/disiotcho disinuwebe"
        ),
        (1, "하나/한 둘/두 셋/세 넷/네 다섯 여섯 일곱 여덟 아홉"),
    ]

    /// Tens, which a number from one to nine may follow.
    private static let tens: [(value: Int, words: String)] = [
        (10, "labing labin 열"), (20, "twenty двадцать двадцати 스물 스무 beinte bente 廿"),
        (30, "thirty treinta тридцать тридцати 서른 卅"), (40, "forty cuarenta сорок сорока 마흔"),
        (50, "fifty cincuenta пятьдесят пятидесяти 쉰"), (60, "sixty sesenta шестьдесят 예순"),
        (70, "seventy setenta семьдесят 일흔"), (80, "eighty ochenta восемьдесят 여든"),
        (90, "ninety noventa девяносто 아흔"),
    ]

    // MARK: Units

    /// By their first letter, the longest first.
    static let units: [Unicode.Scalar: [Unit]] = {
        var result: [Unicode.Scalar: [Unit]] = [:]
        for row in unitRows {
            for text in row.words.split(separator: " ") {
                let scalars = Array(text.unicodeScalars)
                result[scalars[0], default: []].append(
                    Unit(
                        scalars: scalars, value: row.value, isClosing: row.kind != .small,
                        standsAlone: row.standsAlone, isSuffix: row.kind == .suffix, isWord: scalars[0].isWordLetter))
            }
        }
        return result.mapValues { $0.sorted { $0.scalars.count > $1.scalars.count } }
    }()

    private enum Kind { case small, closing, suffix }

    private struct UnitRow {
        let value: Int
        let kind: Kind
        let standsAlone: Bool
        let words: String

        init(_ value: Int, _ kind: Kind, _ words: String, standsAlone: Bool = false) {
            self.value = value
            self.kind = kind
            self.words = words
            self.standsAlone = standsAlone
        }
    }

    private static let unitRows = [
        UnitRow(10, .small, "十 拾 십 สิบ mười sampu sampung", standsAlone: true), UnitRow(10, .small, "mươi pung"),
        UnitRow(100, .small, "百 佰 백 ร้อย hundred cien ciento сто", standsAlone: true),
        UnitRow(100, .small, "trăm daan daang"),
        UnitRow(1000, .small, "千 仟 천", standsAlone: true),
        UnitRow(1000, .closing, "thousand mil พัน тысяча тысячу libo", standsAlone: true),
        UnitRow(1000, .closing, "тыс тысячи тысяч тыщ nghìn ngàn nghin ngan libong"), UnitRow(1000, .suffix, "k к"),
        UnitRow(10_000, .closing, "万 萬 만 หมื่น", standsAlone: true), UnitRow(10_000, .suffix, "w"),
        UnitRow(100_000, .closing, "แสน", standsAlone: true),
        UnitRow(1_000_000, .closing, "ล้าน million", standsAlone: true),
        UnitRow(
            1_000_000, .closing,
            "millón millon millones млн миллион миллиона миллионов triệu trieu tr milyon milyong"),
        UnitRow(100_000_000, .closing, "亿 億 억", standsAlone: true), UnitRow(1_000_000_000, .closing, "tỷ tỉ"),
    ]
}
