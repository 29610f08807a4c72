/// The families of indicators, as they stand in packs and findings.
public enum Family: String, Codable, Sendable, Hashable, CaseIterable, Comparable {
    /// Lures: work abroad, pay too good, no papers needed, messenger only.
    case recruitment
    /// Brides offered, brokered, guaranteed, exchanged, resold.
    case marriage
    /// Webcam rooms and studios: recruiting, live-in, quota, ID bypass.
    case cybersex
    /// Somebody else speaks, manages, rotates, takes the money.
    case control
    /// Debt, documents held, threats, not allowed out.
    case coercion
    /// Forced labour, scam compounds, people moved between companies.
    case labour
    /// A person offered with a price, per-head commissions, bounties.
    case trade
    /// Possible minors.
    case youth
    /// A victim's or a witness's own voice.
    case plea
    /// Text written to defeat machines.
    case obfuscation
    /// Context that makes the others worse; never scores alone.
    case vulnerability
    /// Measured over many posts, by linking.
    case network
    /// Doubts: evidence that a post is innocent.
    case protective

    /// Whether the family counts towards the two that a lead needs.
    public var countsForLead: Bool { self != .vulnerability && self != .protective }

    public static func < (left: Family, right: Family) -> Bool { left.rawValue < right.rawValue }
}
