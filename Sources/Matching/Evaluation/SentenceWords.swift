/// Words that tell where a sentence ends, or that it does not.
enum SentenceWords {
    /// The longest abbreviation, in letters.
    static let longest = 6

    /// Never the end of a sentence: something always follows.
    static let alwaysAbbreviations = words(
        """
        mr mrs ms dr prof rev hon sgt capt gen sen gov mt st vs tel ph approx dept ext fax vol fig attn att ref
        sr sra srta sres dra dña ud uds av avda núm tlf aprox pág dpto lic ing
        ул кв стр пр просп им тел гор обл корп оф см ср проф
        tp ths ts pgs gs bs ks ks đt sđt
        gng bb blg
        """)

    /// The end of a sentence only where a capital letter, or a script without capitals, follows.
    static let abbreviations = words(
        """
        etc inc ltd co corp bros jr dist est min max no nos pp art hr hrs mo mos yr yrs wk lb lbs ft in km kg cm
        jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun
        nº num pag dcha izq ej
        руб тыс млн млрд коп мин час сек чел др проч
        vv vnd tr
        """)

    /// Letters that are words, so that a full stop after them ends a sentence.
    static let letters = words("i я")

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    // MARK: Korean

    /// How many syllables of a word are looked at.
    static let longestHangul = 5

    /// Nouns and adverbs with 요 at the end.
    private static let koreanWords = ["필요", "중요", "주요", "수요", "소요", "강요", "민요", "동요", "가요", "불필요"]

    /// Whether `word`, the last syllables before a blank, ends a sentence: polite 요 and 죠, formal 니다 and 니까, and
    /// 다 after a past or future stem (했다, 있다, 하겠다).
    static func isKoreanEnd(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        guard word.count >= 2, let last = word.last, let before = word.dropLast().last else { return false }
        switch last {
        case "요":
            var view = String.UnicodeScalarView()
            view.append(contentsOf: word)
            return !koreanWords.contains(String(view))
        case "죠": return true
        case "다", "까":
            if before == "니", word.count >= 3 { return true }
            // Its last letter is ㅆ.
            return last == "다" && (before.value - 0xAC00) % 28 == 20
        default: return false
        }
    }

    // MARK: Thai

    /// Particles that close what was said.
    private static let thaiParticles = ["ครับ", "คับ", "ค่ะ", "คะ", "จ้า", "จ้ะ", "จ๊ะ"].map { Array($0.unicodeScalars) }

    static func isThaiEnd(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        thaiParticles.contains { text.suffix($0.count).elementsEqual($0) }
    }
}
