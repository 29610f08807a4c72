/// What vigil makes of one post; one for each post, in input order.
public struct Finding: Sendable, Hashable, Codable {
    /// The post's id.
    public var id: String
    /// 0 … 1, rounded to four places.
    public var score: Double
    public var tier: Tier
    /// Whether the post is a lead: two families with an S2 or more among them, or an S4.
    public var flagged: Bool
    /// BCP 47, or `und` where no language could be told.
    public var lang: String
    /// The families that counted, in alphabetical order.
    public var families: [Family]
    public var matches: [Match]
    public var doubts: [Doubt]
    public var entities: [Entity]
    /// Rules that hit a match limit on this post; absent where there are none.
    public var undecided: [String]?

    public init(
        id: String, score: Double, tier: Tier, flagged: Bool, lang: String, families: [Family] = [],
        matches: [Match] = [], doubts: [Doubt] = [], entities: [Entity] = [], undecided: [String]? = nil
    ) {
        self.id = id
        self.score = score
        self.tier = tier
        self.flagged = flagged
        self.lang = lang
        self.families = families
        self.matches = matches
        self.doubts = doubts
        self.entities = entities
        self.undecided = undecided
    }
}

/// One place in a post where a rule matched.
public struct Match: Sendable, Hashable, Codable {
    /// The rule's id.
    public var rule: String
    public var family: Family
    public var severity: Severity
    public var field: PostField
    /// Unicode scalars of the field as it came in, half open.
    public var start: Int
    public var end: Int
    /// Exactly what stands there.
    public var text: String
    public var layer: Layer
    /// Log-odds that this match added to the sum; 0 where the rule did not count.
    public var contribution: Double

    public init(
        rule: String, family: Family, severity: Severity, field: PostField, start: Int, end: Int, text: String,
        layer: Layer, contribution: Double
    ) {
        self.rule = rule
        self.family = family
        self.severity = severity
        self.field = field
        self.start = start
        self.end = end
        self.text = text
        self.layer = layer
        self.contribution = contribution
    }
}

/// A reason to think that the post is innocent.
public struct Doubt: Sendable, Hashable, Codable {
    /// The protective rule's id.
    public var rule: String
    public var field: PostField
    /// Unicode scalars of the field as it came in, half open.
    public var start: Int
    public var end: Int
    /// Log-odds, 0 or less.
    public var contribution: Double
    /// The reason in words.
    public var says: String

    public init(rule: String, field: PostField, start: Int, end: Int, contribution: Double, says: String) {
        self.rule = rule
        self.field = field
        self.start = start
        self.end = end
        self.contribution = contribution
        self.says = says
    }
}
