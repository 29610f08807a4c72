import StrictYAML

// What may be said about rules and patterns at the place where they are written.

extension Rule {
    /// Something to say at the rule's id.
    public func remark(_ problem: String, advice: String, note: String = "") -> RuleError {
        node.error(problem, advice: advice, note: note)
    }

    /// `file:line:column` of the rule's id.
    public var place: String { node.error("").place }
}

extension RulePattern {
    /// Something to say at the pattern's Unicode scalar `offset`.
    public func remark(at offset: Int = 0, _ problem: String, advice: String, note: String = "") -> RuleError {
        node.error(at: offset, problem, advice: advice, note: note)
    }

    /// The pattern as PCRE2 gets it: lists put in and, on the layers `folded` and `joined`, literals folded.
    public var expanded: String { prepared.text }
}

extension Rule {
    /// Whether it looks for wording rather than only at other rules.
    public var hasWording: Bool { hasPatterns }
}

extension EvidenceEntry {
    /// `evidence` as it is written.
    public init(_ evidence: RuleEvidence) {
        self.init(
            grade: evidence.grade, sources: evidence.sources, testedOn: evidence.testedOn, reviewed: evidence.reviewed,
            reviewer: evidence.reviewer)
    }
}

extension NearEntry {
    /// A neighbour as it is written.
    public init(_ near: Nearness) {
        self.init(within: near.reach.within, same: near.reach.same, order: near.reach.order)
        switch near.neighbour {
        case .rule(let id): rule = id
        case .patterns(let patterns): any = patterns.map(\.written)
        }
    }
}
