import Foundation
import Testing

@testable import Scanning

@Suite("Testing rules")
struct RuleTestTests {
    private func report(_ expectation: String, _ text: String) throws -> RuleTestReport {
        let offer = """
            any: ['\\btourist visa.{0,12}(?:work|job)']
            all: ['\\bboss\\b']
            match: [a tourist visa for work says the boss]
            ignore: [tourist visa]
            """
        let tree = try RuleTree([
            "a.yaml": RuleTree.pack([("coercion.papers.en", RuleTree.passport)]),
            "b.yaml": RuleTree.pack(family: "recruitment", [("recruitment.visa.en", offer)]),
            "tests/en.yaml": "tests:\n  - name: a post\n    \(expectation)\n    post: {lang: en, text: '\(text)'}\n",
        ])
        return RuleTest.run([tree.directory])
    }

    @Test(
        "a span is what the rule matched, exactly",
        arguments: [
            ("keeps your passport", true, ""),
            ("your passport", false, "matches “keeps your passport”, not “your passport”"),
        ])
    func spans(span: String, passes: Bool, fault: String) throws {
        let report = try report("spans: {coercion.*: '\(span)'}", "The company keeps your passport.")
        #expect(report.hasFailed != passes)
        #expect(fault.isEmpty || report.lines.joined().contains(fault), "\(report.lines)")
    }

    @Test(
        "of a failing test, the nearest miss is shown with what is there, what is missing and what fails",
        arguments: [
            ("rules: [recruitment.visa.en]", "a tourist visa for fun and the boss"),
            ("families: [recruitment]", "a tourist visa for fun and the boss"),
            ("at_least: medium", "a tourist visa for fun and the boss, who keeps your passport"),
            ("spans: {recruitment.*: visa}", "a tourist visa for fun and the boss"),
        ])
    func nearestMiss(expectation: String, text: String) throws {
        let report = try report(expectation, text)
        #expect(report.hasFailed)
        let shown = report.lines.joined(separator: "\n")
        for part in [
            "nearest miss: recruitment.visa.en: Says something of", "there:   “tourist visa” “boss”",
            "missing: “job” or “work”", #"\btourist visa.{0,12} matches “tourist visa for fun"#,
            "then (?:work|job) fails",
        ] { #expect(shown.contains(part), "\(part) in \(shown)") }
    }

    @Test("what comes out as expected shows no misses")
    func passing() throws {
        let report = try report("flagged: false", "a quiet room")
        #expect(report.lines == ["4 examples passed; 1 of 1 posts came out as expected."])
    }

    @Test("a change, a new file and a file that is gone are seen, once each")
    func watch() throws {
        let tree = try RuleTree(["a.yaml": "a", "b/c.yaml": "c", "notes.txt": "n"])
        var watch = FileWatch([tree.directory])
        func hasChanged() -> Bool { watch.hasChanged() }
        #expect(!hasChanged())
        for (name, text, isSeen) in [("a.yaml", "ab", true), ("b/d.yml", "d", true), ("notes.txt", "nn", false)] {
            try tree.write(text, to: name)
            #expect(hasChanged() == isSeen, "\(name)")
            #expect(!hasChanged())
        }
        try FileManager.default.removeItem(atPath: tree.path("b/c.yaml"))
        #expect(hasChanged())
    }
}
