import Model

// The keys of a pack file, once: what the reader accepts and what `vigil schema rules` publishes.

/// A rule pack as it is written.
public struct PackFile: Sendable, Codable {
    public var pack: String
    public var version: String
    public var family: Family
    public var rules: [RuleEntry]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case pack, version, family, rules
    }
}

/// A rule as it is written.
public struct RuleEntry: Sendable, Codable {
    public var id: String
    public var says: String
    public var lang: String?
    public var severity: Severity
    public var weight: Double
    public var evidence: EvidenceEntry
    public var layer: Layer?
    public var fields: [PostField]?
    public var voice: RuleFacts.Voice?
    public var any: [String]?
    public var all: [String]?
    public var atLeast: Int?
    public var of: [String]?
    public var `where`: OneOrMore<String>?
    public var undone: [Evasion]?
    public var none: [String]?
    public var near: OneOrMore<NearEntry>?
    public var notNear: OneOrMore<NearEntry>?
    public var unless: [String]?
    public var when: String?
    public var slow: Slowness?
    public var mayBe: [String]?
    public var match: [String]
    public var ignore: [String]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, says, lang, severity, weight, evidence, layer, fields, voice, any, all
        case atLeast = "at_least"
        case of, `where`, none, undone, near
        case notNear = "not_near"
        case unless, when, slow
        case mayBe = "may_be"
        case match, ignore
    }
}

/// What a rule stands on, as it is written.
public struct EvidenceEntry: Sendable, Codable {
    public var grade: RuleEvidence.Grade
    public var sources: [String]
    public var testedOn: String?
    public var reviewed: String
    public var reviewer: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case grade, sources
        case testedOn = "tested_on"
        case reviewed, reviewer
    }
}

/// A neighbour, as it is written.
public struct NearEntry: Sendable, Codable {
    public var rule: String?
    public var any: [String]?
    public var within: Int?
    public var same: Nearness.Part?
    public var order: Nearness.Order?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case rule, any, within, same, order
    }
}

/// The word that accepts a pattern which no prefilter serves.
public enum Slowness: String, Sendable, Codable, CaseIterable {
    case allowed
}
