import Matching
import Model
import Testing

@testable import Scanning

@Suite("Fitting weights to labelled posts")
struct ScoreFitTests {
    private func posts(_ leads: Int, _ innocents: Int) -> String {
        let first = (0..<leads).map {
            #"{"id":"l\#($0)","text":"the papers were withheld \#($0 % 3 == 0 ? "abroad" : "here")","lang":"en","truth":{"lead":true}}"#
        }
        let second = (0..<innocents).map {
            #"{"id":"i\#($0)","text":"a holiday abroad with \#($0) of them\#($0 % 20 == 0 ? ", tips withheld" : "")","lang":"en","truth":{"lead":false}}"#
        }
        return (first + second).joined(separator: "\n")
    }

    private func fit(_ rules: RuleTree, _ leads: Int, _ innocents: Int) throws -> FitReport {
        let data = try RuleTree(["posts.jsonl": posts(leads, innocents)])
        return try ScoreFit.run(rules: [rules.directory], on: [data.path("posts.jsonl")], leadShare: 0.25) { _ in }
    }

    @Test("the file that comes of it loads beside the packs and makes the ranking better")
    func roundTrip() throws {
        let rules = try WordRules.tree(coercion: 0.6, recruitment: 1.2)
        let report = try fit(rules, 60, 120)
        #expect(report.skipped == 0)
        let text = report.lines(limit: 5).joined(separator: "\n")
        #expect(text.contains("180 posts, 60 leads"))
        #expect(text.contains("coercion.word.en  (in 60 leads, 6 innocent posts)"))
        try rules.write(report.file("2026-11-26"), to: "weights/fitted.yaml")
        let loaded = RuleLoader.load([rules.directory])
        #expect(loaded.errors.isEmpty)
        let weights = Dictionary(uniqueKeysWithValues: (loaded.rules?.facts ?? []).map { ($0.id, $0.weight) })
        #expect((weights["coercion.word.en"] ?? 0) > 0.9)
        #expect((weights["recruitment.word.en"] ?? 9) < 0.9)
        // What is fitted again begins from what the authors wrote, not from the file.
        #expect(try fit(rules, 60, 120).file("2026-11-26") == report.file("2026-11-26"))
    }

    @Test("too few labels of either kind are refused with what is missing", arguments: [(49, 200), (200, 49), (0, 0)])
    func tooFew(leads: Int, innocents: Int) throws {
        let rules = try WordRules.tree(coercion: 0.6, recruitment: 1.2)
        let error = #expect(throws: InputNote.self) { try fit(rules, leads, innocents) }
        #expect(error?.problem == "too few labels: \(leads) leads and \(innocents) innocent posts")
    }
}
