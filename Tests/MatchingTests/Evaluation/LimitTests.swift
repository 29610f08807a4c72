import Model
import TestSupport
import Testing

@testable import Matching

@Suite("A rule that reaches a limit is named, never silent and never a stall")
struct LimitTests {
    /// Runs away on `text`, which has the letter that it ends with, so that PCRE2 does not see at once that it is missing.
    private static let bait = "bait(?:x+x+)+y"
    private static let text = "an ad, bait" + String(repeating: "x", count: 3000) + "! y"

    /// Rules that are not asked for examples.
    private static func matcher(_ rules: [(String, String)]) throws -> RuleMatcher {
        let pack = TestRules.pack(family: "coercion", rules.map { ($0.0, $0.1 + "\nmatch: [x]\nignore: [x]") })
        let loaded = try TestRules(["a.yaml": pack]).load()
        return RuleMatcher(try CompiledRules(loaded.packs.flatMap(\.rules)), usesPrefilter: true)
    }

    @Test(
        "whichever condition the pattern stands in",
        arguments: [
            ("any: ['\(bait)']", false), ("any: ['an ad', '\(bait)']", true), ("all: ['an ad', '\(bait)']", false),
            ("any: ['an ad']\nnone: ['\(bait)']", true), ("any: ['an ad']\nunless: ['\(bait)']", true),
            ("any: ['an ad']\nnear: {any: ['\(bait)'], within: 10}", false),
            ("any: ['an ad']\nnot_near: {any: ['\(bait)'], within: 10}", true),
        ])
    func conditions(body: String, holds: Bool) throws {
        let result = try Self.matcher([("coercion.a.en", body)]).result(for: Post(id: "p", text: Self.text))
        #expect(result.undecided == ["coercion.a.en"])
        #expect(result.hits.isEmpty != holds)
    }

    @Test(
        "a rule over rules is undecided where it depends on one that is",
        arguments: [
            ("coercion.bait.en", true), ("not coercion.bait.en", true), ("coercion.ad.en and coercion.bait.en", true),
            ("coercion.ad.en or coercion.bait.en", false), ("not coercion.ad.en and coercion.bait.en", false),
            ("at least 2 of (coercion.ad.en, coercion.bait.en)", true),
            ("at least 1 of (coercion.ad.en, coercion.bait.en)", false),
        ])
    func composites(condition: String, isUndecided: Bool) throws {
        let matcher = try Self.matcher([
            ("coercion.ad.en", "any: ['an ad']"), ("coercion.bait.en", "any: ['\(Self.bait)']"),
            ("coercion.both", "when: \(condition)"),
        ])
        let result = matcher.result(for: Post(id: "p", text: Self.text))
        #expect(result.undecided == ["coercion.bait.en"] + (isUndecided ? ["coercion.both"] : []))
    }

    @Test("a rule whose neighbour is undecided is undecided too")
    func neighbours() throws {
        let matcher = try Self.matcher([
            ("coercion.ad.en", "any: ['an ad']\nnear: {rule: coercion.bait.en, within: 10}"),
            ("coercion.bait.en", "any: ['\(Self.bait)']"),
        ])
        let result = matcher.result(for: Post(id: "p", text: Self.text))
        #expect(result.undecided == ["coercion.ad.en", "coercion.bait.en"])
    }

    @Test("what was found before a limit was reached counts, so that nobody hides a match behind bait")
    func found() throws {
        let matcher = try Self.matcher([("coercion.a.en", "any: ['\(Self.bait)']")])
        let result = matcher.result(for: Post(id: "p", text: "baitxxxy " + Self.text))
        #expect(result.hits.map { $0.spans.map(\.text) } == [["baitxxxy"]])
        #expect(result.undecided == ["coercion.a.en"])
    }

    @Test(
        "many attempts of some steps each are bounded as one of many is, where a pattern can begin in few places and in many",
        arguments: ["kept.{0,300}kept.{0,300}z", "\\w{4} .{0,300}kept.{0,300}z", ".{0,300}kept.{0,300}kept.{0,30}z"])
    func budget(pattern: String) throws {
        let text = Array((String(repeating: "kept ", count: 60_000) + "\nz").utf8)
        let code = try PatternSource(text: pattern, isFolded: true).compiled()
        let outcome = text.withUnsafeBufferPointer { PCRE2Workspace().matches(of: code, in: $0, limit: 1) }
        #expect(outcome == .undecided([]))
    }

    @Test("where the stack of PCRE2's compiled code is full, nothing is known")
    func stack() throws {
        let code = try PatternSource(text: "(?:(a)(b)(c)(d)(e)(f)(g)(h))+z", isFolded: true).compiled()
        let text = Array((String(repeating: "abcdefgh", count: 9000) + "!z").utf8)
        let outcome = text.withUnsafeBufferPointer { PCRE2Workspace().matches(of: code, in: $0, limit: 1) }
        #expect(outcome == .undecided([]))
    }

    @Test("a long text of everyday writing reaches no limit")
    func everyday() throws {
        let sentence = "We need people for the kitchen, the boss kept the keys and the papers; call in the evening. "
        let text = Array(String(repeating: sentence, count: 10_000).utf8)
        for pattern in ["(?:keep|kept)s?\\b.{0,40}passport", "\\w+ wanted", "[^.]{0,40}passport", "the .{0,60}debt"] {
            let code = try PatternSource(text: pattern, isFolded: true).compiled()
            let outcome = text.withUnsafeBufferPointer { PCRE2Workspace().matches(of: code, in: $0, limit: 1) }
            #expect(outcome == .matches([]), "\(pattern)")
        }
    }

    @Test("a text that is searched piece by piece gives the same matches, wherever they lie")
    func pieces() throws {
        let code = try PatternSource(text: "[^k]{1,3}kept", isFolded: true).compiled()
        let plain = try PCRE2Pattern("[^k]{1,3}kept", isCaseless: true)
        var random = Seeded(9)
        for _ in 0..<60 {
            var text = ""
            for _ in 0..<Int.random(in: 1...40, using: &random) {
                text += String(
                    repeating: ["a", "é", "护", "🍒", "k"].randomElement(using: &random)!,
                    count: Int.random(in: 0...900, using: &random))
                if Bool.random(using: &random) { text += "kept" }
            }
            Array(text.utf8).withUnsafeBufferPointer { bytes in
                let workspace = PCRE2Workspace()
                #expect(
                    workspace.matches(of: code, in: bytes, limit: 64)
                        == workspace.matches(of: plain, in: bytes, limit: 64))
            }
        }
    }
}
