import Foundation
import Matching
import Model
import Ranking

/// `vigil rules backtest`: what other rules would have made of the same posts.
public struct Backtest {
    private let old: RuleSet
    private let new: RuleSet

    /// - Throws: `RuleError` for the first thing that the loader refuses.
    public init(old: [String], new: [String], cache: String?) throws {
        let cache = RuleCache(directory: cache)
        self.old = try RuleSet(directories: old, cache: cache)
        self.new = try RuleSet(directories: new, cache: cache)
    }

    /// Judges the posts by both, on `threads` threads.
    ///
    /// - Parameter complain: is told of each line that is no post, in order.
    /// - Throws: `InputError`, `WorkspaceError`, `StoreError`.
    public func run(on input: PostInput, threads: Int, complain: @escaping (any Explained) -> Void) throws
        -> BacktestReport
    {
        var report = BacktestReport(old: old.version, new: new.version)
        if case .workspace(let directory, let since) = input {
            let workspace = try Workspace.open(at: directory, access: .reading)
            report.budget = workspace.config.budget
            report.nights = try workspace.store.nights(limit: .max).filter { $0.startedAt >= since ?? 0 }.count
        }
        let (pair, leads) = (RulePair(old: old, new: new), LeadMaker(facts: new.facts, rulesVersion: new.version))
        let pipeline = OrderedPipeline<PostInput.Piece, BacktestTally>(
            threads: threads,
            makeWorker: {
                let worker = BacktestWorker(pair, leads)
                return worker.tally(of:)
            },
            deliver: { tally in
                for problem in tally.problems { complain(problem) }
                report.tally.add(tally)
            })
        do {
            try input.forEachPiece(pipeline.submit)
        } catch {
            pipeline.finish()
            throw error
        }
        pipeline.finish()
        return report
    }
}

/// One thread's share of a backtest.
private final class BacktestWorker {
    private let matcher: RulePairMatcher
    private let leads: LeadMaker
    private let scorer = Scorer()
    private let reader = PostReader()

    init(_ pair: RulePair, _ leads: LeadMaker) {
        matcher = pair.makeMatcher()
        self.leads = leads
    }

    func tally(of piece: PostInput.Piece) -> BacktestTally {
        let (posts, problems) = piece.posts(reader)
        var tally = BacktestTally()
        tally.problems = problems
        for post in posts {
            tally.posts += 1
            let fit = LanguageFit(post)
            let (before, after) = matcher.results(for: post, in: fit.tried)
            let earlier = scorer.finding(for: post, before, fit)
            // Most posts are judged by rules that both sets have.
            guard let after else {
                tally.count(earlier, earlier)
                continue
            }
            let later = scorer.finding(for: post, after, fit, like: earlier)
            tally.count(earlier, later)
            guard let kind = BacktestChange.Kind(earlier, later) else { continue }
            let shown = later.flagged ? later : earlier
            let title =
                Self.isKeptBack(earlier, later) ? "" : leads.lead(for: post, shown, captured: 0, digest: nil)?.title
            tally.add(
                BacktestChange(
                    kind: kind, id: post.id, url: post.url, title: title ?? "", lang: shown.lang,
                    families: shown.families,
                    old: earlier.tier, new: later.tier, rules: Self.differences(before, after)))
        }
        return tally
    }

    /// Whether a minor may be concerned by either set, so that nothing of the text is shown.
    private static func isKeptBack(_ old: Finding, _ new: Finding) -> Bool {
        (old.matches + new.matches).contains { $0.family == .youth && $0.severity == .s4 }
    }

    /// The rules that hold by one set only, or count differently, the heaviest first: `+`, `-` or `~` and the id.
    private static func differences(_ before: RuleResult, _ after: RuleResult) -> [String] {
        let old = Dictionary(before.hits.map { ($0.rule.id, $0.rule) }) { first, _ in first }
        let new = Dictionary(after.hits.map { ($0.rule.id, $0.rule) }) { first, _ in first }
        return Set(old.keys).union(new.keys)
            .compactMap { id -> (weight: Double, text: String)? in
                switch (old[id], new[id]) {
                case (nil, let rule?): (abs(rule.weight), "+" + id)
                case (let rule?, nil): (abs(rule.weight), "-" + id)
                case (let one?, let other?) where one != other:
                    (abs(other.weight - one.weight), "~" + id)
                default: nil
                }
            }
            .sorted { ($1.weight, $0.text) < ($0.weight, $1.text) }.map(\.text)
    }
}
