import Foundation
import Testing

@testable import Scanning

@Suite("Explaining rules and texts")
struct ExplanationTests {
    private let tree: RuleTree

    init() throws {
        let offer = """
            any: ['\\b$en.hire (?:now|at once)\\b']
            match: [hiring now]
            ignore: [fired]
            """
        tree = try RuleTree([
            "lists/en.yaml": "hire: [hiring, seeking]\n",
            "en/coercion.yaml": RuleTree.pack([("coercion.papers.en", RuleTree.passport)]),
            "en/recruitment.yaml": RuleTree.pack(
                family: "recruitment", severity: "S1", weight: 0.5, [("recruitment.offer.en", offer)]),
        ])
    }

    @Test("a rule in words: what it says, counts, stands on, looks for and needs")
    func rule() throws {
        let lines = try RuleExplanation.of("recruitment.offer.en", rules: [tree.directory])[0].lines
        let text = lines.joined(separator: "\n")
        for part in [
            "Says something of recruitment.offer.en", "family    recruitment, lures", "severity  S1, weak",
            "weight    +0.50 of at most 0.8", "E, experts' lists: ILO09; reviewed 2026-11-01 by no native reader",
            "one of these is in title or text:", #"\b$en.hire (?:now|at once)\b"#,
            #"= \b(?:hiring|seeking) (?:now|at once)\b"#,
            "The prefilter lets it through where a post has",
        ] { #expect(text.contains(part), "\(part) in \(text)") }
    }

    @Test("rules are named by id or with a star, and a name without a rule is wrong usage")
    func names() throws {
        #expect(try RuleExplanation.of("*.en", rules: [tree.directory]).count == 2)
        #expect { try RuleExplanation.of("recruitment.offer", rules: [tree.directory]) } throws: { error in
            "\(error)".contains("there are: recruitment.offer.en")
        }
        let json = try RuleExplanation.of("coercion.papers.en", rules: [tree.directory])[0].json
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        #expect(object?["id"] as? String == "coercion.papers.en")
        #expect((object?["may_be"] as? [String]) == ["consular errands"])
    }

    @Test("the score of a text is the sum of what is shown")
    func sum() throws {
        let text = "Hiring now. The company keeps your passport."
        let explanation = try TextExplanation(text, rules: [tree.directory])
        let object = try JSONSerialization.jsonObject(with: Data(explanation.json.utf8)) as? [String: Any]
        let score = try #require(object?["score"] as? [String: Any])
        let terms = try #require(score["terms"] as? [[String: Any]]).compactMap { $0["value"] as? Double }
        #expect(terms.sorted() == [-2.5, 0.5, 1.2])
        let total = try #require(score["total"] as? Double)
        #expect(abs(total + 0.8) < 1e-9)
        let value = try #require(score["score"] as? Double)
        #expect(abs(value - 1 / (1 + exp(0.8))) < 1e-4)
        let shown = explanation.lines.joined(separator: "\n")
        for part in [
            "folded  hiring now. the company keeps your passport.", "coercion.papers.en  holds",
            "text 24–43 “keeps your passport”", "−2.50  bias", "+1.20  coercion.papers.en", "= −0.80  sum",
            "no lead: the score is below 0.5",
        ] { #expect(shown.contains(part), "\(part) in \(shown)") }
    }

    @Test("of a rule that was tried and does not hold, the condition that failed is named")
    func failed() throws {
        let explanation = try TextExplanation("Hiring nowhere.", rules: [tree.directory])
        let shown = explanation.lines.joined(separator: "\n")
        #expect(shown.contains("recruitment.offer.en  does not hold: `any` failed"), "\(shown)")
        #expect(shown.contains(#"matches “hiring now”, then \b fails"#), "\(shown)")
    }
}
