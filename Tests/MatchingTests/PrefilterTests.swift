import Foundation
import Model
import TestSupport
import Testing

@testable import Matching

@Suite("The prefilter never costs a match")
struct PrefilterTests {
    /// Patterns of every shape that rule authors write, with what is hard for a prefilter.
    static let patterns = [
        "passports?", "(?:keep|kept|takes?).{0,12}(?:passport|papers)", "\\bno visa\\b", "(?<!not )working off",
        "(?=debt)debt.{0,8}boss", "colou?r", "(?:ab|cd){2,3}", "x*yz", "(a)bc\\1", "護?照", "[护護]照.{0,6}[扣收]",
        "여권.{0,4}(?:보관|맡)", "ไม่.{0,6}ออก", "паспорт(?:а|у)?", "hộ chiếu", "(?i)Straße", "[^a]bc+", "\\d{3}[- ]?\\d{4}",
        "\\p{Han}{2}信", "(?:a|b|)cd", "q(?!u)", "\\Qa.b\\E", "k[ıi]m", "ſtop", "[a-c]de", "end$", "^start",
        "q(?:.abc)d", "İ",
        "\\x{4e2d}国",
    ]
    static let words = [
        "passport", "kept", "papers", "keeps", "no visa", "working off", "not ", "debt", "boss", "color", "colour",
        "abcd",
        "abab", "yz", "xxyz", "abca", "护照", "護照", "扣", "收", "여권", "보관", "맡", "ไม่", "ออก", "паспорт", "ПАСПОРТА",
        "hộ chiếu",
        "HỘ CHIẾU", "strasse", "STRASSE", "Straße", "bcc", "555-0142", "微信", "cd", "qa", "a.b", "kim", "Kım", "KIM",
        "K", "ſtop",
        "stop", "ade", "end", "start", "i̇", "İ", "中国", "q", "abcd", "abc", " ", ", ", "。", "\n", "x",
    ]

    @Test("over 20,000 made posts, rules with and without the prefilter hold alike", arguments: [Layer.plain, .folded])
    func property(layer: Layer) throws {
        var rules: [(String, String)] = []
        for (number, pattern) in Self.patterns.enumerated() {
            let quoted = pattern.replacing("'", with: "''")
            rules.append(("coercion.r\(number)", "layer: \(layer.rawValue)\nany: ['\(quoted)']"))
            let other = Self.patterns[(number + 5) % Self.patterns.count].replacing("'", with: "''")
            rules.append(("coercion.s\(number)", "layer: \(layer.rawValue)\nall: ['\(quoted)', '\(other)']"))
        }
        // Compiled without the loader, which would ask for examples that hold.
        let files = try TestRules([
            "a.yaml": TestRules.pack(family: "coercion", rules.map { ($0.0, $0.1 + "\nmatch: [x]\nignore: [x]") })
        ])
        let compiled = try CompiledRules(files.load().packs.flatMap(\.rules))
        #expect(compiled.rules.count == rules.count)
        let fast = RuleMatcher(compiled, usesPrefilter: true)
        let slow = RuleMatcher(compiled.searchedEverywhere(), usesPrefilter: false)
        var random = Seeded(11)
        var held = 0
        for number in 0..<10_000 {
            func text() -> String {
                (0..<Int.random(in: 1...7, using: &random)).map { _ in Self.words.randomElement(using: &random)! }
                    .joined()
            }
            let post = Post(id: "\(number)", text: text(), title: Bool.random(using: &random) ? text() : nil)
            let expected = slow.result(for: post)
            #expect(fast.result(for: post) == expected)
            held += expected.hits.count
        }
        #expect(held > 10_000)
    }

    @Test("a group that another pattern has had before is read as if it were new")
    func remembered() {
        func need(_ pattern: String) -> LiteralNeed { LiteralNeed.of(Array(pattern.unicodeScalars), isFolded: true) }
        let words = (10..<40).map { "word\($0)" }
        let first = need("(?:" + words.joined(separator: "|") + ")")
        #expect(first == .oneOf(words.map { .literal(Array($0.utf8)) }))
        #expect(need("(?:" + words.joined(separator: "|") + ")") == first)
        #expect(need("(?:" + words.joined(separator: "|") + ")?abc") == .literal(Array("abc".utf8)))
        // A quantifier behind a comment is of what stands before the comment, so that there the pattern is given up.
        let comment = "(?#" + String(repeating: "said at length ", count: 8) + ")"
        #expect(need("ab" + comment + "cd") == .literal(Array("abcd".utf8)))
        #expect(need("ab" + comment + "?cd") == .nothing)
    }

    @Test(
        "what a pattern needs is found, and nothing is claimed that it does not",
        arguments: [
            ("abc", "[[abc]]"), ("a", "[]"), ("(?:abc|def)", "[[abc] or [def]]"), ("abc.*def", "[[abc] [def]]"),
            ("(?:abc)?", "[]"), ("ab[cd]", "[[abc] or [abd]]"), ("(?:ab)+", "[[ab]]"), ("a|bcd", "[]"),
            ("护照", "[[护照]]"),
            ("(?=abc)d", "[]"), ("(?R)", "[]"), ("ABC", "[[abc]]"), ("ab\\bcd", "[[abcd]]"), ("ab{2}c", "[]"),
            // Each of these once claimed too much.
            ("[[:alpha:]]bcd", "[[bcd]]"), ("[[:alpha:]-]bcd", "[[bcd]]"), ("\\Qabc\\E?def", "[]"),
            ("ab(?#c)?cd", "[]"), ("(?#a\\)bcd|(x)ef", "[[bcd] or [xef]]"), ("abc{+2}", "[[abc] [2}]]"),
            ("\\x{41C}о", "[[о]]"),
            ("\\Мо", "[[о]]"), ("\\x{212A}о", "[[о]]"),
        ])
    func needs(pattern: String, expected: String) {
        func show(_ need: LiteralNeed) -> String {
            switch need {
            case .nothing: ""
            case .literal(let bytes): "[\(String(decoding: bytes, as: UTF8.self))]"
            case .all(let parts): parts.map(show).joined(separator: " ")
            case .oneOf(let parts): parts.map(show).joined(separator: " or ")
            case .atLeast(let count, let parts): "\(count) of \(parts.map(show).joined(separator: ", "))"
            }
        }
        #expect("[\(show(LiteralNeed.of(Array(pattern.unicodeScalars), isFolded: true)))]" == expected)
    }
}
