import Exporting
import Foundation
import Matching
import Model

/// `vigil rules bench`: what each rule costs over posts.
public enum RuleBench {
    /// - Parameters:
    ///   - cache: a directory of compiled rules; nil for none.
    ///   - complain: is told of each line that is no post.
    /// - Throws: `RuleError`, `InputError`, `WorkspaceError`, `StoreError`.
    public static func run(
        rules directories: [String], cache: String?, on input: PostInput, complain: (any Explained) -> Void
    ) throws -> RuleBenchReport {
        let rules = try RuleSet(directories: directories, cache: RuleCache(directory: cache))
        let meter = RuleMeter(rules)
        let reader = PostReader()
        var skipped = 0
        // On one thread: rules that share a processor's caches with others would measure those.
        try input.forEachPiece { piece in
            let (posts, problems) = piece.posts(reader)
            skipped += problems.count
            for problem in problems { complain(problem) }
            for post in posts { meter.measure(post) }
        }
        return RuleBenchReport(
            readings: meter.readings, posts: meter.posts, prefilter: meter.prefilterNanoseconds, skipped: skipped)
    }
}

/// What `vigil rules bench` found.
public struct RuleBenchReport: Sendable {
    let readings: [RuleMeter.Reading]
    let posts: Int
    /// Nanoseconds.
    let prefilter: Int
    let skipped: Int

    public var hasFailed: Bool { skipped > 0 || posts == 0 }

    /// Worst first; those that cost nothing by their hits.
    private var ordered: [RuleMeter.Reading] {
        readings.sorted { ($1.nanoseconds, $1.candidates, $0.rule) < ($0.nanoseconds, $0.candidates, $1.rule) }
    }

    private func aPost(_ nanoseconds: Int) -> Double { Double(nanoseconds) / Double(max(1, posts)) }

    /// For a person.
    ///
    /// - Parameter limit: at most so many rules.
    public func lines(limit: Int) -> [String] {
        guard posts > 0 else { return ["There are no posts in the input."] }
        let tried = ordered.filter { $0.candidates > 0 || $0.held > 0 }
        var result = ["   ns a post   ns a hit      hits      held  of hits  rule"]
        for reading in tried.prefix(limit) {
            let share = reading.candidates > 0 ? "\(reading.held * 100 / reading.candidates) %" : "-"
            let aHit = reading.candidates > 0 ? Figures.grouped(reading.nanoseconds / reading.candidates) : "-"
            result.append(
                [
                    (Figures.grouped(aPost(reading.nanoseconds)), 12), (aHit, 10),
                    (Figures.grouped(reading.candidates), 9), (Figures.grouped(reading.held), 9), (share, 8),
                ].map { String(repeating: " ", count: max(1, $1 - $0.count)) + $0 }.joined() + "  " + reading.rule)
        }
        if tried.count > limit { result.append("and \(Figures.count(tried.count - limit, "rule")) that cost less") }
        let total = readings.map(\.nanoseconds).reduce(0, +)
        result.append(
            "\(Figures.count(posts, "post")): \(Figures.grouped(aPost(total))) ns a post in PCRE2, "
                + "\(Figures.grouped(aPost(prefilter))) ns in the prefilter; "
                + "\(Figures.count(readings.count - tried.count, "rule")) of \(readings.count) never tried.")
        return result
    }

    /// One JSON object.
    public var json: String {
        struct Entry: Encodable {
            var rule: String
            var nanosecondsAPost: Double
            var candidates: Int
            var held: Int

            enum CodingKeys: String, CodingKey {
                case rule, candidates, held
                case nanosecondsAPost = "ns_a_post"
            }
        }
        struct Summary: Encodable {
            var posts: Int
            var skipped: Int
            var prefilter: Double
            var rules: [Entry]

            enum CodingKeys: String, CodingKey {
                case posts, skipped, rules
                case prefilter = "prefilter_ns_a_post"
            }
        }
        func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
        return JSONLines.text(
            Summary(
                posts: posts, skipped: skipped, prefilter: rounded(aPost(prefilter)),
                rules: ordered.map {
                    Entry(
                        rule: $0.rule, nanosecondsAPost: rounded(aPost($0.nanoseconds)), candidates: $0.candidates,
                        held: $0.held)
                }))
    }
}
