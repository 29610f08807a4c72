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
        let reader = PostReader()
        var report = QualityReport(budget: budget, rulesVersion: rules.version)
        report.hasFloor = floor != nil
        for file in files {
            try PostBatch.read(file) { batch in
                let (posts, problems) = PostInput.Piece.lines(batch).posts(reader)
                for problem in problems {
                    complain(problem)
                    report.skipped += 1
                }
                for post in posts {
                    guard let labelled = LabelledPost(post) else {
                        complain(
                            InputNote(
                                place: PostBatch.name(of: file), problem: "the post \(post.id) has no truth",
                                advice: #"add "truth": {"lead": true} or false to each"#))
                        report.skipped += 1
                        continue
                    }
                    let finding = scorer.finding(for: post, matcher.result(for: post))
                    report.add(labelled, finding, floor: floor?.count(in: post))
                }
                return true
            }
        }
        return report
    }
}
