import Testing

@testable import Ranking

@Suite("The text that the language is told from")
struct LanguageTextTests {
    /// By grapheme clusters, as a person would say it.
    private func slowly(_ text: String) -> String {
        text.split { $0.isWhitespace }.filter { word in
            !word.contains("@") && !word.contains("://") && !word.contains { $0.isNumber }
        }.joined(separator: " ")
    }

    @Test("links, mail addresses and numbers are left out, in any script")
    func table() {
        let text =
            "Работа за границей  https://example.org/a\r\n+1-555-0100 mail a@example.org\u{A0}сегодня ٣ :/ / a:// ok"
        #expect(String(decoding: LanguageDetector.withoutAddresses(text), as: UTF8.self) == slowly(text))
        #expect(String(decoding: LanguageDetector.withoutAddresses(text), as: UTF8.self).hasSuffix("сегодня :/ / ok"))
        #expect(LanguageDetector.withoutAddresses("").isEmpty)
        #expect(LanguageDetector.withoutAddresses(" 1 ").isEmpty)
    }

    // A mark that stands on a blank or a digit makes one character with it; scalars see the blank, which is right too.
    @Test("it agrees with the slow way on texts of odd parts")
    func property() {
        let parts = [
            "a", "Việc", "ё", "1", "９", "½", "@", ":", "/", "://", " ", "\t", "\r\n", "\u{3000}", "\u{85}", "ที่",
            "漢",
            "-", "\u{200B}", "x1", "😀",
        ]
        var state: UInt64 = 7
        for _ in 0..<3_000 {
            var text = ""
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += parts[Int(state >> 33) % parts.count]
            }
            #expect(String(decoding: LanguageDetector.withoutAddresses(text), as: UTF8.self) == slowly(text), "\(text)")
        }
    }
}
