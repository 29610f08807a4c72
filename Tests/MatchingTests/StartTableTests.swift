import Foundation
import Model
import TestSupport
import Testing

@testable import Matching

@Suite("Where a pattern can begin")
struct StartTableTests {
    /// As a pattern that begins with a list of words, a class, a repeat, a look-around or a kind of character.
    static let patterns =
        PrefilterTests.patterns + [
            "(?:farm|farms|greenhouse|kept|we need|no visa|护照|여권|пас)\\b", "(?:a|護|扣)+.{0,5}s", "\\d{2,}", "[\\d.]+x",
            "\\w+port", "\\Wk", "\\s\\w", "\\Dp", "\\Sx", "[^a-z]b", "[a-d]b[cd]", "[0-9.-]+5", "[一-龥]信", "[ㄱ-ㅎ가-힣]관",
            "(?:ab)?cd", "(?:x|)yz", "x?y?z", "(?:p|q)(?:a|u)?ss", "(?<=p)a", "(?=k)kept", "(?:\\bk|ä)e?p", "[護护🍒]",
            "🍒|护",
            "(?i)KEPT|[A-C]olou?r", "(?i)[kſ]ept", "a{2}b?", "(?:ab){0,2}cd", "\\x{6b}ept", "[[:alpha:]]bc", "\\Gabc",
            "ab|\\Gcd",
            "[\\W_]{1,2}k", "[k\\d]e", "z$", "^k", "(?:\\d|k)\\S", "[$€£]?\\d", "(?:\\$|€)\\s?5", "[٠-٩]", "[А-Я]а",
            "[а-яё]с",
            "(?:kept|we need)[^.]{0,6}(?:passport|55|\\d{2})", "farm\\w*.{0,3}yz",
            "(?:kept|farm)\\S*\\s(?:\\w+ )?(?:boss|debt)",
            "护.{0,3}(?:扣|收)", "(?:kept.{0,3})+debt", "kept.*debt", "kept\\X*debt",
            "(?:debt|boss)(?:.{0,9}(?:kept|yz))?x",
            "(?:kept|yz)(?:x|.{2}){1,3}(?:ab|\\d)", "kept(*ACCEPT)x", "(?|kept|(x)yz)", "(?<n>kept)\\k<n>?",
            "(?#note)kept", "\\Qkept\\E.", "[]k]e", "[^]k]e",
            "[k-]e",
        ]
    static let words =
        PrefilterTests.words + [
            "farm", "farms", "greenhouse", "we need", "5", "55", "٣", "๕", "１２", "Ａ", "e", "k", "p", "KEPT", "Kept",
            "ſept",
            "K", "ä", "Ä", "🍒", "$5", "€ 5", "é", "aab", "\u{85}", "\u{3000}", "\u{180E}", "_", "-", "]", "Паспорт",
            "ас",
        ]

    @Test(
        "a pattern that is asked only where it can begin matches as one that is searched for", arguments: [true, false])
    func property(isFolded: Bool) throws {
        var random = Seeded(17)
        let texts = (0..<1500).map { _ in
            let text = (0..<Int.random(in: 0...9, using: &random)).map { _ in Self.words.randomElement(using: &random)!
            }
            .joined(separator: Bool.random(using: &random) ? "" : " ")
            return LayerBuilder.layer(isFolded ? .folded : .plain, of: text).bytes
        }
        let workspace = PCRE2Workspace()
        var found = 0
        var tables = 0
        for text in Self.patterns {
            var prepared = PatternText(text)
            if isFolded { prepared = PatternFolding.folded(prepared) }
            let searched = try PCRE2Pattern(prepared.text, isCaseless: isFolded)
            let asked = try PatternSource(text: prepared.text, isFolded: isFolded).compiled()
            if asked.isSearched { continue }
            tables += 1
            for bytes in texts {
                for limit in [1, 16] {
                    let (one, other) = bytes.withUnsafeBufferPointer {
                        (
                            workspace.matches(of: searched, in: $0, limit: limit),
                            workspace.matches(of: asked, in: $0, limit: limit)
                        )
                    }
                    #expect(one == other, "\(text) in \(String(decoding: bytes, as: UTF8.self))")
                    if case .matches(let ranges) = one { found += ranges.count }
                }
            }
        }
        #expect(tables > 40)
        #expect(found > 10_000)
    }

    @Test(
        "every character that PCRE2 counts to a kind begins as the kind is said to",
        arguments: ["d", "w", "s", "D", "W", "S"])
    func kinds(letter: Unicode.Scalar) throws {
        let kind = try #require(PatternStarts.kind(letter))
        let pattern = try PCRE2Pattern("\\\(letter)")
        let workspace = PCRE2Workspace()
        let decimals = PatternStarts.decimals.shapes
        for value in 0...0x10FFFF as ClosedRange<UInt32> {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(scalar).utf8)
            guard
                case .matches(let ranges) = bytes.withUnsafeBufferPointer({
                    workspace.matches(of: pattern, in: $0, limit: 1)
                }), !ranges.isEmpty
            else { continue }
            let isKnown = bytes.count == 1 ? kind.ascii.contains(bytes[0]) : kind.leads.contains(bytes[0])
            if !isKnown { Issue.record("U+\(String(value, radix: 16))") }
            guard letter == "d" else { continue }
            let isDecimal = decimals.contains { shape in
                shape.bytes.count <= bytes.count && zip(shape.bytes, bytes).allSatisfy { $0.contains($1) }
            }
            if !isDecimal { Issue.record("U+\(String(value, radix: 16))") }
        }
    }
}
