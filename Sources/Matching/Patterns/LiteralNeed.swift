/// What a text must hold for a pattern to match it: literals joined by *and* and *or*, as in RE2's FilteredRE2 and
/// YARA's atoms.
indirect enum LiteralNeed: Sendable, Hashable {
    /// Nothing is known; every text may match.
    case nothing
    /// UTF-8, small ASCII letters.
    case literal([UInt8])
    case all([LiteralNeed])
    case oneOf([LiteralNeed])
    /// So many of them, two at least and not all.
    case atLeast(Int, [LiteralNeed])

    /// The shortest literal worth looking for, in bytes: one Han or Hangul letter, or two Latin ones.
    static let shortest = 2

    /// What `pattern` needs. Where its syntax goes beyond what is understood, `nothing`, never too much.
    ///
    /// - Parameter isFolded: whether its literals are folded and the text is too, so that only ASCII letters have two
    ///   cases.
    static func of(_ pattern: [Unicode.Scalar], isFolded: Bool) -> LiteralNeed {
        LiteralKnowledge.of(pattern, isFolded: isFolded)?.need ?? .nothing
    }

    /// All literals in it, each once.
    func collect(into literals: inout Set<[UInt8]>) {
        switch self {
        case .nothing: break
        case .literal(let bytes): literals.insert(bytes)
        case .all(let parts), .oneOf(let parts), .atLeast(_, let parts):
            for part in parts { part.collect(into: &literals) }
        }
    }

    /// Literals of which every text that meets the need holds one: of those that the need offers, the rarest; nil where
    /// it offers none.
    var trigger: (literals: Set<[UInt8]>, share: Double)? {
        switch self {
        case .nothing: return nil
        case .literal(let bytes): return ([bytes], StartTable.share(bytes.map { ByteSet([$0]) }))
        case .all(let parts): return parts.compactMap(\.trigger).min { $0.share < $1.share }
        case .oneOf(let parts): return Self.trigger(ofOne: parts.map(\.trigger))
        case .atLeast(let count, let parts):
            // Where so many are met, one is among any but `count - 1` of them; the commonest are left out.
            let triggers = parts.map(\.trigger).sorted { ($0?.share ?? .infinity) < ($1?.share ?? .infinity) }
            return Self.trigger(ofOne: Array(triggers.prefix(parts.count - count + 1)))
        }
    }

    private static func trigger(
        ofOne triggers: [(literals: Set<[UInt8]>, share: Double)?]
    ) -> (literals: Set<[UInt8]>, share: Double)? {
        var result: (literals: Set<[UInt8]>, share: Double) = ([], 0)
        for trigger in triggers {
            guard let trigger else { return nil }
            result.literals.formUnion(trigger.literals)
            result.share += trigger.share
        }
        return result
    }

    /// At least `count` of `parts` are met.
    static func count(_ count: Int, of parts: [LiteralNeed]) -> LiteralNeed {
        // Those of which nothing is known may be met by any text.
        let known = parts.filter { $0 != .nothing }
        let left = count - (parts.count - known.count)
        if left <= 0 { return .nothing }
        if left == 1 { return either(known) }
        if left == known.count { return known.reduce(.nothing, both) }
        return .atLeast(left, known)
    }

    /// What a rule needs whose patterns need these: one of `any`, each of `all`, `least` of `of`, one of each in `near`.
    static func together(
        any: [LiteralNeed], all: [LiteralNeed], of: [LiteralNeed], least: Int, near: [[LiteralNeed]]
    ) -> LiteralNeed {
        var parts = [either(any)] + all
        if !of.isEmpty { parts.append(count(least, of: of)) }
        return (parts + near.map(either)).reduce(.nothing, both)
    }

    static func both(_ left: LiteralNeed, _ right: LiteralNeed) -> LiteralNeed {
        switch (left, right) {
        case (.nothing, let other), (let other, .nothing): other
        case (.all(let one), .all(let other)): .all(one + other)
        case (.all(let one), let other): .all(one + [other])
        case (let one, .all(let other)): .all([one] + other)
        default: left == right ? left : .all([left, right])
        }
    }

    static func either(_ parts: [LiteralNeed]) -> LiteralNeed {
        if parts.contains(.nothing) || parts.isEmpty { return .nothing }
        var flat: [LiteralNeed] = []
        for part in parts {
            if case .oneOf(let inner) = part { flat += inner } else { flat.append(part) }
        }
        return flat.count == 1 ? flat[0] : .oneOf(flat)
    }
}

/// What is known of a part of a pattern: all texts that it can match, or what each of them must hold.
struct LiteralKnowledge: Sendable {
    /// Every text that the part matches, where they are few.
    var exact: Set<[UInt8]>?
    /// What is needed beside `exact`.
    private var other: LiteralNeed
    /// How the texts that the part matches begin.
    var starts: PatternStarts
    /// How long they are; nil where there is no bound.
    var reach: PatternReach?
    /// How groups begin that every match holds.
    var held: [PatternStarts] = []
    /// Whether it is one character, and no blank.
    private var isLetter = false
    /// Whether `exact` stands for all of the part, not only for its end.
    private var isWhole = true

    private static let mostExact = 24
    /// The longest text kept whole, in bytes.
    static let longestExact = 24

