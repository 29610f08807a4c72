import Matching
import Model
import Ranking

/// `vigil score eval`: how good rules and scorer are on posts whose truth is known.
public enum ScoreEvaluation {
    /// - Parameters:
    ///   - rules: directories of rule packs.
    ///   - budget: leads that a team can work, for recall at the budget.
    ///   - floor: what a plain list of words comes to on the same posts.
    ///   - complain: is told of each line that is no post, or has no truth.
    /// - Throws: `RuleError`, `InputError`.
    public static func run(
        rules directories: [String], cache: String?, on files: [String], budget: Int, floor: KeywordFloor? = nil,
        complain: (any Explained) -> Void
    ) throws -> QualityReport {
        let rules = try RuleSet(directories: directories, cache: RuleCache(directory: cache))
        let matcher = rules.makeMatcher()
        let scorer = Scorer()
        var report = QualityReport(budget: budget, rulesVersion: rules.version)
        report.hasFloor = floor != nil
        try LabelledPosts.read(files) { labelled in
            let finding = scorer.finding(of: labelled.post, by: matcher)
            report.add(labelled, finding, floor: floor?.count(in: labelled.post))
        } complain: { note in
            complain(note)
            report.skipped += 1
        }
        return report
    }
}
