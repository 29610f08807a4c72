import Exporting
import Model

/// What a night came to.
public struct NightReport: Sendable {
    public var night: Int64
    public var sources: [SourceReport]
    public var newPosts: Int
    public var newLeads: Int
    /// Leads a night that the team can work, as configured.
    public var budget: Int
    /// Whether a signal ended the night before its frontier was empty.
    public var wasInterrupted: Bool
    /// What went wrong, in sentences; each is printed.
    public var problems: [any Explained]

    /// Whether a source gave nothing because of a failure.
    public var hasFailed: Bool { sources.contains { $0.fetched == 0 && $0.hasProblem } }

    /// One JSON object.
    public var json: String {
        JSONLines.text(
            Summary(
                night: night, sources: sources, newPosts: newPosts, newLeads: newLeads, budget: budget,
                interrupted: wasInterrupted, problems: problems.map(\.sentence)))
    }

    private struct Summary: Encodable {
        var night: Int64
        var sources: [SourceReport]
        var newPosts: Int
        var newLeads: Int
        var budget: Int
        var interrupted: Bool
        var problems: [String]

        private enum CodingKeys: String, CodingKey {
            case night, sources
            case newPosts = "new_posts"
            case newLeads = "new_leads"
            case budget, interrupted, problems
        }
    }
}

/// What one source came to in a night.
public struct SourceReport: Sendable, Hashable, Encodable {
    public var name: String
    public var fetched = 0
    /// Of the fetched ones, those that the server said to be as they were.
    public var unchanged = 0
    public var refused = 0
    public var failed = 0
    /// URLs that wait for the next run, for a limit or an interruption.
    public var waiting = 0
    public var posts = 0
    public var flagged = 0
    /// Bodies' bytes, content coding undone.
    public var bytes = 0
    /// Why pages were refused, in words, and how many for each reason.
    public var refusals: [String: Int] = [:]
    /// Why pages failed, in words, and how many for each reason.
    public var failures: [String: Int] = [:]
    /// The budget that ended the crawl while URLs still waited, in words.
    public var endedBy: String?
    public var hasProblem = false

    public init(name: String) { self.name = name }

    private enum CodingKeys: String, CodingKey {
        case name, fetched, unchanged, refused, failed, waiting, posts, flagged, bytes, refusals, failures
        case endedBy = "ended_by"
    }
}
