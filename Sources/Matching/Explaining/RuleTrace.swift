import Model

/// How one rule fares on one post, condition by condition.
public struct RuleTrace: Sendable {
    public var rule: Rule
    /// Whether the rule holds: whether each of its conditions does.
    public var holds: Bool { conditions.allSatisfy { $0.holds != false } }
    /// What the prefilter needs, and which of its literals the post has.
    public var need: RuleNeed
    public var found: [String]
    /// In the order in which they are looked at.
    public var conditions: [ConditionTrace]
}

/// How one condition of a rule fares.
public struct ConditionTrace: Sendable {
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        case any, all, of, `where`, none, undone, unless, near
        case notNear = "not_near"
        case when
    }

    public var kind: Kind
    /// Nil where a limit was reached, so that nothing is known.
    public var holds: Bool?
    public var patterns: [PatternTrace] = []
    /// What was looked for and found, of conditions that are more than patterns.
    public var note = ""
}

/// How one pattern fares.
public struct PatternTrace: Sendable {
    public enum Outcome: Sendable, Hashable {
        /// Places in the post, in order; none where it does not match.
        case matched([MatchSpan])
        /// A limit was reached.
        case undecided
    }

    public var pattern: RulePattern
    public var outcome: Outcome
    /// How far a sought pattern comes that does not match.
    public var reach: PatternProgress?

    public var spans: [MatchSpan] {
        if case .matched(let spans) = outcome { spans } else { [] }
    }
}

/// What all rules make of one post, and why.
public struct PostTrace: Sendable {
    /// A field's text as a layer has it.
    public struct LayerText: Sendable {
        public var layer: Layer
        public var field: PostField
        public var text: String
    }

    /// Those that rules read.
    public var layers: [LayerText]
    /// The literals that the prefilter finds, by layer, in order.
    public var literals: [(layer: Layer, found: [String])]
    /// The rules that the prefilter lets through, and composites that hold, in order of id.
    public var candidates: [RuleTrace]
    /// How many rules with patterns the prefilter passes over.
    public var passedOver: Int
    public var result: RuleResult
}
