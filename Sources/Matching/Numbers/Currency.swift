/// Currencies that a comparison may ask for, by their ISO 4217 codes; Tether's, of no state, stands beside them since
/// people are paid and sold for it.
public enum Currency: String, Sendable, Hashable, CaseIterable, Codable {
    case aed = "AED", ars = "ARS", aud = "AUD", cad = "CAD", clp = "CLP", cny = "CNY", cop = "COP", dop = "DOP"
    case eur = "EUR", gbp = "GBP", hkd = "HKD", idr = "IDR", inr = "INR", jpy = "JPY", khr = "KHR", krw = "KRW"
    case kzt = "KZT", lak = "LAK", mmk = "MMK", mop = "MOP", mxn = "MXN", myr = "MYR", pen = "PEN", php = "PHP"
    case pln = "PLN", rub = "RUB", sgd = "SGD", thb = "THB", `try` = "TRY", twd = "TWD", uah = "UAH", usd = "USD"
    case usdt = "USDT", uzs = "UZS", ves = "VES", vnd = "VND"
}

/// How currencies are written beside an amount.
enum CurrencyNames {
    /// The currencies that a written name can mean: several for `$`, `¥`, `peso` and their like.
    struct Name: Sendable {
        let scalars: [Unicode.Scalar]
        let means: Set<Currency>
        /// Whether it is of a script that sets words apart, so that it must be a whole word.
        let isWord: Bool
    }

    /// By their first letter, and by their last, the longest first.
    static let byFirst = Dictionary(grouping: all) { $0.scalars[0] }
    static let byLast = Dictionary(grouping: all) { $0.scalars[$0.scalars.count - 1] }

    private static let all: [Name] = rows.flatMap { names, means in
        names.split(separator: " ").map { text in
            let scalars = Array(text.replacing("_", with: " ").unicodeScalars)
            return Name(scalars: scalars, means: means, isWord: scalars.last?.isWordLetter ?? false)
        }
    }.sorted { $0.scalars.count > $1.scalars.count }

    private static let dollars: Set<Currency> = [
        .usd, .hkd, .twd, .sgd, .aud, .cad, .mxn, .cop, .ars, .clp, .dop,
    ]
    private static let pesos: Set<Currency> = [.php, .mxn, .cop, .ars, .clp, .dop]

    /// As the layer `folded` has them: small letters, usual width. `_` stands for a blank.
    private static let rows: [(names: String, means: Set<Currency>)] = [
        // Names that several currencies share.
        (
            "$ dollar dollars dolar dolares dólar dólares dolyar доллар доллара долларов ดอลลาร์ ดอลล่าร์ 달러 불 đô đôla đô_la",
            dollars
        ),
        ("peso pesos piso 比索 페소 песо เปโซ", pesos), ("¥", [.cny, .jpy]), ("元 块 塊 圆 圓 块钱 塊錢", [.cny, .twd, .hkd, .mop]),
        ("yuan юань юаня юаней หยวน 위안 tệ nhân_dân_tệ", [.cny]),
        ("вон вона воны вону", [.krw]), ("s/ s/. sol soles", [.pen]), ("rupee rupees rupia rupias", [.inr, .idr]),
        // Names of one.
        ("cny rmb 人民币 人民幣 元人民币 元人民幣 cn¥", [.cny]),
        ("jpy yen yenes 日元 日圆 日圓 円 엔 엔화 иен иена иены เยน yên", [.jpy]),
        ("krw ₩ won wones 원 원정 韩元 韓元 韩币 韓幣 韩圆 วอน", [.krw]), ("php ₱ p₱ 菲币 菲幣 เปโซฟิลิปปินส์", [.php]),
        ("thb ฿ baht bath บาท 泰铢 泰銖 铢 銖 바트 밧 бат бата батов бахт", [.thb]),
        ("vnd vnđ ₫ đ đồng dong 越南盾 越盾 동 донг донгов", [.vnd]),
        ("rub rur ₽ руб рубль рубля рублей р ruble rubles rublos 卢布 盧布 루블 รูเบิล rúp", [.rub]),
        ("usd us$ u$s usd$ $us 美元 美金 美刀 刀 us_dollars us_dollar", [.usd]),
        ("twd nt$ ntd nt 台币 台幣 臺幣 新台币 新台幣 新臺幣 元台币 元台幣 대만달러", [.twd]),
        ("hkd hk$ 港币 港幣 港元 元港币 元港幣 홍콩달러", [.hkd]), ("mop mop$ 澳门币 澳門幣 葡币 葡幣", [.mop]),
        ("eur € euro euros 欧元 歐元 유로 евро ยูโร", [.eur]), ("gbp £ pounds 英镑 英鎊 파운드 фунтов ปอนด์", [.gbp]),
        ("sgd s$ 新币 新幣 新加坡元", [.sgd]), ("myr rm ringgit 马币 馬幣 令吉 링깃", [.myr]),
        ("idr rp rupiah 印尼盾", [.idr]), ("inr ₹ rs", [.inr]), ("khr ៛ riel riels 瑞尔 리엘", [.khr]),
        ("lak ₭ kip 基普", [.lak]), ("mmk kyat kyats ks 缅币 緬幣 จ๊าต", [.mmk]), ("aud a$", [.aud]), ("cad c$", [.cad]),
        ("mxn mx$", [.mxn]), ("cop col$", [.cop]), ("ars", [.ars]), ("clp", [.clp]), ("dop rd$", [.dop]),
        ("pen", [.pen]), ("ves bs bolívares bolivares", [.ves]), ("aed dirham dirhams dhs 迪拉姆 дирхам дирхамов", [.aed]),
        ("try ₺ lira liras лир лира", [.try]), ("uah ₴ грн гривен гривна гривны", [.uah]),
        ("kzt ₸ тенге", [.kzt]), ("uzs сум", [.uzs]), ("pln zł zloty złoty злотых злотый", [.pln]),
        ("usdt u tether 泰达币 테더", [.usdt]),
    ]
}

extension Unicode.Scalar {
    /// A letter of a script that sets words apart: Latin, Greek or Cyrillic.
    var isWordLetter: Bool { (value < 0x530 || (0x1E00...0x1EFF).contains(value)) && properties.isAlphabetic }
}
