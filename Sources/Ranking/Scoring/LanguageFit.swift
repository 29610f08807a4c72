import Model

/// Whether a rule that knows the wording of one language may count in a post of another.
///
/// Short patterns mean other things elsewhere: Korean and Spanish licences are words in Vietnamese and Tagalog. The rule
/// is about wording alone: which language a post is in adds nothing and takes nothing away.
struct LanguageFit {
    /// The post's language.
    private let language: String
    private let text: String

    init(_ post: Post, language: String) {
        self.language = language
        text = post.text
    }

    /// Languages that the packs know.
    private static let known: Set<String> = ["en", "es", "ko", "ru", "th", "tl", "vi", "zh"]

    func counts(_ hit: RuleHit) -> Bool {
        guard let own = hit.rule.lang, own != language, Self.known.contains(language) else { return true }
        switch own {
        // Ads in all languages use English words.
        case "en": return true
        // Taglish may have more English in it than Tagalog.
        case "tl" where language == "en": return CommonWords.count("tl", in: text, upTo: 2) == 2
        case "zh": return holds(hit) { (0x2E80...0x9FFF).contains($0) || (0x20000...0x3FFFF).contains($0) }
        case "ko":
            return holds(hit) {
                (0x1100...0x11FF).contains($0) || (0x3130...0xD7FF).contains($0) && !(0x3400...0x9FFF).contains($0)
            }
        case "th": return holds(hit) { (0xE00...0xE7F).contains($0) }
        case "ru": return holds(hit) { (0x400...0x52F).contains($0) }
        default: return false
        }
    }

    /// Whether what matched has a letter of the script, as in a post that mixes languages.
    private func holds(_ hit: RuleHit, _ isOfScript: (UInt32) -> Bool) -> Bool {
        hit.spans.contains { $0.text.unicodeScalars.contains { isOfScript($0.value) } }
    }
}
