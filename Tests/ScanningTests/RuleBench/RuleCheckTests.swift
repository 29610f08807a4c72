import Foundation
import Testing

@testable import Scanning

@Suite("Checking rules")
struct RuleCheckTests {
    private static let today = Date(timeIntervalSince1970: 1_795_651_200)  // 2026-11-26

    private func check(_ files: [String: String], _ names: [String] = [""]) throws -> RuleCheckReport {
        let tree = try RuleTree(files)
        return RuleCheck.run(names.map { $0.isEmpty ? tree.directory : tree.path($0) }, today: Self.today)
    }

    private func kinds(_ report: RuleCheckReport) -> [RuleWarning.Kind] { report.warnings.map(\.kind) }

    @Test("a reviewed rule with nothing beside it is nothing to complain of")
    func quiet() throws {
        let report = try check(["a.yaml": RuleTree.pack(reviewer: "hk", [("coercion.a.en", RuleTree.passport)])])
        #expect(report.lines.count == 1)
        #expect(report.lines[0].hasSuffix("nothing to complain of."))
        #expect(!report.hasFailed)
    }

    @Test("a pack whose rules no native reader has confirmed is named once")
    func reviewer() throws {
        let other = RuleTree.passport.replacingOccurrences(of: "passport", with: "licence")
        let report = try check([
            "a.yaml": RuleTree.pack([("coercion.a.en", RuleTree.passport), ("coercion.b.en", other)])
        ])
        #expect(kinds(report) == [.noReviewer])
        #expect(report.warnings[0].remark.problem == "2 of the pack's 2 rules with wording name no reviewer")
        #expect(!report.hasFailed)
        #expect(report.lines[0].contains(":5:9: warning: "))
        #expect(report.lines[2].hasSuffix("^ the first of them"))
        #expect(report.lines[3].hasPrefix("   help: "))
        #expect(report.lines.last?.hasSuffix("no errors, 1 warning.") == true)
    }

    @Test(
        "a review holds for twelve months and has taken place",
        arguments: [
            ("2026-11-26", []), ("2025-11-26", []), ("2025-11-01", [.oldReview]), ("2026-12-24", [.futureReview]),
            ("yesterday", [.futureReview]), ("2026-13-01", [.futureReview]),
        ] as [(String, [RuleWarning.Kind])])
    func review(date: String, expected: [RuleWarning.Kind]) throws {
        let pack = RuleTree.pack(reviewed: date, reviewer: "hk", [("coercion.a.en", RuleTree.passport)])
        #expect(try kinds(check(["a.yaml": pack])) == expected)
    }

    @Test("words that another rule of the family has under the same conditions are shown where they stand")
    func knownTerm() throws {
        func pack(_ second: String) -> String {
            RuleTree.pack(
                reviewer: "hk",
                [
                    (
                        "coercion.a.en",
                        """
                        any: ['\\b(?:papers held|owes money)\\b']
                        match: [his papers held in the office, she owes money]
                        ignore: [paper]
                        """
                    ), ("coercion.b.en", second),
                ])
        }
        let same = try check([
            "a.yaml": pack(
                """
                any: ['locked in|Owes Money']
                match: [she owes money, locked in at night]
                ignore: [money]
                """)
        ])
        #expect(kinds(same) == [.knownTerm])
        #expect(same.warnings[0].remark.problem == "the rule `coercion.a.en` has the words “owes money” already")
        let shown = same.warnings[0].remark
        let line = Array((shown.sourceLine ?? "").unicodeScalars)
        #expect(String(String.UnicodeScalarView(line[(shown.column - 1)...])).hasPrefix("Owes Money"))
        let other = try check([
            "a.yaml": pack(
                """
                any: ['locked in|owes money']
                all: ['\\bboss\\b']
                match: [the boss says she owes money]
                ignore: [money]
                """)
        ])
        #expect(kinds(other) == [])
    }

