import Exporting
import Foundation
import Matching
import Model
import StrictYAML

/// `vigil rules check`: everything that the loader refuses, and what is worth a second look.
public enum RuleCheck {
    /// - Parameters:
    ///   - paths: directories of packs, or files in one.
    ///   - today: the day that dates of review are held against.
    public static func run(_ paths: [String], today: Date = Date()) -> RuleCheckReport {
        let paths = RulePaths(paths)
        let loaded = RuleLoader.load(paths.directories)
        var warnings = ReviewWarnings.of(loaded, today: today) + OverlapWarnings.of(loaded)
        warnings += staleWeights(loaded)
        // Rules that are refused may be those that the measurement would stumble over.
        if loaded.rules != nil { warnings += CostWarnings.of(loaded) }
        let packs = loaded.packs.filter { paths.isMeant($0.file) }
        return RuleCheckReport(
            errors: loaded.errors,
            warnings: warnings.filter { paths.isMeant($0.remark.file) }.sorted {
                ($0.remark.file, $0.remark.line, $0.remark.column) < ($1.remark.file, $1.remark.line, $1.remark.column)
            },
            packs: packs.count, rules: packs.map(\.rules.count).reduce(0, +), version: loaded.rules?.version)
    }
}

extension RuleCheck {
    fileprivate static func staleWeights(_ loaded: RuleLoader.Loaded) -> [RuleWarning] {
        loaded.fitted.staleEntries(loaded.authored).map { id, node in
            let isGone = loaded.authored[id] == nil
            return RuleWarning(
                kind: .staleWeight,
                remark: node.error(
                    isGone
                        ? "there is no rule `\(id)`" : "the author of `\(id)` has given it another weight, which holds",
                    advice: "fit again (`vigil score fit`), or remove the line"))
        }
    }
}

/// What `vigil rules check` found.
public struct RuleCheckReport: Sendable {
    let errors: [RuleError]
    var warnings: [RuleWarning] = []
    let packs: Int
    let rules: Int
    let version: String?

    /// Warnings are no failure.
    public var hasFailed: Bool { !errors.isEmpty }

    /// For a person: each error and each warning with its place, and a last line.
    public var lines: [String] {
        let reports = errors.map(\.report) + warnings.map { $0.remark.report(as: "warning") }
        return reports.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) } + [last]
    }

    private var last: String {
        guard errors.isEmpty else {
            return "\(errors.count) \(errors.count == 1 ? "error" : "errors"); nothing is loaded until they are mended."
        }
        let outcome =
            switch warnings.count {
            case 0: "nothing to complain of."
            case 1: "no errors, 1 warning."
            default: "no errors, \(warnings.count) warnings."
            }
        return
            "\(Figures.count(rules, "rule")) in \(Figures.count(packs, "pack")), version \(version ?? "none"): \(outcome)"
    }

    /// One JSON object.
    public var json: [String] {
        struct Entry: Encodable {
            var kind: String?
            var file: String
            var line: Int
            var column: Int
            var problem: String
            var advice: String

            init(_ error: RuleError, kind: String? = nil) {
                self.kind = kind
                file = error.file
                line = error.line
                column = error.column
                problem = error.problem
                advice = error.advice
            }
        }
        struct Summary: Encodable {
            var errors: [Entry]
            var warnings: [Entry]
            var packs: Int
            var rules: Int
            var version: String?
        }
        return [
            JSONLines.text(
                Summary(
                    errors: errors.map { Entry($0) },
                    warnings: warnings.map { Entry($0.remark, kind: $0.kind.rawValue) }, packs: packs, rules: rules,
                    version: version))
        ]
    }

    /// One SARIF log.
    ///
    /// - Parameter directory: what the files' addresses are relative to.
    public func sarif(relativeTo directory: String) -> [String] {
        var log = SARIFLog(directory: directory)
        log.describe("refused", "The loader refuses what stands here", .error)
        for kind in RuleWarning.Kind.allCases { log.describe(kind.rawValue, kind.says, .warning) }
        for error in errors { log.add("refused", .error, error) }
        for warning in warnings { log.add(warning.kind.rawValue, .warning, warning.remark) }
        return [log.text]
    }
}
