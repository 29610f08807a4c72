import Foundation
import Model

@testable import Matching

/// Packs written for a test, in a directory of its own.
struct TestRules {
    let directory: String

    init(_ files: [String: String]) throws {
        directory = NSTemporaryDirectory() + "vigil-rules-" + UUID().uuidString
        for (name, text) in files {
            let url = URL(fileURLWithPath: directory).appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
    }

    /// One pack of one rule: `body` is the rule's lines after its id.
    init(family: String = "coercion", id: String = "coercion.a.en", _ body: String, lists: [String: String] = [:])
        throws
    {
        var files = lists.reduce(into: [:]) { $0["lists/\($1.key).yaml"] = $1.value }
        files["a.yaml"] = Self.pack(family: family, [(id, body)])
        try self.init(files)
    }

    static func pack(family: String, _ rules: [(id: String, body: String)]) -> String {
        var text = "pack: test\nversion: 2026.11.1\nfamily: \(family)\nrules:\n"
        for rule in rules {
            text += "  - id: \(rule.id)\n"
            text +=
                "    says: Says something\n    severity: S1\n    weight: \(family == "protective" ? "-0.5" : "0.5")\n"
            text +=
                "    evidence: {grade: E, sources: [ILO09], tested_on: null, reviewed: 2026-11-24, reviewer: null}\n"
            for line in rule.body.split(separator: "\n") { text += "    \(line)\n" }
        }
        return text
    }

    func load() -> RuleLoader.Loaded {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        return RuleLoader.load([directory])
    }
}

extension RuleLoader.Loaded {
    /// Ids of the rules that hold for `text`.
    func holding(_ text: String, title: String? = nil) throws -> [String] {
        guard let rules else { throw errors.first ?? RuleError(file: "", problem: "no rules") }
        return rules.makeMatcher().result(for: Post(id: "p", text: text, title: title)).hits.map(\.rule.id)
    }
}
