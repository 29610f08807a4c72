import Foundation
import Matching
import Model
import Testing

@testable import Scanning

@Suite("Fitting weights to labelled posts")
struct ScoreFitTests {
    private static func pack(_ family: String, _ word: String, _ weight: String) -> String {
        """
        pack: \(family)
        version: 2026.11.1
        family: \(family)
        rules:
          - id: \(family).word.en
            says: Has a word of the test
            lang: en
            severity: S2
            weight: \(weight)
            evidence: {grade: K, sources: [TEST], tested_on: null, reviewed: 2026-11-25, reviewer: null}
            any: ['\\b\(word)\\b']
            match: [\(word) one, \(word) two, a \(word)]
            ignore: [nothing, none of it, never]
        """
    }

    private func inFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder.appending(path: "rules"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(Self.pack("coercion", "withheld", "0.6").utf8).write(to: folder.appending(path: "rules/a.yaml"))
        try Data(Self.pack("recruitment", "abroad", "1.2").utf8).write(to: folder.appending(path: "rules/b.yaml"))
        return try body(folder)
    }

    private func posts(_ leads: Int, _ innocents: Int) -> String {
        let first = (0..<leads).map {
            #"{"id":"l\#($0)","text":"the papers were withheld \#($0 % 3 == 0 ? "abroad" : "here")","lang":"en","truth":{"lead":true}}"#
        }
        let second = (0..<innocents).map {
            #"{"id":"i\#($0)","text":"a holiday abroad with \#($0) of them\#($0 % 20 == 0 ? ", tips withheld" : "")","lang":"en","truth":{"lead":false}}"#
        }
        return (first + second).joined(separator: "\n")
    }

    @Test("the file that comes of it loads beside the packs and makes the ranking better")
    func roundTrip() throws {
        try inFolder { folder in
            let file = folder.appending(path: "posts.jsonl").path
            try Data(posts(60, 120).utf8).write(to: URL(fileURLWithPath: file))
            let rules = folder.appending(path: "rules").path
            let report = try ScoreFit.run(rules: [rules], on: [file], leadShare: 0.25) { _ in }
            #expect(report.skipped == 0)
            let text = report.lines(limit: 5).joined(separator: "\n")
            #expect(text.contains("180 posts, 60 leads"))
            #expect(text.contains("coercion.word.en  (in 60 leads, 6 innocent posts)"))
            try FileManager.default.createDirectory(
                at: folder.appending(path: "rules/weights"), withIntermediateDirectories: true)
            try Data(report.file("2026-11-26").utf8).write(to: folder.appending(path: "rules/weights/fitted.yaml"))
            let loaded = RuleLoader.load([rules])
            #expect(loaded.errors.isEmpty)
            let weights = Dictionary(uniqueKeysWithValues: (loaded.rules?.facts ?? []).map { ($0.id, $0.weight) })
            #expect((weights["coercion.word.en"] ?? 0) > 0.9)
            #expect((weights["recruitment.word.en"] ?? 9) < 0.9)
            // What is fitted again begins from what the authors wrote, not from the file.
            let again = try ScoreFit.run(rules: [rules], on: [file], leadShare: 0.25) { _ in }
            #expect(again.file("2026-11-26") == report.file("2026-11-26"))
        }
    }

    @Test("too few labels of either kind are refused with what is missing", arguments: [(49, 200), (200, 49), (0, 0)])
    func tooFew(leads: Int, innocents: Int) throws {
        try inFolder { folder in
            let file = folder.appending(path: "posts.jsonl").path
            try Data(posts(leads, innocents).utf8).write(to: URL(fileURLWithPath: file))
            let error = #expect(throws: InputNote.self) {
                try ScoreFit.run(rules: [folder.appending(path: "rules").path], on: [file], leadShare: 0.25) { _ in }
            }
            #expect(error?.problem == "too few labels: \(leads) leads and \(innocents) innocent posts")
        }
    }
}
