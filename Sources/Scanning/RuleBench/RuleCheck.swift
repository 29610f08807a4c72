import Exporting
import Matching
import Model
import StrictYAML

/// `vigil rules check`: everything that the loader refuses.
public enum RuleCheck {
    public static func run(_ directories: [String]) -> RuleCheckReport {
        let loaded = RuleLoader.load(directories)
        return RuleCheckReport(
            errors: loaded.errors, packs: loaded.packs.count, rules: loaded.packs.map(\.rules.count).reduce(0, +),
            version: loaded.rules?.version)
    }
}

/// What `vigil rules check` found.
public struct RuleCheckReport: Sendable {
    let errors: [RuleError]
    let packs: Int
    let rules: Int
    let version: String?

    public var hasFailed: Bool { !errors.isEmpty }

    /// For a person: each error with its place, and a last line.
    public var lines: [String] {
        let last =
            errors.isEmpty
            ? "\(rules) rules in \(packs) packs, version \(version ?? "none"): nothing to complain of."
            : "\(errors.count) \(errors.count == 1 ? "error" : "errors"); nothing is loaded until they are mended."
        return errors.flatMap { $0.report.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
            + [last]
    }

    /// One JSON object.
    public var json: [String] {
        struct Entry: Encodable {
            var file: String
            var line: Int
            var column: Int
            var problem: String
            var advice: String
        }
        struct Summary: Encodable {
            var errors: [Entry]
            var packs: Int
            var rules: Int
            var version: String?
        }
        let entries = errors.map {
            Entry(file: $0.file, line: $0.line, column: $0.column, problem: $0.problem, advice: $0.advice)
        }
        return [JSONLines.text(Summary(errors: entries, packs: packs, rules: rules, version: version))]
    }
}
