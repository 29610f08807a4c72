import Exporting
import Model
import Ranking

/// What `vigil score eval` found.
public struct QualityReport: Sendable {
    let budget: Int
    let rulesVersion: String
    var hasFloor = false
    /// Lines of the input that could not be used.
    var skipped = 0
    private var posts: [RankedPost] = []
    private var floor: [RankedPost] = []
    private var languages: [String: [RankedPost]] = [:]
    private var families: [Family: Hits] = [:]
    private var urgent = Hits()

    /// How often something is there, is said to be there, and both.
    struct Hits: Sendable {
        var there = 0
        var said = 0
        var both = 0

        var precision: Double? { said > 0 ? Double(both) / Double(said) : nil }
        var recall: Double? { there > 0 ? Double(both) / Double(there) : nil }

        mutating func add(isThere: Bool, isSaid: Bool) {
            there += isThere ? 1 : 0
            said += isSaid ? 1 : 0
            both += isThere && isSaid ? 1 : 0
        }
    }

    init(budget: Int, rulesVersion: String) {
        self.budget = budget
        self.rulesVersion = rulesVersion
    }

    public var hasFailed: Bool { skipped > 0 || posts.isEmpty }

    mutating func add(_ labelled: LabelledPost, _ finding: Finding, floor words: Int?) {
        let isUrgent = finding.tier == .urgent
        // As the queue is ordered: what is urgent stands above any score, then what is flagged.
        let rank = finding.score + (isUrgent ? 2 : finding.flagged ? 1 : 0)
        let post = RankedPost(
            id: labelled.post.id, isLead: labelled.isLead, rank: rank, score: finding.score, isFlagged: finding.flagged)
        posts.append(post)
        languages[labelled.post.lang ?? finding.lang, default: []].append(post)
        urgent.add(isThere: labelled.isUrgent, isSaid: isUrgent)
        for family in Family.allCases {
            families[family, default: Hits()].add(
                isThere: labelled.families.contains(family),
                isSaid: finding.flagged && finding.families.contains(family))
        }
        if let words {
            floor.append(
                RankedPost(
                    id: post.id, isLead: post.isLead, rank: Double(words), score: 0, isFlagged: words >= 2))
        }
    }

    /// The share of flagged posts in the language that has most, by that in the one that has fewest; nil where it is none in
    /// one.
    var ratio: Double? {
        let shares = languages.values.map { Double($0.count(where: \.isFlagged)) / Double($0.count) }
        guard let least = shares.min(), let most = shares.max(), least > 0 else { return nil }
        return most / least
    }

    // MARK: For a person

    /// For a terminal.
    public var lines: [String] {
        guard !posts.isEmpty else { return ["There are no posts with a truth in the input."] }
        return [summary, ""] + tables.flatMap { $0.lines + [""] } + notes
    }

    /// The same as Markdown.
    public var markdown: [String] { [summary, ""] + tables.flatMap { $0.markdown + [""] } + notes }

    private var summary: String {
        "\(Figures.count(posts.count, "post")), \(Figures.count(posts.count(where: \.isLead), "lead")) among them; "
            + "rules \(rulesVersion)."
    }

    private var notes: [String] {
        let quality = RankingQuality(posts)
        return [
            "Expected calibration error: \(Self.figure(quality.calibration.expectedError)). Flagged posts, the language with most "
                + "by that with fewest: \(ratio.map { Figures.decimal($0, places: 2) } ?? "none in one").",
            "Urgent: \(urgent.both) of \(urgent.there) on top; \(urgent.said - urgent.both) others there too.",
        ]
    }

    private static func figure(_ value: Double?) -> String { value.map { Figures.decimal($0, places: 3) } ?? "–" }

