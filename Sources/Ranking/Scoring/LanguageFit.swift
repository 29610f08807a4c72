import Model

/// Which languages' rules may count in a post.
///
/// Short patterns mean other things elsewhere: `ko` is "not" in Vietnamese chats, and half of a Korean licence. This is
/// about wording alone: which language a post is in adds nothing and takes nothing away.
public struct LanguageFit: Sendable {
    /// The post's language, BCP 47, or `und`.
    public let language: String
    /// Languages whose rules are worth a try; nil for all. What they find may still not count.
    public let tried: Set<String>?

    /// Languages that the packs know.
    private static let known: Set<String> = ["en", "es", "ko", "ru", "th", "tl", "vi", "zh"]

    public init(_ post: Post) { self.init(post, language: LanguageDetector.language(of: post)) }

    init(_ post: Post, language: String) {
        self.language = language
        guard Self.known.contains(language) else {
            tried = nil
            return
        }
        // Ads in all languages use English words.
        var tried: Set<String> = [language, "en"]
        let texts = [post.text, post.title, post.author, post.place].compactMap { $0 }
        for text in texts {
            let counts = ScriptCounts(text)
            if counts.han > 0 { tried.insert("zh") }
            if counts.hangul > 0 { tried.insert("ko") }
            if counts.thai > 0 { tried.insert("th") }
            if counts.cyrillic > 0 { tried.insert("ru") }
            // Taglish may have more English in it than Tagalog.
            if language == "en", CommonWords.count("tl", in: text, upTo: 2) == 2 { tried.insert("tl") }
        }
        self.tried = tried
    }

    /// Whether `hit` may count: its rule is of the post's language, of English or of none, or has matched letters of its own
    /// script, as in a post that mixes languages.
    public func counts(_ hit: RuleHit) -> Bool {
        guard let tried, let own = hit.rule.lang, own != language else { return true }
        guard tried.contains(own) else { return false }
        switch own {
        case "zh": return hit.spans.contains { ScriptCounts($0.text).han > 0 }
        case "ko": return hit.spans.contains { ScriptCounts($0.text).hangul > 0 }
        case "th": return hit.spans.contains { ScriptCounts($0.text).thai > 0 }
        case "ru": return hit.spans.contains { ScriptCounts($0.text).cyrillic > 0 }
        default: return true
        }
    }
}
