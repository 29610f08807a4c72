import Testing

@testable import Reviewing

@Suite("Text from a stranger, for a terminal")
struct TerminalTextTests {

    @Test(
        "control, escape, bidi and invisible characters never reach the screen",
        arguments: [
            ("\u{1B}[31mred\u{1B}[0m", "[31mred[0m"),
            ("safe\u{202E}evil\u{202C}", "safeevil"),
            ("bell\u{7}back\u{8}", "bellback"),
            ("zero\u{200B}width\u{FEFF}", "zerowidth"),
            ("C1\u{9B}2J", "C12J"),
            ("  many \t\n blanks\u{3000}here ", "many blanks here"),
            ("招工\u{2028}农场", "招工 农场"),
        ])
    func safe(text: String, expected: String) {
        #expect(TerminalText.safe(text) == expected)
    }

    @Test("visible text keeps its blanks, so that a caret stays under its place")
    func visible() {
        #expect(TerminalText.visible("  a\t\u{1B}b  ^") == "  a b  ^")
    }

    @Test(
        "a column is a column in every script",
        arguments: [
            ("abc", 3), ("농장", 4), ("招工", 4), ("ทำงาน", 5), ("ở", 1), ("e\u{301}", 1), ("🌾", 2), ("ｱ", 1), ("Ａ", 2),
            ("", 0),
        ])
    func width(text: String, columns: Int) {
        #expect(TerminalText.width(text) == columns)
    }

    @Test("fitted text takes exactly the columns asked for", arguments: 1...12)
    func fitted(columns: Int) {
        for text in ["short", "농장 일자리 소개", "招女工包吃住", "mixed 농장 text"] {
            #expect(TerminalText.width(TerminalText.fitted(text, to: columns)) == columns)
        }
    }

    @Test("wrapped lines are never too long and lose nothing", arguments: [4, 10, 25])
    func wrapped(columns: Int) {
        for text in ["one two three four five", "농장일자리소개합니다 연락주세요", "averyveryverylongwordwithoutblanks and more"] {
            let lines = TerminalText.wrapped(text, to: columns)
            #expect(lines.allSatisfy { TerminalText.width($0) <= columns })
            #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
        }
    }

    @Test(
        "what a terminal would obey is written as JSON writes it",
        arguments: [
            ("{\"a\":\"x\"}\n", "{\"a\":\"x\"}\n"), ("\u{1B}[1mbold\u{1B}[0m 招工 é", "\u{1B}[1mbold\u{1B}[0m 招工 é"),
            ("a\u{202E}b\u{9B}2Jc", "a\\u202eb\\u009b2Jc"), ("\u{FEFF}\u{2066}\u{7F}", "\\ufeff\\u2066\\u007f"),
            ("\u{E0041}tag", "\\udb40\\udc41tag"),
        ])
    func escaped(_ text: String, _ expected: String) {
        #expect(TerminalText.escaped(text) == expected)
    }
}
