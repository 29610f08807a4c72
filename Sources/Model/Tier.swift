/// How soon a person should look.
public enum Tier: String, Codable, Sendable, Hashable, CaseIterable, Comparable {
    case none, low, medium, high, urgent

    /// The tier's place in the order from `none` (0) to `urgent` (4).
    public var rank: Int {
        switch self {
        case .none: 0
        case .low: 1
        case .medium: 2
        case .high: 3
        case .urgent: 4
        }
    }

    public static func < (left: Tier, right: Tier) -> Bool { left.rank < right.rank }
}
