import Model
import StrictYAML

/// One rule, as its author wrote it.
public struct Rule: Sendable {
    public var facts: RuleFacts
    public var evidence: RuleEvidence
    public var layer: Layer
    public var fields: [PostField]
    /// One must match.
    public var any: [RulePattern]
    /// Each must match somewhere in the fields.
    public var all: [RulePattern]
    /// At least `atLeast` of them must match somewhere in the fields.
    public var of: [RulePattern]
    public var atLeast: Int
    /// None may match in the fields.
    public var none: [RulePattern]
    /// None may match in the post's title or text.
    public var unless: [RulePattern]
    /// Ways of hiding of which one must have been undone: where patterns match, or anywhere if there are none.
    public var undone: [Evasion]
    /// What must hold of the numbers that the patterns capture.
    public var comparisons: [RuleComparison]
    /// A match counts only where it has each of these neighbours.
    public var near: [Nearness]
    /// A match counts only where it has none of these neighbours.
    public var notNear: [Nearness]
    public var when: RuleCondition?
    /// Whether a pattern that no prefilter serves is accepted.
    public var mayBeSlow: Bool
    public var match: [RuleExample]
    public var ignore: [RuleExample]
    /// Where its id stands.
    let node: YAMLNode

    public var id: String { facts.id }
    var hasPatterns: Bool { !sought.isEmpty }
    /// The patterns that can make the rule hold.
    public var sought: [RulePattern] { any + all + of }
    var patterns: [RulePattern] { sought + none + unless + (near + notNear).flatMap(\.patterns) }
}

/// How it is known that a rule's indicator means anything.
public struct RuleEvidence: Sendable, Hashable {
    public enum Grade: String, Sendable, Hashable, CaseIterable, Codable {
        case testedPredictive = "T+"
        case testedNot = "T0"
        case testedContrary = "T-"
        case expert = "E"
        case cases = "C"
        case weakLabel = "W"
        case general = "K"

        /// Whether the indicator was tested and does not point to trafficking, or points the other way.
        public var pointsElsewhere: Bool { self == .testedNot || self == .testedContrary }
    }

    public var grade: Grade
    /// Keys of the catalogue's list of sources.
    public var sources: [String]
    public var testedOn: String?
    /// The date of the last review, as written.
    public var reviewed: String
    /// The native reader who confirmed the wording; nil where none has.
    public var reviewer: String?
}

/// A pattern, as written and as matched.
public struct RulePattern: Sendable {
    /// As it stands in the pack.
    public var written: String
    /// With lists put in and, on the layers `folded` and `joined`, its literals folded.
    let prepared: PatternText
    let node: YAMLNode
}

/// A comparison of a captured number, at its place.
public struct RuleComparison: Sendable {
    public var comparison: Comparison
    let node: YAMLNode
}

/// A text that a rule must, or must not, hold on.
public struct RuleExample: Sendable {
    public var text: String
    let node: YAMLNode
}

/// The rules of one file.
public struct RulePack: Sendable {
    public var name: String
    public var version: String
    public var family: Family
    public var file: String
    public var rules: [Rule]
}
