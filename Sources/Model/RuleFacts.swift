/// What scoring and explaining need to know of a rule; its patterns stay in `Matching`.
public struct RuleFacts: Sendable, Hashable {
    public var id: String
    /// The indicator in a sentence for the reviewer.
    public var says: String
    public var family: Family
    public var severity: Severity
    /// Log-odds; within the severity's cap. Negative for protective rules.
    public var weight: Double
    /// The language whose wording the rule knows; nil for rules of any language.
    public var lang: String?
    /// Who speaks when the rule matches; decides whether doubts can hold back an S4.
    public var voice: Voice
    /// Known innocent readings, shown to the reviewer.
    public var mayBe: [String]
    /// Whether it is a condition over other rules rather than over text.
    public var isComposite: Bool

    /// Who speaks in what a rule matches.
    public enum Voice: String, Codable, Sendable, Hashable, CaseIterable {
        /// The person concerned, or somebody close.
        case own
        /// The one who offers, recruits or sells.
        case seller
        /// Not known: it may as well be reported speech.
        case any
    }

    public init(
        id: String, says: String, family: Family, severity: Severity, weight: Double, lang: String? = nil,
        voice: Voice = .any, mayBe: [String] = [], isComposite: Bool = false
    ) {
        self.id = id
        self.says = says
        self.family = family
        self.severity = severity
        self.weight = weight
        self.lang = lang
        self.voice = voice
        self.mayBe = mayBe
        self.isComposite = isComposite
    }
}

/// A text layer that rules are matched on.
public enum Layer: String, Codable, Sendable, Hashable, CaseIterable {
    /// NFC, line ends and blanks unified.
    case plain
    /// Case, compatibility forms, look-alikes, invisible characters and styles folded away.
    case folded
    /// As `folded`, with what hides words and numbers undone (see `Evasion`).
    case joined
}

/// Where a rule matched, in the post as it came in.
public struct MatchSpan: Sendable, Hashable {
    public var field: PostField
    /// Unicode scalars of the field, half open: `start ..< end`.
    public var start: Int
    public var end: Int
    /// Exactly what stands there.
    public var text: String
    public var layer: Layer

    public init(field: PostField, start: Int, end: Int, text: String, layer: Layer) {
        self.field = field
        self.start = start
        self.end = end
        self.text = text
        self.layer = layer
    }
}

/// A rule that holds for a post, with the places that made it hold.
public struct RuleHit: Sendable, Hashable {
    public var rule: RuleFacts
    /// In order of field (title, text, author, place) and start; never empty.
    public var spans: [MatchSpan]

    public init(rule: RuleFacts, spans: [MatchSpan]) {
        self.rule = rule
        self.spans = spans
    }
}

/// What the rules make of one post.
public struct RuleResult: Sendable, Hashable {
    /// In order of rule id.
    public var hits: [RuleHit]
    /// Ids of rules that hit a match limit on this post, so that their silence means nothing.
    public var undecided: [String]

    public init(hits: [RuleHit] = [], undecided: [String] = []) {
        self.hits = hits
        self.undecided = undecided
    }
}
