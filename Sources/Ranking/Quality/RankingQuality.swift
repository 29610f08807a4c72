import Foundation
import Model

/// A post whose truth is known, as it was ranked.
public struct RankedPost: Sendable, Hashable {
    public var id: String
    /// Whether a person has found it to be worth a look.
    public var isLead: Bool
    /// What the queue is ordered by, the highest first.
    public var rank: Double
    /// The score, 0 … 1, as a probability.
    public var score: Double
    public var isFlagged: Bool

    public init(id: String, isLead: Bool, rank: Double, score: Double, isFlagged: Bool) {
        self.id = id
        self.isLead = isLead
        self.rank = rank
        self.score = score
        self.isFlagged = isFlagged
    }
}

/// How good a ranking is; every figure is 0 … 1, and nil where it means nothing.
public struct RankingQuality: Sendable {
    /// The highest rank first; posts of the same rank by id, so that the same posts give the same figures.
    private let posts: [RankedPost]
    public let leads: Int

    public init(_ posts: some Sequence<RankedPost>) {
        self.posts = posts.sorted { ($1.rank, $0.id) < ($0.rank, $1.id) }
        leads = self.posts.count(where: \.isLead)
    }

    public var count: Int { posts.count }
    public var innocents: Int { posts.count - leads }

    /// The mean, over all leads, of the share of leads among the posts down to each.
    public var averagePrecision: Double? {
        guard leads > 0 else { return nil }
        var (found, sum) = (0, 0.0)
        for (place, post) in posts.enumerated() where post.isLead {
            found += 1
            sum += Double(found) / Double(place + 1)
        }
        return sum / Double(leads)
    }

    /// The chance that a lead stands above an innocent post; a tie counts half (the area under the ROC curve).
    public var rocArea: Double? {
        guard leads > 0, innocents > 0 else { return nil }
        var (sum, above) = (0.0, 0)
        var place = 0
        while place < posts.count {
            var end = place
            while end < posts.count, posts[end].rank == posts[place].rank { end += 1 }
            let tied = posts[place..<end].count(where: \.isLead)
            sum += Double(end - place - tied) * (Double(above) + Double(tied) / 2)
            above += tied
            place = end
        }
        return sum / (Double(leads) * Double(innocents))
    }

    /// The share of leads among the first `count` posts; nil where there are fewer posts.
    public func precision(at count: Int) -> Double? {
        guard count > 0, posts.count >= count else { return nil }
        return Double(posts.prefix(count).count(where: \.isLead)) / Double(count)
    }

    /// The share of all leads that stand among the first `count` posts.
    public func recall(at count: Int) -> Double? {
        leads > 0 ? Double(posts.prefix(count).count(where: \.isLead)) / Double(leads) : nil
    }

    /// Normalised discounted cumulative gain over all posts, with a gain of 1 for a lead.
    public var gain: Double? {
        guard leads > 0 else { return nil }
        func discount(_ place: Int) -> Double { 1 / log2(Double(place + 2)) }
        let reached = posts.enumerated().filter(\.element.isLead).map { discount($0.offset) }.reduce(0, +)
        return reached / (0..<leads).map(discount).reduce(0, +)
    }

    /// Of the flagged posts, the share of leads.
    public var flaggedPrecision: Double? {
        let flagged = posts.count(where: \.isFlagged)
        return flagged > 0 ? Double(posts.count { $0.isFlagged && $0.isLead }) / Double(flagged) : nil
    }

    /// Of the leads, the share that is flagged.
    public var flaggedRecall: Double? {
        leads > 0 ? Double(posts.count { $0.isFlagged && $0.isLead }) / Double(leads) : nil
    }

    /// Of the innocent posts, the share that is flagged.
    public var flaggedInnocents: Double? {
        innocents > 0 ? Double(posts.count { $0.isFlagged && !$0.isLead }) / Double(innocents) : nil
    }

    /// How far scores, read as probabilities, are from what came true.
    public var calibration: Calibration { Calibration(posts) }
}

/// Scores as probabilities against what came true, in ten bins of equal width.
public struct Calibration: Sendable {
    public struct Bin: Sendable, Hashable {
        public var posts = 0
        /// Of its scores, 0 … 1.
        public var mean = 0.0
        /// The share of leads, 0 … 1.
        public var leads = 0.0
    }

    public let bins: [Bin]

    init(_ posts: [RankedPost]) {
        var bins = [Bin](repeating: Bin(), count: 10)
        for post in posts {
            let number = min(9, max(0, Int(post.score * 10)))
            bins[number].posts += 1
            bins[number].mean += post.score
            bins[number].leads += post.isLead ? 1 : 0
        }
        for number in bins.indices where bins[number].posts > 0 {
            bins[number].mean /= Double(bins[number].posts)
            bins[number].leads /= Double(bins[number].posts)
        }
        self.bins = bins
    }

    /// Expected calibration error: the mean distance between score and share of leads, over all posts; nil where there are
    /// none.
    public var expectedError: Double? {
        let count = bins.map(\.posts).reduce(0, +)
        guard count > 0 else { return nil }
        return bins.map { Double($0.posts) * abs($0.mean - $0.leads) }.reduce(0, +) / Double(count)
    }
}
