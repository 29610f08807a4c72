/// Words for nationality, ethnicity, language, gender and migrant status, which may never add to a score by their
/// value.
///
/// Each row holds words of one group and language that can stand in each other's place without making a text more or
/// less suspicious; a rule that adds to a score must hold on all of them or on none.
enum ProtectedTerms {
    enum Group: String {
        case nationality, ethnicity, language, gender
        case migrantStatus = "migrant status"
    }

    struct Row {
        let group: Group
        /// Small letters; the first three are those that are put in another's place.
        let terms: [String]
    }

    static let rows: [Row] = [
        // English
        row(.nationality, "chinese vietnamese thai korean russian filipino ukrainian burmese mexican nigerian"),
        row(.nationality, "china|vietnam|thailand|north korea|korea|russia|the philippines|ukraine|myanmar|mexico"),
        row(.ethnicity, "asian latina african european slavic indigenous"),
        row(.gender, "women men"), row(.gender, "woman man"), row(.gender, "girls boys"), row(.gender, "girl boy"),
        row(.gender, "female male"), row(.gender, "ladies gentlemen"),
        row(.migrantStatus, "migrant refugee immigrant foreigner"),
        row(.migrantStatus, "migrants refugees immigrants foreigners"),
        // Chinese
        row(.nationality, "越南 缅甸 泰国 朝鲜 韩国 俄罗斯 菲律宾 柬埔寨 老挝 乌克兰"),
        row(.nationality, "緬甸 泰國 朝鮮 韓國 俄羅斯 菲律賓 柬埔寨 老撾 烏克蘭"),
        row(.gender, "女性 男性"), row(.gender, "女人 男人"), row(.gender, "女生 男生"), row(.gender, "女孩 男孩"),
        row(.migrantStatus, "移工 难民 外国人"),
        // Korean
        row(.nationality, "베트남 중국 태국 북한 러시아 필리핀 미얀마 캄보디아 우크라이나 몽골"),
        row(.gender, "여성 남성"), row(.gender, "여자 남자"), row(.migrantStatus, "이주민 난민 외국인"),
        // Spanish
        row(.nationality, "colombiana venezolana mexicana dominicana china rusa"),
        row(.nationality, "colombianas venezolanas mexicanas dominicanas chinas rusas"),
        row(.nationality, "colombiano venezolano mexicano dominicano chino ruso"),
        row(.gender, "mujeres hombres"), row(.gender, "mujer hombre"), row(.gender, "chicas chicos"),
        row(.gender, "chica chico"), row(.migrantStatus, "migrantes refugiados extranjeros"),
        // Russian
        row(.nationality, "украинка русская узбечка киргизка молдаванка таджичка"),
        row(.nationality, "украинки русские узбечки киргизки молдаванки таджички"),
        row(.gender, "девушки парни"), row(.gender, "девушка парень"), row(.gender, "женщины мужчины"),
        row(.gender, "женщина мужчина"), row(.gender, "девушек парней"), row(.gender, "женщин мужчин"),
        row(.migrantStatus, "мигранты беженцы иностранцы"),
        // Vietnamese
        row(.nationality, "trung quốc|hàn quốc|campuchia|lào|thái lan|đài loan|myanmar"),
        row(.gender, "phụ nữ|đàn ông"), row(.gender, "cô gái|chàng trai"),
        row(.migrantStatus, "người di cư|người tị nạn"),
        // Thai
        row(.nationality, "จีน|ลาว|พม่า|เวียดนาม|เกาหลี|กัมพูชา|รัสเซีย"), row(.gender, "ผู้หญิง ผู้ชาย"),
        row(.migrantStatus, "ผู้อพยพ|ผู้ลี้ภัย"),
        // Tagalog
        row(.nationality, "pilipina koreana haponesa intsik"), row(.gender, "babae lalaki"),
        row(.gender, "kababaihan kalalakihan"),
    ]

    private static func row(_ group: Group, _ terms: String) -> Row {
        Row(group: group, terms: terms.split(separator: terms.contains("|") ? "|" : " ").map(String.init))
    }
}
