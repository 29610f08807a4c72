import Model

/// The numbers behind a score, as docs/rules.md states them.
public struct ScoreSettings: Sendable, Hashable, Codable {
    /// Log-odds before anything has matched.
    public var bias = -2.5
    /// The most, in log-odds, that a family's rules can add together.
    public var caps: [Family: Double] = [
        .recruitment: 2.0, .marriage: 3.0, .cybersex: 3.0, .control: 2.0, .coercion: 3.5, .labour: 3.0, .trade: 4.0,
        .youth: 4.0, .plea: 4.0, .obfuscation: 1.6, .vulnerability: 0, .network: 3.0,
    ]
    /// The most, in log-odds, that doubts can take away together.
    public var doubtFloor = -8.0
    /// Doubts of this many log-odds or fewer hold back an S4 whose speaker is not known.
    public var standingDoubt = -1.5
    /// The score that a post needs to be flagged, beside its families.
    public var flagged = 0.5
    /// The scores at which the tiers high, medium and low begin.
    public var high = 0.8
    public var medium = 0.5
    public var low = 0.25

    public init() {}
}
