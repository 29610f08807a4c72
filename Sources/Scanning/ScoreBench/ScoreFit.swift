import Foundation
import Matching
import Model
import Ranking

/// `vigil score fit`: weights from labelled posts, with the authors' as the prior.
public enum ScoreFit {
    /// With fewer of either, what comes out says more about the posts than about the rules.
    static let fewest = 50
    private static let folds = 5

    /// - Parameters:
    ///   - usesTests: whether the posts of the packs' own tests are labels too.
    ///   - leadShare: the share of leads, 0 … 1, among the posts that the score is to speak of.
    ///   - complain: is told of each line that is no post, or has no truth.
    /// - Throws: `RuleError`, `InputError`, `InputNote` where there are too few labels.
    public static func run(
        rules directories: [String], on files: [String], usesTests: Bool = false, leadShare: Double,
        complain: (any Explained) -> Void
    ) throws -> FitReport {
        let loaded = RuleLoader.load(directories)
        if let error = loaded.errors.first { throw error }
        guard let rules = loaded.rules else {
            throw RuleError(file: directories.joined(separator: ", "), problem: "has no rules")
        }
        var labelled: [LabelledPost] = []
        var skipped = 0
        try LabelledPosts.read(files) { post in
            labelled.append(post)
        } complain: { note in
            complain(note)
            skipped += 1
        }
        if usesTests { labelled += loaded.tests.compactMap(LabelledPost.init) }
        let leads = labelled.count(where: \.isLead)
        guard min(leads, labelled.count - leads) >= fewest else {
            throw InputNote(
                place: files.map(PostBatch.name).joined(separator: ", "),
                problem: "too few labels: \(leads) leads and \(labelled.count - leads) innocent posts",
                advice: "label at least \(fewest) of each")
        }
        var facts = rules.facts
        for number in facts.indices { facts[number].weight = loaded.authored[facts[number].id] ?? facts[number].weight }
        let numbers = Dictionary(facts.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let tested = Set(
            loaded.packs.flatMap(\.rules).filter { $0.evidence.grade.pointsElsewhere }.compactMap {
                numbers[$0.facts.id]
            })
        let matcher = rules.makeMatcher()
        let examples = labelled.map { post in
            let fit = LanguageFit(post.post)
            let hits = matcher.result(for: post.post, in: fit.tried).hits.filter(fit.counts)
            return WeightFit.Example(rules: hits.compactMap { numbers[$0.rule.id] }, isLead: post.isLead)
        }
        let fit = WeightFit(facts, fixed: tested)
        let weights = fit.weights(examples, leadShare: leadShare)
        var report = FitReport(facts: facts, weights: weights, examples: examples, labels: labelled, skipped: skipped)
        // In turn by language and truth, so that each fold has its share of all.
        let order = labelled.indices.sorted {
            (labelled[$0].post.lang ?? "", labelled[$0].isLead ? 1 : 0, labelled[$0].post.id)
                < (labelled[$1].post.lang ?? "", labelled[$1].isLead ? 1 : 0, labelled[$1].post.id)
        }
        for fold in 0..<folds {
            let held = Set(order.indices.filter { $0 % folds == fold }.map { order[$0] })
            let learnt = fit.weights(
                examples.indices.filter { !held.contains($0) }.map { examples[$0] }, leadShare: leadShare)
            for post in held.sorted() {
                report.add(
                    post, authored: fit.total(examples[post].rules, facts.map(\.weight)),
                    fitted: fit.total(examples[post].rules, learnt))
            }
        }
        return report
    }
}
