import StrictYAML

/// What must stand close to a rule's own match, or must not: another rule's match, or a match of patterns given here.
public struct Nearness: Sendable {
    /// Who the neighbour is.
    public enum Neighbour: Sendable {
        /// A rule by its id, or several with `*`.
        case rule(String)
        /// One of these, on the rule's own layer and fields.
        case patterns([RulePattern])
    }

    /// A part of a text that both must stand in.
    public enum Part: String, Sendable, Hashable, CaseIterable, Codable {
        case sentence, line
    }

    /// On which side of the rule's own match the neighbour stands; what overlaps it stands on neither.
    public enum Order: String, Sendable, Hashable, CaseIterable, Codable {
        case before, after
    }

    public var neighbour: Neighbour
    public var reach: Reach
    let node: YAMLNode

    /// How close the neighbour must stand: all that is given must hold.
    public struct Reach: Sendable, Hashable {
        /// Unicode scalars between the two matches at most.
        public var within: Int?
        public var same: Part?
        public var order: Order?
    }

    /// The patterns given here.
    public var patterns: [RulePattern] {
        if case .patterns(let patterns) = neighbour { patterns } else { [] }
    }
}
