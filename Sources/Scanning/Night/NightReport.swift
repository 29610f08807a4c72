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
    public var hasFailed: Bool { sources.contains { $0.fetched == 0 && !$0.problems.isEmpty } }

    /// One JSON object, the last of the event stream: `"event": "night"`.
    public var json: String {
        JSONLines.text(
            Summary(
                night: night, sources: sources, newPosts: newPosts, newLeads: newLeads, budget: budget,
                interrupted: wasInterrupted, problems: problems.map(\.sentence)))
    }

    private struct Summary: Encodable {
        var event = "night"
        var night: Int64
        var sources: [SourceReport]
        var newPosts: Int
        var newLeads: Int
        var budget: Int
        var interrupted: Bool
        var problems: [String]

        private enum CodingKeys: String, CodingKey {
            case event, night, sources
            case newPosts = "new_posts"
            case newLeads = "new_leads"
            case budget, interrupted, problems
        }
    }
}
