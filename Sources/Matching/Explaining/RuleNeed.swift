import Model

/// What a text must hold for a rule to be tried on it at all, as the prefilter has it.
public indirect enum RuleNeed: Sendable, Hashable {
    /// Every text may do.
    case nothing
    case literal(String)
    case all([RuleNeed])
    case oneOf([RuleNeed])
    /// So many of them.
    case atLeast(Int, [RuleNeed])

    init(_ need: LiteralNeed) {
        switch need {
        case .nothing: self = .nothing
        case .literal(let bytes): self = .literal(String(decoding: bytes, as: UTF8.self))
        case .all(let parts): self = .all(parts.map(RuleNeed.init))
        case .oneOf(let parts): self = .oneOf(parts.map(RuleNeed.init))
        case .atLeast(let count, let parts): self = .atLeast(count, parts.map(RuleNeed.init))
        }
    }

    /// All literals in it, each once, in order.
    public var literals: [String] {
        var seen: Set<String> = []
        return all.filter { seen.insert($0).inserted }
    }

    private var all: [String] {
        switch self {
        case .nothing: []
        case .literal(let text): [text]
        case .all(let parts), .oneOf(let parts), .atLeast(_, let parts): parts.flatMap(\.all)
        }
    }

    /// Whether a text that holds `found` and no other literal will do.
    public func isMet(_ found: Set<String>) -> Bool {
        switch self {
        case .nothing: true
        case .literal(let text): found.contains(text)
        case .all(let parts): parts.allSatisfy { $0.isMet(found) }
        case .oneOf(let parts): parts.contains { $0.isMet(found) }
        case .atLeast(let count, let parts): parts.count { $0.isMet(found) } >= count
        }
    }

    /// How much of it a text has that holds `found`, from 0 to 1.
    public func share(_ found: Set<String>) -> Double {
        switch self {
        case .nothing: 1
        case .literal(let text): found.contains(text) ? 1 : 0
        case .all(let parts): parts.map { $0.share(found) }.reduce(0, +) / Double(max(1, parts.count))
        case .oneOf(let parts): parts.map { $0.share(found) }.max() ?? 0
        case .atLeast(let count, let parts):
            parts.map { $0.share(found) }.sorted(by: >).prefix(count).reduce(0, +) / Double(max(1, count))
        }
    }

    /// What is missing in a text that holds `found`; nil where nothing is.
    public func missing(_ found: Set<String>) -> RuleNeed? {
        if isMet(found) { return nil }
        guard case .all(let parts) = self else { return self }
        let missing = parts.compactMap { $0.missing(found) }
        return missing.count == 1 ? missing[0] : .all(missing)
    }

    /// In words, with at most `most` literals of each choice.
    public func words(most: Int = 8) -> String {
        switch self {
        case .nothing: return "nothing"
        case .literal(let text): return "“\(text)”"
        case .all(let parts): return parts.map { $0.nested(most) }.joined(separator: " and ")
        case .oneOf(let parts): return Self.list(parts, " or ", most)
        case .atLeast(let count, let parts): return "at least \(count) of \(Self.list(parts, ", ", most))"
        }
    }

    private static func list(_ parts: [RuleNeed], _ joint: String, _ most: Int) -> String {
        let shown = parts.prefix(most).map { $0.nested(most) }.joined(separator: joint)
        return parts.count > most ? shown + "\(joint)\(parts.count - most) more" : shown
    }

    private func nested(_ most: Int) -> String {
        switch self {
        case .all, .oneOf, .atLeast: "(\(words(most: most)))"
        case .nothing, .literal: words(most: most)
        }
    }
}

extension RulePattern {
    func need(_ layer: Layer) -> LiteralNeed { LiteralNeed.of(prepared.scalars, isFolded: layer.isFolded) }
}

extension Rule {
    /// What the rule's patterns need together.
    public var need: RuleNeed {
        func needs(_ patterns: [RulePattern]) -> [LiteralNeed] { patterns.map { $0.need(layer) } }
        return RuleNeed(
            .together(
                any: needs(any), all: needs(all), of: needs(of), least: atLeast,
                near: near.map(\.patterns).filter { !$0.isEmpty }.map(needs)))
    }
}
