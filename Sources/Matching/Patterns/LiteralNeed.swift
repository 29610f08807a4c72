/// What a text must hold for a pattern to match it: literals joined by *and* and *or*, as in RE2's FilteredRE2 and
/// YARA's atoms.
indirect enum LiteralNeed: Sendable, Hashable {
    /// Nothing is known; every text may match.
    case nothing
    /// UTF-8, small ASCII letters.
    case literal([UInt8])
    case all([LiteralNeed])
    case oneOf([LiteralNeed])

    /// The shortest literal worth looking for, in bytes: one Han or Hangul letter, or two Latin ones.
    static let shortest = 2

    /// What `pattern` needs. Where its syntax goes beyond what is understood, `nothing`, never too much.
    ///
    /// - Parameter isFolded: whether its literals are folded and the text is too, so that only ASCII letters have two
    ///   cases.
    static func of(_ pattern: [Unicode.Scalar], isFolded: Bool) -> LiteralNeed {
        var reader = LiteralReader(pattern, isFolded: isFolded)
        return reader.read()?.need ?? .nothing
    }

    /// All literals in it, each once.
    func collect(into literals: inout Set<[UInt8]>) {
        switch self {
        case .nothing: break
        case .literal(let bytes): literals.insert(bytes)
        case .all(let parts), .oneOf(let parts): for part in parts { part.collect(into: &literals) }
        }
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
struct LiteralKnowledge {
    /// Every text that the part matches, where they are few.
    var exact: Set<[UInt8]>?
    /// What is needed beside `exact`.
    private var other: LiteralNeed
    /// How the texts that the part matches begin.
    var starts: PatternStarts
    /// Whether `exact` stands for all of the part, not only for its end.
    private var isWhole = true

    private static let mostExact = 24
    private static let longestExact = 24

    /// A part of zero width.
    static let empty = LiteralKnowledge(exact: [[]], other: .nothing, starts: .empty)
    /// A part of which nothing is known.
    static let unknown = beginning(.unknown)

    /// A part of which it is known only how it begins.
    static func beginning(_ starts: PatternStarts) -> LiteralKnowledge {
        LiteralKnowledge(exact: nil, other: .nothing, starts: starts)
    }

    static func texts(_ texts: Set<[UInt8]>) -> LiteralKnowledge {
        let starts = PatternStarts.texts(texts)
        let exact = LiteralKnowledge(exact: texts, other: .nothing, starts: starts)
        return texts.count <= mostExact ? exact : LiteralKnowledge(exact: nil, other: exact.need, starts: starts)
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
        if let left = exact, let right = next.exact, left.count * right.count <= Self.mostExact,
            (left.map(\.count).max() ?? 0) + (right.map(\.count).max() ?? 0) <= Self.longestExact
        {
            var product: Set<[UInt8]> = []
            for one in left { for two in right { product.insert(one + two) } }
            return LiteralKnowledge(
                exact: product, other: .both(other, next.other), starts: starts, isWhole: isWhole)
        }
        // What is lost is only that the parts stand side by side; what follows may still join the end.
        if next.exact != nil {
            return LiteralKnowledge(
                exact: next.exact, other: .both(need, next.other), starts: starts, isWhole: false)
        }
        return LiteralKnowledge(exact: nil, other: .both(need, next.need), starts: starts)
    }

    static func either(_ parts: [LiteralKnowledge]) -> LiteralKnowledge {
        if parts.count == 1 { return parts[0] }
        let starts = PatternStarts.either(parts.map(\.starts))
        var union: Set<[UInt8]> = []
        for part in parts {
            guard let exact = part.exact, part.other == .nothing else {
                return LiteralKnowledge(exact: nil, other: .either(parts.map(\.need)), starts: starts)
            }
            union.formUnion(exact)
        }
        var result = texts(union)
        // What a part begins with may be known beyond where its text is.
        result.starts = starts
        return result
    }

    func repeated(atLeast: Int, atMost: Int?) -> LiteralKnowledge {
        let starts = starts.repeated(atLeast: atLeast, atMost: atMost)
        if atLeast == 0 {
            guard atMost == 1, let exact, other == .nothing else { return .beginning(starts) }
            var result = LiteralKnowledge.texts(exact.union([[]]))
            result.starts = starts
            return result
        }
        if atLeast == 1, atMost == 1 { return self }
        return LiteralKnowledge(exact: nil, other: need, starts: starts)
    }

    /// The part as a whole: where `exact` is only its end, what stands before it cannot be joined to it.
    var closed: LiteralKnowledge { isWhole ? self : LiteralKnowledge(exact: nil, other: need, starts: starts) }

    private init(exact: Set<[UInt8]>?, other: LiteralNeed, starts: PatternStarts, isWhole: Bool = true) {
        self.exact = exact
        self.other = other
        self.starts = starts
        self.isWhole = isWhole
    }
}
