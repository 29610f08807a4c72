import TestSupport
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

    private func words(_ text: String) -> String { String(decoding: PlainWords.of(text), as: UTF8.self) }

    @Test("links, mail addresses and numbers are left out, in any script")
    func table() {
        let text =
            "Работа за границей  https://example.org/a\r\n+1-555-0100 mail a@example.org\u{A0}сегодня ٣ :/ / a:// ok"
        #expect(words(text) == slowly(text))
        #expect(words(text).hasSuffix("сегодня :/ / ok"))
        #expect(PlainWords.of("").isEmpty)
        #expect(PlainWords.of(" 1 ").isEmpty)
    }

    // A mark that stands on a blank or a digit makes one character with it; scalars see the blank, which is right too.
    @Test(
        "it agrees with the slow way on texts of odd parts, and its beginning is the same where only that is asked for")
    func property() {
        let parts = [
            "a", "Việc", "ё", "1", "９", "½", "@", ":", "/", "://", " ", "\t", "\r\n", "\u{3000}", "\u{85}", "ที่",
            "漢",
            "-", "\u{200B}", "x1", "😀",
        ]
        var random = Seeded(7)
        for _ in 0..<3_000 {
            let text = (0..<12).map { _ in random.element(of: parts) }.joined()
            #expect(words(text) == slowly(text), "\(text)")
            let all = PlainWords.of(text)
            for limit in [1, 3, 8] {
                #expect(PlainWords.of(text, atLeast: limit).prefix(limit) == all.prefix(limit), "\(text)")
            }
        }
    }

    @Test("blanks and numbers are those of the standard library, scalar for scalar")
    func properties() {
        for scalar in (UInt32(0)...0x10FFFF).lazy.compactMap(Unicode.Scalar.init) {
            if PlainWords.isBlank(scalar.value) != scalar.properties.isWhitespace
                || PlainWords.isNumeric(scalar.value) != (scalar.properties.numericType != nil)
            {
                Issue.record("U+\(String(scalar.value, radix: 16))")
            }
        }
    }

    @Test("letters are counted by script")
    func scripts() {
        let counts = ScriptCounts("Abc ñ Đường, Їжак эхо ไทยที่ カナかな 한글ㅋ 漢字𠀀 123 \u{1F600}")
        #expect(counts.latin == 9)
        #expect(counts.vietnamese == 3)
        #expect(counts.cyrillic == 7)
        #expect(counts.ukrainian == 1)
        #expect(counts.russian == 1)
        #expect(counts.thai == 6)
        #expect(counts.kana == 4)
        #expect(counts.hangul == 3)
        #expect(counts.han == 3)
        #expect(counts.letters == 32)
    }

    @Test("the answer does not depend on what lies in memory behind the text")
    func memory() {
        let texts = ["abc1 ไลน์я x1y2z3 example1", "wechat1 飞机扣扣K example2 example3", "x\u{301}x 1example"]
        for text in texts {
            let answers = Set(
                [UInt8(0), 0x20, 0x61, 0xD1].map { byte in
                    // Freed at once, so that the detector's own memory is likely to hold what was written here.
                    for size in 1...200 { _ = (0..<4).map { _ in [UInt8](repeating: byte, count: size) } }
                    return LanguageDetector.language(of: text)
                })
            #expect(answers.count == 1, "\(answers)")
        }
    }
}
