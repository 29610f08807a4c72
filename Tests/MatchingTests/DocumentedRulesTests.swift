import Foundation
import Testing

@testable import Matching

/// What docs/rules.md shows must load, and hold on what it is about.
@Suite("The rules of docs/rules.md")
struct DocumentedRulesTests {
    private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../docs/rules.md")

    /// A piece of YAML on the page, named by its step and its number there: `5.2`.
    private static let snippets: [(name: String, text: String)] = {
        let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
        var result: [(String, String)] = []
        var (step, number) = ("", 0)
        var lines: [Substring]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("## ") { (step, number) = (line.dropFirst(3).prefix { $0 != "." }.description, 0) }
            if line == "```yaml" {
                lines = []
                number += 1
            } else if line == "```", let yaml = lines {
                result.append(("\(step).\(number)", yaml.joined(separator: "\n")))
                lines = nil
            } else {
                lines?.append(line)
            }
        }
        return result
    }()

    private static func snippet(_ name: String) throws -> String {
        try #require(snippets.first { $0.name == name }, "docs/rules.md has no snippet \(name)").text
    }

    /// Parts of rules, each with a text on which it must hold and one on which it must not.
    private static let parts = [
        ("4.1", "passport and a deposit", "passport"),
        ("4.2", "passports are kept, no phone, a deposit", "passports are kept, no phone, no phones"),
        ("5.1", "a job on a tourist visa", "a tourist visa"),
        ("5.2", "the boss, Mr. Lee, has my passport", "The boss was there. My passport was not"),
        ("5.3", "a job, no papers, on a tourist visa", "a job, no papers, and never on a tourist visa"),
        ("6.2", "十六岁", "21 years old"), ("6.3", "bride for 3 000 US dollars", "bride for 3 000 baht"),
        ("9.2", "job, debt, per head", "job and debt"), ("7.1", "they hold my passport", "a passport"),
        ("11.1", "my p.a.s.s.p.o.r.t", "made in the U.S.A."), ("11.2", "a p4ssport", "a passport, h.o.t.e.l"),
    ]

    @Test("every snippet is looked at here")
    func complete() {
        let known = Set(Self.parts.map(\.0) + ["1.1", "3.1", "6.1", "8.1", "9.1", "10.1"])
        #expect(Set(Self.snippets.map(\.name)) == known)
    }

    @Test("each part of a rule loads and holds on what it is about", arguments: parts)
    func part(name: String, holds: String, fails: String) throws {
        var text = try Self.snippet(name).replacing("    ", with: "", maxReplacements: 1).replacing(
            "\n    ", with: "\n")
        if name == "7.1" { text += "\nany: ['\\bhold my passport\\b']" }
        let loaded = try Self.load(
            [("coercion.documented.en", text + "\nmatch: ['\(holds)']\nignore: ['\(fails)']")], family: "coercion")
        #expect(loaded.errors.map(\.report) == [])
        #expect(try loaded.holding(holds).contains("coercion.documented.en"))
    }

    @Test("the rule of step 1 is refused as the page shows, and step 3 mends it")
    func firstRule() throws {
        let pack = try Self.snippet("1.1")
        let rules = try TestRules(["rules/en/mine.yaml": pack])
        let report = try #require(rules.load().errors.first).report.replacing(rules.directory + "/", with: "")
        #expect(try String(contentsOf: Self.page, encoding: .utf8).contains(report))
        let mended = try Self.snippet("3.1")
        let lines = pack.split(separator: "\n").flatMap { $0.hasPrefix("    any: ") ? [Substring(mended)] : [$0] }
        #expect(try TestRules(["a.yaml": lines.joined(separator: "\n")]).load().errors.map(\.report) == [])
    }

    @Test("the lists, the doubt and the composite load as they stand")
    func rest() throws {
        let held = "any: ['\\b$en.keep\\b.{0,20}\\b$en.passport\\b']\nmatch: [they took the id card]\nignore: [took it]"
        #expect(try Self.load([("coercion.lists.en", held)], family: "coercion").errors.map(\.report) == [])
        let doubt = try Self.snippet("8.1").replacing("family: protective\nrules:\n", with: "")
        let examples = "\n    match: [hotline 555-0100]\n    ignore: [a line]"
        let evidence = "\n    evidence: {grade: E, sources: [ILO09], reviewed: 2026-11-24}"
        let composite = try Self.snippet("9.1")
        for (family, rule) in [
            ("protective", doubt + examples),
            ("coercion", composite + "\n    match: [job and debt]\n    ignore: [job]"),
        ] {
            let pack = "pack: p\nversion: 1\nfamily: \(family)\nrules:\n\(rule)\(evidence)\n"
            #expect(try TestRules(Self.others.merging(["p.yaml": pack]) { $1 }).load().errors.map(\.report) == [])
        }
        let tests = try TestRules(Self.others.merging(["tests/en.yaml": try Self.snippet("10.1")]) { $1 }).load()
        #expect(tests.errors.map(\.report) == [])
        #expect(tests.tests.count == 2)
    }

    /// What the snippets name: the page's own lists, and rules that stand in other packs.
    private static let others: [String: String] = {
        func rule(_ id: String, _ word: String) -> (String, String) {
            (id, "any: ['\\b\(word)\\b']\nmatch: ['\(word)']\nignore: [x]")
        }
        return [
            "lists/en.yaml": (try? snippet("6.1")) ?? "",
            "r.yaml": TestRules.pack(family: "recruitment", [rule("recruitment.job-offer.en", "job")]),
            "c.yaml": TestRules.pack(family: "coercion", [rule("coercion.debt.en", "debt")]),
            "t.yaml": TestRules.pack(family: "trade", [rule("trade.per-head.en", "per head")]),
            "n.yaml": TestRules.pack(family: "protective", [rule("protective.news-report.en", "reporter")]),
        ]
    }()

    private static func load(_ rules: [(String, String)], family: String) throws -> RuleLoader.Loaded {
        try TestRules(others.merging(["a.yaml": TestRules.pack(family: family, rules)]) { $1 }).load()
    }
}
