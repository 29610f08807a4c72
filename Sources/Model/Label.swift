/// A reviewer's decision on a lead.
public struct Label: Sendable, Hashable, Codable {
    public enum Decision: String, Codable, Sendable, Hashable, CaseIterable {
        case confirm, dismiss, escalate, unsure
    }

    /// The lead's id.
    public var lead: String
    public var decision: Decision
    public var reason: String
    /// ISO 8601, UTC.
    public var decided: String

    public init(lead: String, decision: Decision, reason: String, decided: String) {
        self.lead = lead
        self.decision = decision
        self.reason = reason
        self.decided = decided
    }
}
