/// The words in which telephone numbers are read out, in eight languages, folded as the layer `folded` has them.
enum DigitWords {
    enum Meaning: Sendable, Equatable {
        /// One digit.
        case digit(UInt8)
        /// 10 to 19, and others that stand for two digits and take none more.
        case pair(Int)
        /// 20, 30 … 90: a digit after it takes the place of its nought.
        case tens(Int)
        /// 100, 200 … 900: tens and digits after it take the places of its noughts.
        case hundreds(Int)
        /// Makes tens of the digit before it (`hai mươi`, `สองสิบ`); ten alone.
        case ten
        /// Makes hundreds of the digit before it (`eight hundred`).
        case hundred
        /// Says the next digit two or three times.
        case times(Int)
        /// `y` between tens and a digit.
        case and
        /// `+`.
        case plus
        /// `o`, `l` and `i`, which stand for 0 and 1 among digits.
        case letter(UInt8)
    }

    /// How many digits a word stands for at most.
    static func mostDigits(_ meaning: Meaning) -> Int {
        switch meaning {
        case .digit, .letter: 1
        case .pair, .tens, .ten: 2
        case .hundreds, .hundred: 3
        case .times(let times): times
        case .and, .plus: 0
        }
    }

    /// A language's words, each group in order from 0, 1, 10, 20 or 100; alternatives have `|` between them.
    struct Language: Sendable {
        let name: String
        let digits: String
        var pairs = ""
        var tens = ""
        var hundreds = ""
        var others: [(String, Meaning)] = []
    }

    static let languages: [Language] = [
        Language(
            name: "en", digits: "zero|oh|nought|naught|nil one two three four five six seven eight nine|niner",
            pairs: "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
            tens: "twenty thirty forty|fourty fifty sixty seventy eighty ninety",
            others: [("hundred", .hundred), ("double", .times(2)), ("triple", .times(3)), ("plus", .plus)]),
        Language(
            name: "es", digits: "cero uno|una dos tres cuatro cinco seis siete ocho nueve",
            pairs: "diez once doce trece catorce quince dieciséis|dieciseis diecisiete dieciocho diecinueve",
            tens: "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
            hundreds: "cien|ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
                + "novecientos",
            others: [
                ("veintiuno", .pair(21)), ("veintidós", .pair(22)), ("veintidos", .pair(22)), ("veintitrés", .pair(23)),
                ("veintitres", .pair(23)), ("veinticuatro", .pair(24)), ("veinticinco", .pair(25)),
                ("veintiséis", .pair(26)), ("veintiseis", .pair(26)), ("veintisiete", .pair(27)),
                ("veintiocho", .pair(28)), ("veintinueve", .pair(29)), ("y", .and), ("doble", .times(2)),
                ("más", .plus), ("mas", .plus),
            ]),
        Language(
            name: "ru", digits: "ноль|нуль один|одна|раз два|две три четыре пять шесть семь восемь девять",
            pairs: "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать "
                + "восемнадцать девятнадцать",
            tens: "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
            hundreds: "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
            others: [("плюс", .plus)]),
        Language(
            name: "vi",
            digits:
                "không|khong một|mốt|mot hai ba bốn|tư|bon năm|lăm|nhăm|nam|lam sáu|sau bảy|bẩy|bay tám|tam chín|chin",
            others: [("mười", .ten), ("mươi", .ten), ("muoi", .ten), ("linh", .digit(0)), ("lẻ", .digit(0))]),
        Language(
            name: "tl",
            digits:
                "sero|wala isa|uno dalawa|dos tatlo|tres apat|kuwatro|kwatro lima|singko anim|sais pito|siyete|syete "
                + "walo|otso siyam|siam|nuwebe|nwebe",
            others: [("sampu", .pair(10)), ("diyes", .pair(10))]),
        Language(
            name: "ko",
            digits: "공|영|빵|제로 일|하나 이|둘 삼|셋 사|넷 오|다섯 육|륙|여섯 칠|일곱 팔|여덟 구|아홉"),
        Language(
            name: "zh",
            digits: "零|〇|洞 一|幺|壹|弌|么|乙 二|贰|貳|弍|两|兩 三|叁|參|叄|弎 四|肆 五|伍 六|陆|陸 七|柒|拐 八|捌 九|玖|勾"),
        Language(
            name: "th", digits: "ศูนย์|สูญ หนึ่ง|เอ็ด สอง|โท|ยี่ สาม สี่ ห้า หก เจ็ด แปด เก้า", others: [("สิบ", .ten)]),
    ]

    /// Words of quantities: a row of number words beside one is an amount or a year and no number to call.
    static let quantities = Set(
        ("thousand million billion mil millones millón millon тысяча тысячи тысяч миллион миллиона миллионов nghìn ngàn "
            + "trăm triệu tỷ nghin ngan tram trieu libo milyon daan").split(separator: " ").map(String.init))
    static let quantitySigns = Set("十百千万亿拾佰仟萬億십백천만억조".unicodeScalars.map(\.value)).union([0xE1E])
}