    /// What is known of `pattern`, but how its matches begin; nil where its syntax goes beyond what is understood.
    static func of(_ pattern: [Unicode.Scalar], isFolded: Bool) -> LiteralKnowledge? {
        var reader = LiteralReader(pattern, isFolded: isFolded, asksForStarts: false)
        return reader.read()
    }

    /// A part of zero width.
    static let empty = LiteralKnowledge(
        exact: [[]], other: .nothing, starts: .empty, reach: PatternReach(bytes: 0))
    /// A part of which nothing is known.
    static let unknown = LiteralKnowledge(exact: nil, other: .nothing, starts: .unknown, reach: nil)

    /// One character of which it is known only how it begins.
    static func character(_ starts: PatternStarts, isLetter: Bool = false) -> LiteralKnowledge {
        var result = LiteralKnowledge(
            exact: nil, other: .nothing, starts: starts, reach: PatternReach(bytes: 4))
        result.isLetter = isLetter
        return result
    }

    static func texts(_ texts: Set<[UInt8]>, asksForStarts: Bool) -> LiteralKnowledge {
        let starts = asksForStarts ? PatternStarts.texts(texts) : .unknown
        let reach = PatternReach(bytes: texts.map(\.count).max() ?? 0)
        let exact = LiteralKnowledge(exact: texts, other: .nothing, starts: starts, reach: reach)
        if texts.count <= mostExact { return exact }
        return LiteralKnowledge(exact: nil, other: exact.need, starts: starts, reach: reach)
    }

    /// All that the part needs.
    var need: LiteralNeed {
        guard let exact else { return other }
        let own: LiteralNeed =
            exact.contains { $0.count < LiteralNeed.shortest }
            ? .nothing : .either(exact.sorted { $0.lexicographicallyPrecedes($1) }.map(LiteralNeed.literal))
        return .both(other, own)
    }

    func followed(by next: LiteralKnowledge) -> LiteralKnowledge {
        let starts = starts.followed(by: next.starts)
        let reach = PatternReach.sum(reach, next.reach)
        var result = joined(next, starts, reach)
        result.held = held + next.held
        return result
    }

    private func joined(
        _ next: LiteralKnowledge, _ starts: PatternStarts, _ reach: PatternReach?
    ) -> LiteralKnowledge {
        if let left = exact, let right = next.exact, left.count * right.count <= Self.mostExact,
            (left.map(\.count).max() ?? 0) + (right.map(\.count).max() ?? 0) <= Self.longestExact
        {
            var product: Set<[UInt8]> = []
            for one in left { for two in right { product.insert(one + two) } }
            return LiteralKnowledge(
                exact: product, other: .both(other, next.other), starts: starts, reach: reach,
                isWhole: isWhole)
        }
        // What is lost is only that the parts stand side by side; what follows may still join the end.
        if next.exact != nil {
            return LiteralKnowledge(
                exact: next.exact, other: .both(need, next.other), starts: starts, reach: reach, isWhole: false)
        }
        return LiteralKnowledge(exact: nil, other: .both(need, next.need), starts: starts, reach: reach)
    }

    static func either(_ parts: [LiteralKnowledge]) -> LiteralKnowledge {
        if parts.count == 1 { return parts[0] }
        let starts = PatternStarts.either(parts.map(\.starts))
        let reach = PatternReach.longest(parts.map(\.reach))
        var union: Set<[UInt8]> = []
        for part in parts {
            guard let exact = part.exact, part.other == .nothing else {
                return LiteralKnowledge(exact: nil, other: .either(parts.map(\.need)), starts: starts, reach: reach)
            }
            union.formUnion(exact)
        }
        var result = texts(union, asksForStarts: false)
        // What a part begins with may be known beyond where its text is.
        result.starts = starts
        result.reach = reach
        return result
    }

    func repeated(atLeast: Int, atMost: Int?) -> LiteralKnowledge {
        let starts = starts.repeated(atLeast: atLeast, atMost: atMost)
        // Letters without end stand in one stretch without a blank.
        let reach =
            atMost.map { self.reach?.repeated(atMost: $0) } ?? (isLetter ? PatternReach(bytes: 0, runs: 1) : nil)
        if atLeast == 0 {
            guard atMost == 1, let exact, other == .nothing else {
                return LiteralKnowledge(exact: nil, other: .nothing, starts: starts, reach: reach)
            }
            var result = LiteralKnowledge.texts(exact.union([[]]), asksForStarts: false)
            result.starts = starts
            return result
        }
        if atLeast == 1, atMost == 1 { return self }
        return LiteralKnowledge(exact: nil, other: need, starts: starts, reach: reach)
    }

    /// The part as a whole: where `exact` is only its end, what stands before it cannot be joined to it.
    var closed: LiteralKnowledge {
        guard !isWhole else { return self }
        var result = LiteralKnowledge(exact: nil, other: need, starts: starts, reach: reach)
        result.held = held
        return result
    }

    private init(
        exact: Set<[UInt8]>?, other: LiteralNeed, starts: PatternStarts, reach: PatternReach?, isWhole: Bool = true
    ) {
        self.reach = reach
        self.exact = exact
        self.other = other
        self.starts = starts
        self.isWhole = isWhole
    }
}
