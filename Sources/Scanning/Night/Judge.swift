import Matching
import Model
import Ranking
import Storage

/// Matches and scores posts; owns one matcher, so that it works on one post at a time.
actor Judge {
    private let rules: RuleSet
    private let matcher: RuleMatcher
    private let scorer = Scorer()
    private let leads: LeadMaker

    init(_ rules: RuleSet) {
        self.rules = rules
        matcher = rules.makeMatcher()
        leads = LeadMaker(facts: rules.facts, rulesVersion: rules.version)
    }

    /// `posts` with their findings, and a lead for each that is flagged.
    ///
    /// - Parameters:
    ///   - captured: when they were fetched, seconds since 1970, UTC.
    ///   - digest: the archived payload's.
    func judge(_ posts: [Post], captured: Double, digest: String) -> [JudgedPost] {
        posts.map { post in
            let post = post.cut()
            let finding = scorer.finding(of: post, by: matcher)
            let lead = leads.lead(for: post, finding, captured: captured, digest: digest)
            return JudgedPost(post: post, finding: finding, lead: lead, seenAt: captured)
        }
    }
}

/// As many judges as there are processors, handed out in turn.
struct Bench: Sendable {
    private let judges: [Judge]

    init(_ rules: RuleSet, count: Int) { judges = (0..<max(1, count)).map { _ in Judge(rules) } }

    /// A judge for a page; findings do not depend on which.
    func judge(for url: String) -> Judge { judges[Int(UInt(bitPattern: url.hashValue) % UInt(judges.count))] }
}
