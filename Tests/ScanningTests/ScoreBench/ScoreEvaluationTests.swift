import Foundation
import Model
import Testing

@testable import Scanning

@Suite("Quality on posts whose truth is known")
struct ScoreEvaluationTests {
    private func evaluate(_ lines: [String], words: String? = nil) throws -> (QualityReport, [String]) {
        let rules = try WordRules.tree(coercion: 1.5, recruitment: 1.5)
        let data = try RuleTree(["posts.jsonl": lines.joined(separator: "\n"), "words.txt": words ?? ""])
        let floor = try words.map { _ in try KeywordFloor(file: data.path("words.txt")) }
        var complaints: [String] = []
        let report = try ScoreEvaluation.run(
            rules: [rules.directory], cache: nil, on: [data.path("posts.jsonl")], budget: 2, floor: floor
        ) { complaints.append($0.problem) }
        return (report, complaints)
    }

    private let posts = [
        #"{"id":"1","text":"work abroad, papers withheld","lang":"en","truth":{"lead":true,"families":["coercion","recruitment"]}}"#,
        #"{"id":"2","text":"a holiday abroad","lang":"en","truth":{"lead":false}}"#,
        #"{"id":"3","text":"they hide it well","lang":"es","truth":{"lead":true,"families":["plea"],"urgent":true}}"#,
        #"{"id":"4","text":"abroad, withheld, says the court","lang":"es","truth":{"lead":false,"kind":"news"}}"#,
    ]

    @Test("leads, flags, families and languages are counted as they are")
    func figures() throws {
        let (report, complaints) = try evaluate(posts)
        #expect(complaints.isEmpty && !report.hasFailed)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
        let all = try #require(json["all"] as? [String: Any])
        #expect(all["posts"] as? Int == 4 && all["leads"] as? Int == 2)
        #expect(all["flagged_precision"] as? Double == 0.5)
        #expect(all["flagged_recall"] as? Double == 0.5)
        #expect(all["flagged_innocents"] as? Double == 0.5)
        let families = try #require(json["families"] as? [String: [String: Any]])
        #expect(families["coercion"]?["precision"] as? Double == 0.5)
        #expect(families["plea"]?["recall"] as? Double == 0)
        #expect(json["flag_rate_ratio"] as? Double == 1)
        #expect((json["languages"] as? [String: Any])?.keys.sorted() == ["en", "es"])
    }

    @Test("a plain list of words is the floor beside it, whatever the case of its words")
    func floor() throws {
        let (report, _) = try evaluate(posts, words: "# the floor\nABROAD\nHide\n\n")
        #expect(report.lines.contains { $0.hasPrefix("words alone") })
        let (other, _) = try evaluate(posts)
        #expect(!other.lines.contains { $0.hasPrefix("words alone") })
    }

    @Test("a post without a truth is told of and makes the run fail")
    func missing() throws {
        let (report, complaints) = try evaluate(posts + [#"{"id":"5","text":"no truth"}"#, "no post"])
        #expect(complaints.count == 2 && complaints.contains("the post 5 has no truth"))
        #expect(report.hasFailed)
    }

    @Test("the plot has a dot for each tenth of the scale that has posts")
    func plot() throws {
        let (report, _) = try evaluate(posts)
        #expect(report.plot.count { $0.hasPrefix("<circle") } == 3)
        #expect(report.plot.first?.hasPrefix("<svg") == true && report.plot.last == "</svg>")
    }
}
