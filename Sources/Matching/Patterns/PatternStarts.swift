/// How the texts that a pattern, or a part of one, matches can begin: each as one of some shapes, byte by byte.
struct PatternStarts: Sendable, Hashable {
    struct Shape: Sendable, Hashable {
        /// For each of the first bytes, what it can be.
        var bytes: [ByteSet]
        /// Whether the bytes are all of the text, so that what follows in the pattern follows them at once.
        var isWhole: Bool
    }

    private(set) var shapes: Set<Shape>

    /// As many bytes are looked at.
    static let longest = 4
    private static let most = 512

    /// Nothing, and then what follows.
    static let empty = PatternStarts([Shape(bytes: [], isWhole: true)])
    /// Anything at all.
    static let unknown = PatternStarts([Shape(bytes: [], isWhole: false)])

    init(_ shapes: Set<Shape>) { self.shapes = shapes }

    /// Whether something is known of every text.
    var isKnown: Bool { shapes.allSatisfy { !$0.bytes.isEmpty } }

    /// One of `texts`.
    static func texts(_ texts: some Sequence<[UInt8]>) -> PatternStarts {
        var shapes: Set<Shape> = []
        for text in texts {
            shapes.insert(
                Shape(bytes: text.prefix(longest).map { ByteSet([$0]) }, isWhole: text.count < longest))
        }
        return PatternStarts(shapes).bounded
    }

    /// One character: an ASCII one of `ascii`, or another that begins with one of `leads`.
    static func character(ascii: ByteSet, leads: ByteSet) -> PatternStarts {
        var shapes: Set<Shape> = []
        if !ascii.isEmpty { shapes.insert(Shape(bytes: [ascii], isWhole: true)) }
        if !leads.isEmpty { shapes.insert(Shape(bytes: [leads], isWhole: false)) }
        return PatternStarts(shapes)
    }

    /// Whether what follows can say more.
    var isOpen: Bool { shapes.contains(where: \.isWhole) }

    func followed(by next: PatternStarts) -> PatternStarts {
        guard isOpen else { return self }
        let open = shapes.filter(\.isWhole)
        guard shapes.count + open.count * next.shapes.count <= Self.most else { return closed }
        var result = shapes.subtracting(open)
        for shape in open {
            for other in next.shapes {
                let bytes = Array((shape.bytes + other.bytes).prefix(Self.longest))
                result.insert(Shape(bytes: bytes, isWhole: other.isWhole && bytes.count < Self.longest))
            }
        }
        return PatternStarts(result)
    }

    static func either(_ parts: [PatternStarts]) -> PatternStarts {
        PatternStarts(parts.reduce(into: []) { $0.formUnion($1.shapes) }).bounded
    }

    func repeated(atLeast: Int, atMost: Int?) -> PatternStarts {
        let some = atMost == 1 ? self : closed
        return atLeast == 0 ? PatternStarts(some.shapes.union(Self.empty.shapes)) : some
    }

    /// The same, with anything after it.
    private var closed: PatternStarts { PatternStarts(Set(shapes.map { Shape(bytes: $0.bytes, isWhole: false) })) }

    /// The same or wider, with no more shapes than are worth telling apart.
    private var bounded: PatternStarts {
        guard shapes.count > Self.most else { return self }
        let shorter = Set(
            shapes.map { Shape(bytes: Array($0.bytes.prefix(2)), isWhole: $0.isWhole && $0.bytes.count < 2) })
        return shorter.count > Self.most ? .unknown : PatternStarts(shorter)
    }
}

extension PatternStarts {
    /// First bytes of characters beyond ASCII.
    static let foreign = ByteSet(0xC2...0xF4)

    /// What `\d`, `\w`, `\s` and their opposites match with PCRE2_UCP, or more: ASCII characters, and the first bytes of
    /// others; nil for other letters.
    static func kind(_ letter: Unicode.Scalar) -> (ascii: ByteSet, leads: ByteSet)? {
        switch letter {
        case "d": (digit, decimalLeads.union(ByteSet([0xE0])))
        case "w": (word, foreign)
        // U+0085 and U+00A0, U+1680 and U+180E, U+2000 and on, U+3000.
        case "s": (blank, ByteSet([0xC2, 0xE1, 0xE2, 0xE3]))
        case "D": (ascii.subtracting(digit), foreign)
        case "W": (ascii.subtracting(word), foreign)
        case "S": (ascii.subtracting(blank), foreign)
        default: nil
        }
    }

    private static let ascii = ByteSet(0x00...0x7F)
    private static let digit = ByteSet(0x30...0x39)
    private static let blank = ByteSet(0x09...0x0D).union(ByteSet([0x20]))
    private static let word = digit.union(ByteSet(0x41...0x5A)).union(ByteSet(0x61...0x7A)).union(ByteSet([0x5F]))

    /// Decimal digits of all scripts. Of those in UTF-8 that begin with E0, Indic and Thai ones, the second and third
    /// bytes tell them from letters; elsewhere the first byte does. A test holds this against PCRE2.
    static let decimals = PatternStarts([
        Shape(bytes: [digit], isWhole: true),
        Shape(
            bytes: [
                ByteSet([0xE0]),
                ByteSet([0xA5, 0xA7, 0xA9, 0xAB, 0xAD, 0xAF, 0xB1, 0xB3, 0xB5, 0xB7, 0xB9, 0xBB, 0xBC]),
                ByteSet(0x90...0x99).union(ByteSet(0xA0...0xAF)),
            ], isWhole: false),
        Shape(bytes: [ByteSet(0xD9...0xDF), ByteSet(0x80...0x89).union(ByteSet(0xA0...0xB9))], isWhole: false),
        // Not Latin letters with two marks, as in Vietnamese (E1 B8 and on), nor Hangul (EA B0 and on).
        Shape(bytes: [ByteSet([0xE1]), ByteSet(0x80...0xB7)], isWhole: false),
        Shape(bytes: [ByteSet([0xEA]), ByteSet(0x98...0xAF)], isWhole: false),
        Shape(bytes: [ByteSet([0xEF]), ByteSet([0xBC])], isWhole: false),
        Shape(bytes: [ByteSet(0xF0...0xF4)], isWhole: false),
    ])

    private static let decimalLeads = ByteSet(0xD9...0xDF).union(ByteSet([0xE1, 0xEA, 0xEF])).union(
        ByteSet(0xF0...0xF4))
}
