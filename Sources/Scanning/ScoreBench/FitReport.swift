import Foundation
import Model
import Ranking

/// What `vigil score fit` found: new weights, and how the score does with them on posts that they were not fitted on.
public struct FitReport: Sendable {
    private let facts: [RuleFacts]
    private let weights: [Double]
    private let labels: [LabelledPost]
    public let skipped: Int
    private var authored: [RankedPost] = []
    private var fitted: [RankedPost] = []
    /// In how many leads and in how many innocent posts each rule counts.
    private var counts: [(leads: Int, innocents: Int)]

    init(facts: [RuleFacts], weights: [Double], examples: [WeightFit.Example], labels: [LabelledPost], skipped: Int) {
        self.facts = facts
        self.weights = weights
        self.labels = labels
        self.skipped = skipped
        counts = Array(repeating: (0, 0), count: facts.count)
        for example in examples {
            for rule in example.rules {
                if example.isLead { counts[rule].leads += 1 } else { counts[rule].innocents += 1 }
            }
        }
    }

    mutating func add(_ post: Int, authored: Double, fitted: Double) {
        func ranked(_ total: Double) -> RankedPost {
            RankedPost(
                id: labels[post].post.id, isLead: labels[post].isLead, rank: total, score: 1 / (1 + exp(-total)),
                isFlagged: total >= 0)
        }
        self.authored.append(ranked(authored))
        self.fitted.append(ranked(fitted))
    }

    /// Rules whose weight changes, by number: those that change most first.
    private var changed: [Int] {
        facts.indices.filter { Self.rounded(weights[$0]) != facts[$0].weight }.sorted {
            (abs(weights[$1] - facts[$1].weight), facts[$0].id) < (abs(weights[$0] - facts[$0].weight), facts[$1].id)
        }
    }

    private static func rounded(_ weight: Double) -> Double { (weight * 100).rounded() / 100 }

    /// For a terminal.
    ///
    /// - Parameter limit: at most so many weights.
    public func lines(limit: Int) -> [String] {
        let leads = labels.count(where: \.isLead)
        var result = [
            "\(Figures.count(labels.count, "post")), \(Figures.count(leads, "lead")) among them; five folds, each scored by weights "
                + "fitted on the others.", "",
        ]
        result +=
            FigureTable(
                header: [
                    "weights", "AP", "ROC", "log loss", "calibration error", "leads from 0.5", "innocents from 0.5",
                ],
                rows: [row("authors'", authored), row("fitted", fitted)]
            ).lines
        result += ["", "\(changed.count) of \(facts.count) weights change; most:"]
        for rule in changed.prefix(limit) {
            result.append(
                "  \(Figures.signed(facts[rule].weight)) → \(Figures.signed(weights[rule]))  \(facts[rule].id)  "
                    + "(in \(Figures.count(counts[rule].leads, "lead")), \(Figures.count(counts[rule].innocents, "innocent post")))"
            )
        }
        return result
    }

    private func row(_ name: String, _ posts: [RankedPost]) -> [String] {
        let quality = RankingQuality(posts)
        let loss =
            posts.map { -log(max(1e-9, $0.isLead ? $0.score : 1 - $0.score)) }.reduce(0, +)
            / Double(max(1, posts.count))
        return [name]
            + [
                quality.averagePrecision, quality.rocArea, loss, quality.calibration.expectedError,
                quality.flaggedRecall, quality.flaggedInnocents,
            ].map { $0.map { Figures.decimal($0, places: 3) } ?? "–" }
    }

    /// The file for `weights/` beside the packs: YAML, a rule a line.
    ///
    /// - Parameter day: as year-month-day.
    public func file(_ day: String) -> String {
        let leads = labels.count(where: \.isLead)
        var lines = [
            "# Weights that `vigil score fit` found on \(day), from \(labels.count) labelled posts with \(leads) leads.",
            "# They stand in place of the packs' own. Remove a line, or the file, to go back; a rule whose author changes its",
            "# weight leaves the line without effect. Behind each: in how many leads, in how many innocent posts it counted.",
            "fitted:",
        ]
        for rule in facts.indices where Self.rounded(weights[rule]) != facts[rule].weight {
            let weight = Self.rounded(weights[rule])
            lines.append(
                "  \(facts[rule].id): {weight: \(weight == 0 ? 0 : weight), authored: \(facts[rule].weight)}  "
                    + "# \(counts[rule].leads) / \(counts[rule].innocents)")
        }
        if lines.count == 4 { lines[3] = "fitted: {}" }
        return lines.joined(separator: "\n") + "\n"
    }
}
