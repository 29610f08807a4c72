import CCLD2
import Model

/// The language of a post, by its script where that decides and by CLD2 otherwise.
public enum LanguageDetector {

    /// BCP 47, or `und` where it cannot be told. What the post states decides only where the text does not.
    public static func language(of post: Post) -> String {
        let text = post.title.map { $0 + "\n" + post.text } ?? post.text
        let found = language(of: text)
        if found != "und" { return found }
        let stated = post.lang?.split(separator: "-").first.map { $0.lowercased() } ?? ""
        return stated.count == 2 || stated.count == 3 ? stated : "und"
    }

    /// BCP 47, or `und`. Simplified and traditional Chinese are both `zh`.
    public static func language(of text: String) -> String {
        let counts = ScriptCounts(text)
        guard counts.letters > 0 else { return "und" }
        // A script of one language decides by its share; Han and Hangul letters weigh a syllable or more.
        if counts.kana > 0, counts.kana * 4 >= counts.han {
            return counts.share(counts.kana + counts.han) ? "ja" : latin(text, counts)
        }
        if counts.share(counts.hangul * 2) { return "ko" }
        if counts.share(counts.han * 2) { return "zh" }
        if counts.share(counts.thai) { return "th" }
        if counts.share(counts.cyrillic) { return cyrillic(text, counts) }
        return latin(text, counts)
    }

    private static func cyrillic(_ text: String, _ counts: ScriptCounts) -> String {
        if counts.cyrillic > 40 {
            let (code, isReliable) = cld2(text)
            if isReliable, code != "ru" { return code }
        }
        return counts.ukrainian > 0 && counts.russian == 0 ? "uk" : "ru"
    }

    private static func latin(_ text: String, _ counts: ScriptCounts) -> String {
        if counts.vietnamese * 20 >= counts.latin, counts.vietnamese > 1 { return "vi" }
        if let known = CommonWords.language(of: text) { return known }
        return surely(text)
    }

    /// What CLD2 is sure of, else `und`.
    static func surely(_ text: String) -> String {
        let (code, isReliable) = cld2(text)
        return isReliable ? code : "und"
    }

    /// CLD2 is shown this much of a text, in bytes. Of 3,185 long texts in many languages it was sure of another answer for
    /// 14 when it saw 1.5 KB of words spread over the text, so it sees them all.
    private static let sample = 8192
    /// CLD2 looks at the letter behind the end of a text, and its answer depends on it; no letter is behind the end here.
    private static let padding = [UInt8](repeating: 0, count: 32)

    private static func cld2(_ text: String) -> (String, Bool) {
        var reliable: Int32 = 0
        let words = PlainWords.of(text, atLeast: sample).prefix(sample)
        let code = (words + padding).withUnsafeBytes { bytes -> String in
            guard let base = bytes.bindMemory(to: CChar.self).baseAddress,
                let name = vigil_cld2_language(base, Int32(words.count), &reliable)
            else { return "un" }
            return String(cString: name)
        }
        switch code {
        case "un", "xxx": return ("und", false)
        case "fil": return ("tl", reliable != 0)
        case "zh-Hant": return ("zh", reliable != 0)
        case "iw": return ("he", reliable != 0)
        default: return (String(code.prefix { $0 != "-" }), reliable != 0)
        }
    }
}
