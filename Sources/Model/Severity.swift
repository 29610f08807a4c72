/// How serious a rule's indicator is, by the catalogue's scale.
public enum Severity: String, Codable, Sendable, Hashable, CaseIterable, Comparable {
    /// Context only; adds nothing to a score.
    case s0 = "S0"
    /// Weak.
    case s1 = "S1"
    /// Medium: at least one such rule is needed for a lead.
    case s2 = "S2"
    /// Strong.
    case s3 = "S3"
    /// Protect now: goes to the top whatever the score.
    case s4 = "S4"

    /// The largest weight, in log-odds and by absolute value, that a rule of this severity may carry.
    public var weightCap: Double {
        switch self {
        case .s0: 0
        case .s1: 0.8
        case .s2: 1.6
        case .s3: 2.6
        case .s4: 4.0
        }
    }

    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}
