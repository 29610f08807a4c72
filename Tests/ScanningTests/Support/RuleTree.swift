import Foundation

/// Rule packs written for a test, in a directory of its own.
final class RuleTree {
    let directory: String

    init(_ files: [String: String]) throws {
        directory = FileManager.default.temporaryDirectory.path + "/vigil-rule-tree-" + UUID().uuidString
        for (name, text) in files { try write(text, to: name) }
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    func path(_ name: String) -> String { directory + "/" + name }

    func write(_ text: String, to name: String) throws {
        let url = URL(fileURLWithPath: path(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// A pack; `body` of each rule is its lines after those that all have.
    static func pack(
        name: String = "test", family: String = "coercion", reviewed: String = "2026-11-01",
        reviewer: String = "null",
        severity: String = "S2", weight: Double = 1.2, lang: String = "en", _ rules: [(id: String, body: String)]
    ) -> String {
        var text = "pack: \(name)\nversion: 2026.11.1\nfamily: \(family)\nrules:\n"
        for rule in rules {
            text += """
                  - id: \(rule.id)
                    says: Says something of \(rule.id)
                    lang: \(lang)
                    severity: \(severity)
                    weight: \(weight)
                    evidence: {grade: E, sources: [ILO09], tested_on: null, reviewed: \(reviewed), reviewer: \(reviewer)}

                """
            for line in rule.body.split(separator: "\n") { text += "    \(line)\n" }
        }
        return text
    }

    static let passport = """
        any: ['\\bkeeps? (?:your|my) passport']
        may_be: [consular errands]
        match: [the company keeps your passport]
        ignore: [keep your ticket]
        """
}