    @Test("a rule whose examples another rule of the family finds is contained in it")
    func contained() throws {
        let narrow = """
            any: ['\\bkeeps your passport']
            match: [the company keeps your passport, the boss keeps your passport]
            ignore: [keep your ticket]
            """
        let report = try check([
            "a.yaml": RuleTree.pack(
                reviewer: "hk", [("coercion.narrow.en", narrow), ("coercion.wide.en", RuleTree.passport)])
        ])
        #expect(kinds(report) == [.containedRule])
        #expect(
            report.warnings[0].remark.problem
                == "the rule `coercion.wide.en` holds on each of this rule's 2 examples")
    }

    @Test("a language with whole posts, and none of them innocent, is named")
    func counterExample() throws {
        let pack = RuleTree.pack(reviewer: "hk", [("coercion.a.en", RuleTree.passport)])
        func tests(_ expectation: String) -> String {
            "tests:\n  - name: a\n    \(expectation)\n    post: {lang: en, text: 'the company keeps your passport'}\n"
        }
        #expect(
            try kinds(check(["a.yaml": pack, "tests/en.yaml": tests("rules: [coercion.a.en]")])) == [.noCounterExample])
        #expect(try kinds(check(["a.yaml": pack, "tests/en.yaml": tests("flagged: false")])) == [])
    }

    @Test("a pattern that costs far more than the others is reported with its cost")
    func slow() throws {
        var rules = (0..<20).map { number in
            (
                "coercion.r\(number).en",
                """
                any: ['\\bword\(number)\\b']
                match: [word\(number) here]
                ignore: [nothing]
                """
            )
        }
        rules.append(
            (
                "coercion.slow.en",
                """
                any: ['[a-z0-9 ]{1,200}(?:zq1|yk2)']
                match: [abc zq1]
                ignore: [nothing]
                """
            ))
        let report = try check(["a.yaml": RuleTree.pack(reviewer: "hk", rules)])
        #expect(!report.hasFailed, "\(report.lines)")
        #expect(kinds(report) == [.slowPattern])
        #expect(report.warnings.first?.remark.problem.contains(" ns a text over examples") == true)
    }

    @Test("of a single file, its own warnings are shown, and the lists beside it are known")
    func singleFile() throws {
        let files = [
            "lists/en.yaml": "keep: ['keeps?', 'kept']\n",
            "en/a.yaml": RuleTree.pack([
                (
                    "coercion.a.en",
                    """
                    any: ['\\b$en.keep your passport']
                    match: [the company keeps your passport]
                    ignore: [keep your ticket]
                    """
                )
            ]),
            "ko/b.yaml": RuleTree.pack([
                ("coercion.b.en", RuleTree.passport.replacingOccurrences(of: "passport", with: "licence"))
            ]),
        ]
        #expect(try check(files).warnings.count == 2)
        let one = try check(files, ["en/a.yaml"])
        #expect(one.warnings.count == 1)
        #expect(one.warnings[0].remark.file.hasSuffix("/en/a.yaml"))
        #expect(one.lines.last?.hasPrefix("1 rule in 1 pack,") == true)
        #expect(try check(files, ["en/a.yaml", "lists/en.yaml", "ko/b.yaml"]).warnings.count == 2)
        #expect(try check(files, ["en/missing.yaml"]).hasFailed)
    }

    @Test("SARIF names each rule, level, message and place, relative to the working directory")
    func sarif() throws {
        let tree = try RuleTree([
            "a b.yaml": RuleTree.pack([("coercion.a.en", RuleTree.passport)]),
            "bad.yaml": RuleTree.pack([("coercion.b.en", "any: ['(open']\nmatch: [a]\nignore: [b]")]),
            "empty.yaml": "",
        ])
        let report = RuleCheck.run([tree.directory], today: Self.today)
        let text = try #require(report.sarif(relativeTo: tree.directory).first)
        let log = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        #expect((log["$schema"] as? String)?.contains("sarif-schema-2.1.0") == true)
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        #expect((log["runs"] as? [Any])?.count == 1)
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        #expect(driver["name"] as? String == "vigil")
        #expect(driver["version"] as? String == Product.version)
        let ids = try #require(driver["rules"] as? [[String: Any]]).compactMap { $0["id"] as? String }
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count == report.errors.count + report.warnings.count)
        var places: [String] = []
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(ids[index] == result["ruleId"] as? String)
            #expect(["error", "warning"].contains(result["level"] as? String))
            #expect(((result["message"] as? [String: Any])?["text"] as? String)?.isEmpty == false)
            let location = try #require((result["locations"] as? [[String: Any]])?.first)
            let place = try #require(location["physicalLocation"] as? [String: Any])
            let uri = try #require((place["artifactLocation"] as? [String: Any])?["uri"] as? String)
            let region = place["region"] as? [String: Any]
            if let line = region?["startLine"] as? Int { #expect(line >= 1) }
            if let column = region?["startColumn"] as? Int { #expect(column >= 1) }
            places.append("\(uri):\(region?["startLine"] ?? "-"):\(region?["startColumn"] ?? "-")")
        }
        #expect(places.contains("a%20b.yaml:5:9"), "\(places)")
        #expect(places.contains("bad.yaml:11:12"), "\(places)")
        #expect(places.contains("empty.yaml:-:-"), "\(places)")
        let elsewhere = try #require(report.sarif(relativeTo: "/nonexistent").first)
        #expect(elsewhere.contains("\"uri\":\"file:///"))
    }

    @Test("errors and warnings as JSON")
    func json() throws {
        let report = try check(["a.yaml": RuleTree.pack([("coercion.a.en", RuleTree.passport)])])
        let object = try JSONSerialization.jsonObject(with: Data(report.json[0].utf8)) as? [String: Any]
        #expect((object?["errors"] as? [Any])?.isEmpty == true)
        let warning = (object?["warnings"] as? [[String: Any]])?.first
        #expect(warning?["kind"] as? String == "no-reviewer")
        #expect(warning?["line"] as? Int == 5)
    }
}
