import Foundation
import Model
import Storage
import Testing

@testable import Scanning

@Suite("Measuring rules over posts")
struct BacktestTests {
    private let old: RuleTree
    private let new: RuleTree
    private let posts: RuleTree

    private static func rule(_ word: String) -> String {
        "any: ['\\b\(word)\\b']\nmatch: [\(word) here]\nignore: [nothing]"
    }

    init() throws {
        func tree(_ coercion: [String], _ trade: [String]) throws -> RuleTree {
            try RuleTree([
                "a.yaml": RuleTree.pack(
                    severity: "S3", weight: 1.8, coercion.map { ("coercion.\($0).en", Self.rule($0)) }),
                "b.yaml": RuleTree.pack(
                    family: "trade", severity: "S3", weight: 1.8, trade.map { ("trade.\($0).en", Self.rule($0)) }),
                "c.yaml": RuleTree.pack(
                    family: "labour", severity: "S3", weight: 1.8, [("labour.third.en", Self.rule("third"))]),
            ])
        }
        old = try tree(["alpha", "beta"], ["gamma"])
        new = try tree(["alpha"], ["gamma", "delta"])
        let lines = [
            "alpha gamma", "beta gamma", "alpha delta +1-555-0100", "beta gamma third", "nothing", "alpha",
            "alpha gamma delta",
        ].enumerated().map {
            #"{"id":"p\#($0.offset)","text":"\#($0.element)","lang":"en","url":"https://example.org/\#($0.offset)"}"#
        }
        posts = try RuleTree(["posts.jsonl": lines.joined(separator: "\n") + "\n"])
    }

    private func object(_ json: String) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    /// With one blank for many.
    private static func words(_ lines: [String]) -> String {
        lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
    }

    private func report(threads: Int, _ input: PostInput? = nil) throws -> BacktestReport {
        let backtest = try Backtest(old: [old.directory], new: [new.directory], cache: nil)
        return try backtest.run(on: input ?? .files([posts.path("posts.jsonl")]), threads: threads) { _ in }
    }

    @Test("leads gained, lost and moved, with the rules that made the difference", arguments: [1, 2])
    func changes(threads: Int) throws {
        let report = try report(threads: threads)
        #expect(!report.hasFailed)
        let changes = try #require(object(report.json)["changes"] as? [[String: Any]])
        let told = changes.map { change in
            "\(change["kind"] ?? "") \(change["id"] ?? "") \(change["old"] ?? "")→\(change["new"] ?? "") "
                + (change["rules"] as? [String] ?? []).joined(separator: " ")
        }
        #expect(
            told
                == [
                    "gained p2 low→medium +trade.delta.en",
                    "lost p1 medium→low -coercion.beta.en",
                    "moved p6 medium→high +trade.delta.en",
                    "moved p3 high→medium -coercion.beta.en",
                ].sorted { Self.rank($0) < Self.rank($1) })
        let text = Self.words(report.lines(limit: 1))
        for part in [
            "7 posts", "leads 4 4 1 1 2", "and 3 more", "coercion",
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
        #expect(!report.json.contains("555-0100"))
    }

    private static func rank(_ line: String) -> String {
        let kinds = ["gained": "0", "lost": "1", "moved": "2"]
        let isHigh = line.contains("high")
        return (kinds[String(line.prefix { $0 != " " })] ?? "") + (isHigh ? "0" : "1") + line.split(separator: " ")[1]
    }

    @Test("where a minor may be concerned by either set, nothing of the text is shown")
    func keptBack() throws {
        let youth = RuleTree.pack(
            family: "youth", severity: "S4", weight: 2, [("youth.minor.en", Self.rule("minor"))])
        let with = try RuleTree(["a.yaml": youth])
        let post = #"{"id":"y","title":"a quiet heading","text":"alpha gamma minor"}"#
        let file = try RuleTree(["posts.jsonl": post + "\n"])
        for (one, other) in [(with, old), (old, with)] {
            let backtest = try Backtest(old: [one.directory], new: [other.directory], cache: nil)
            let report = try backtest.run(on: .files([file.path("posts.jsonl")]), threads: 1) { _ in }
            #expect(report.tally.changes.map(\.title) == [""])
            #expect(!report.json.contains("heading") && !report.json.contains("alpha gamma"))
        }
    }

    @Test("the same rules change nothing")
    func same() throws {
        let backtest = try Backtest(old: [old.directory], new: [old.directory], cache: nil)
        let report = try backtest.run(on: .files([posts.path("posts.jsonl")]), threads: 2) { _ in }
        #expect(report.lines(limit: 9).last == "No lead is gained, lost or moved.")
    }

    @Test("over the stored posts, the volume is told by night and held against the budget")
    func stored() throws {
        let watch = try RuleTree([
            "vigil.yaml": """
            contact: test@example.org
            budget: 1
            sources:
              - name: board
                start: ["https://example.org/"]

            """
        ])
        let store = try Workspace.open(at: watch.directory).store
        let night = try store.beginNight(startedAt: 1000, rulesVersion: "1").id
        let texts = ["alpha gamma", "beta gamma", "alpha delta", "beta gamma third"]
        let judged = texts.enumerated().map { number, text in
            JudgedPost(
                post: Post(id: "p\(number)", text: text, lang: "en"),
                finding: Finding(id: "p\(number)", score: 0, tier: .none, flagged: false, lang: "en"), lead: nil,
                seenAt: Double(1000 + number))
        }
        _ = try store.write(NightBatch(night: night, posts: judged))
        let all = try report(threads: 2, .workspace(watch.directory, since: nil))
        let text = Self.words(all.lines(limit: 9))
        #expect(text.contains("4 posts"))
        #expect(text.contains("a night 3.0 3.0"), "\(text)")
        #expect(text.contains("the budget is 1 leads a night, and the new rules go beyond it, over 1 night"), "\(text)")
        let late = try report(threads: 2, .workspace(watch.directory, since: 1002))
        #expect(try object(late.json)["posts"] as? Int == 2)
    }

    @Test("the cost of each rule is told with its hits and those that held")
    func bench() throws {
        var problems = 0
        let report = try RuleBench.run(
            rules: [old.directory], cache: nil, on: .files([posts.path("posts.jsonl")])
        ) { _ in problems += 1 }
        #expect(problems == 0 && !report.hasFailed)
        let summary = try object(report.json)
        #expect(summary["posts"] as? Int == 7)
        let rules = try #require(summary["rules"] as? [[String: Any]])
        var held: [String: Int] = [:]
        for rule in rules {
            let id = try #require(rule["rule"] as? String)
            held[id] = rule["held"] as? Int
            #expect(try #require(rule["candidates"] as? Int) >= held[id] ?? 0)
        }
        #expect(
            held == ["coercion.alpha.en": 4, "coercion.beta.en": 2, "trade.gamma.en": 4, "labour.third.en": 1])
        #expect(report.lines(limit: 2).contains("and 2 rules that cost less"))
    }

    @Test("a line that is no post is told, and nothing to read is a failure")
    func hostile() throws {
        let bad = try RuleTree(["a.jsonl": "{\n", "empty.jsonl": ""])
        var problems = 0
        let report = try RuleBench.run(rules: [old.directory], cache: nil, on: .files([bad.path("a.jsonl")])) { _ in
            problems += 1
        }
        #expect(problems == 1 && report.hasFailed)
        #expect(try self.report(threads: 1, .files([bad.path("empty.jsonl")])).hasFailed)
        #expect(throws: InputError.self) { try self.report(threads: 2, .files([bad.path("none.jsonl")])) }
    }
}
