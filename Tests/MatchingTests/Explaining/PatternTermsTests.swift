import Testing

@testable import Matching

@Suite("Plain texts among a pattern's alternatives")
struct PatternTermsTests {
    @Test(
        "an alternative that stands for itself is a term, with its place",
        arguments: [
            ("owes money|papers?", [("owes money", 0)]),
            (#"\b(?:Owes|\d+ days|held)\b"#, [("owes", 5), ("held", 19)]),
            ("走小路", [("走小路", 0)]),
            (#"a\|b|cd"#, [("cd", 5)]),
            ("(?:ab|cd) ef", []),
            ("[ab]c|(?:de|fg)h|ij", [("ij", 17)]),
            ("$en.keep|x", []),
        ] as [(String, [(String, Int)])])
    func terms(pattern: String, expected: [(String, Int)]) throws {
        let escaped = pattern.replacing("'", with: "''")
        let body = "any: ['\(escaped)', 'never']\nmatch: [never]\nignore: [other]"
        let loaded = try TestRules(body, lists: ["en": "keep: [kept]"]).load()
        let rule = try #require(loaded.packs.first?.rules.first)
        let found = rule.any[0].terms
        #expect(found.map(\.text) == expected.map(\.0))
        #expect(found.map(\.offset) == expected.map(\.1))
    }
}