    private var tables: [FigureTable] {
        var rows = [row("all", posts)]
        for (name, posts) in languages.sorted(by: { $0.key < $1.key }) { rows.append(row(name, posts)) }
        if hasFloor { rows.append(row("words alone", floor)) }
        var result = [
            FigureTable(
                header: [
                    "", "posts", "leads", "AP", "ROC", "P@10", "P@25", "P@50", "R@\(budget)", "nDCG",
                    "flagged: precision",
                    "recall", "innocents",
                ], rows: rows)
        ]
        let shown = Family.allCases.filter { (families[$0]?.there ?? 0) + (families[$0]?.said ?? 0) > 0 }
        result.append(
            FigureTable(
                header: ["family", "leads", "said", "precision", "recall"],
                rows: shown.map { family in
                    let hits = families[family] ?? Hits()
                    return [
                        family.rawValue, "\(hits.there)", "\(hits.said)", Self.figure(hits.precision),
                        Self.figure(hits.recall),
                    ]
                }))
        return result
    }

    private func row(_ name: String, _ posts: [RankedPost]) -> [String] {
        let quality = RankingQuality(posts)
        return [name, "\(quality.count)", "\(quality.leads)"]
            + [
                quality.averagePrecision, quality.rocArea, quality.precision(at: 10), quality.precision(at: 25),
                quality.precision(at: 50), quality.recall(at: budget), quality.gain, quality.flaggedPrecision,
                quality.flaggedRecall, quality.flaggedInnocents,
            ].map(Self.figure)
    }

    /// How far scores are from what came true, as a picture.
    public var plot: [String] { ReliabilityPlot(RankingQuality(posts).calibration).lines }

    // MARK: For a machine

    private struct Row: Encodable {
        var posts: Int
        var leads: Int
        var averagePrecision: Double?
        var rocArea: Double?
        var precision: [String: Double]
        var recallAtBudget: Double?
        var gain: Double?
        var flaggedPrecision: Double?
        var flaggedRecall: Double?
        var flaggedInnocents: Double?
        var calibrationError: Double?

        enum CodingKeys: String, CodingKey {
            case posts, leads
            case averagePrecision = "average_precision"
            case rocArea = "roc_auc"
            case precision = "precision_at"
            case recallAtBudget = "recall_at_budget"
            case gain = "ndcg"
            case flaggedPrecision = "flagged_precision"
            case flaggedRecall = "flagged_recall"
            case flaggedInnocents = "flagged_innocents"
            case calibrationError = "calibration_error"
        }

        init(_ posts: [RankedPost], budget: Int) {
            let quality = RankingQuality(posts)
            self.posts = quality.count
            leads = quality.leads
            averagePrecision = quality.averagePrecision
            rocArea = quality.rocArea
            precision = [:]
            for count in [10, 25, 50] { precision["\(count)"] = quality.precision(at: count) }
            recallAtBudget = quality.recall(at: budget)
            gain = quality.gain
            flaggedPrecision = quality.flaggedPrecision
            flaggedRecall = quality.flaggedRecall
            flaggedInnocents = quality.flaggedInnocents
            calibrationError = quality.calibration.expectedError
        }
    }

    /// One JSON object.
    public var json: String {
        struct Share: Encodable {
            var leads: Int
            var said: Int
            var precision: Double?
            var recall: Double?

            init(_ hits: Hits) {
                leads = hits.there
                said = hits.said
                precision = hits.precision
                recall = hits.recall
            }
        }
        struct Summary: Encodable {
            var rules: String
            var budget: Int
            var skipped: Int
            var all: Row
            var languages: [String: Row]
            var families: [String: Share]
            var urgent: Share
            var ratio: Double?
            var words: Row?

            enum CodingKeys: String, CodingKey {
                case rules, budget, skipped, all, languages, families, urgent
                case ratio = "flag_rate_ratio"
                case words = "words_alone"
            }
        }
        return JSONLines.text(
            Summary(
                rules: rulesVersion, budget: budget, skipped: skipped, all: Row(posts, budget: budget),
                languages: languages.mapValues { Row($0, budget: budget) },
                families: Dictionary(families.map { ($0.key.rawValue, Share($0.value)) }) { first, _ in first },
                urgent: Share(urgent), ratio: ratio, words: hasFloor ? Row(floor, budget: budget) : nil))
    }
}
