/// Reads a PCRE2 pattern (pcre2pattern) for the literals that a match cannot do without.
///
/// It understands what rule authors write and gives up (nil) at the rest, such as conditions, recursion and extended
/// mode; a pattern that is given up is matched without a prefilter.
struct LiteralReader {
    private let scalars: [Unicode.Scalar]
    private let isFolded: Bool
    private var place = 0
    /// Whether letters match their other case beyond what folding undoes: an inline `(?i)` on the layer `plain`.
    private var isCaseless = false
    /// Whether a match depends on where the search for it began.
    private(set) var dependsOnSearch = false

    /// Whether how the next part begins is asked for: not where the parts before it say enough.
    private var asksForStarts: Bool

    /// - Parameter asksForStarts: whether it is asked how matches begin, beside what they hold.
    init(_ scalars: [Unicode.Scalar], isFolded: Bool, asksForStarts: Bool) {
        self.scalars = scalars
        self.isFolded = isFolded
        self.asksForStarts = asksForStarts
    }

    /// What is known of the whole pattern; nil where it is not understood.
    mutating func read() -> LiteralKnowledge? {
        guard var result = alternatives(depth: 0), place == scalars.count else { return nil }
        if dependsOnSearch {
            result.starts = .unknown
            result.reach = nil
        }
        return result
    }

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private func ahead(_ text: String) -> Bool { scalars[place...].starts(with: text.unicodeScalars) }

    private mutating func alternatives(depth: Int) -> LiteralKnowledge? {
        guard depth < 50 else { return nil }
        var parts: [LiteralKnowledge] = []
        while true {
            guard let part = sequence(depth: depth) else { return nil }
            parts.append(part)
            guard next == "|" else { return .either(parts) }
            place += 1
        }
    }

    private mutating func sequence(depth: Int) -> LiteralKnowledge? {
        var result = LiteralKnowledge.empty
        let isAsked = asksForStarts
        defer { asksForStarts = isAsked }
        while let scalar = next, scalar != "|", scalar != ")" {
            if let run = literals() {
                asksForStarts = isAsked && result.starts.isOpen
                result = result.followed(by: .texts([run], asksForStarts: asksForStarts))
                continue
            }
            // Of a group it is asked in any case, to be looked for itself.
            asksForStarts = isAsked && (scalar == "(" || result.starts.isOpen)
            guard let part = atom(depth: depth), let repeated = quantified(part) else { return nil }
            result = result.followed(by: repeated)
            if scalar == "(", repeated.starts.isKnown { result.held.append(repeated.starts) }
        }
        return result.closed
    }

    private mutating func atom(depth: Int) -> LiteralKnowledge? {
        guard let scalar = next else { return nil }
        place += 1
        switch scalar {
        case "(": return group(depth: depth)
        case "[": return characterClass()
        case "\\": return escape()
        case "^", "$": return .empty
        case ".": return .character(.unknown)
        case "*", "+", "?": return nil
        default: return literal(scalar)
        }
    }

    /// Letters that follow each other and stand for themselves, up to the one that a quantifier repeats: the most of what
    /// lists hold. Nil where there are not two of them.
    private mutating func literals() -> [UInt8]? {
        var run: [UInt8] = []
        var end = place
        while end < scalars.count, !Self.syntax.contains(scalars[end]),
            end + 1 == scalars.count || !Self.quantifiers.contains(scalars[end + 1]),
            let form = bytes(scalars[end], isEscaped: false), run.count + form.count <= LiteralKnowledge.longestExact
        {
            run += form
            end += 1
        }
        guard end > place + 1 else { return nil }
        place = end
        return run
    }

    private static let syntax = Set("|()[\\^$.*+?{".unicodeScalars)
    private static let quantifiers = Set("*+?{".unicodeScalars)

    private func literal(_ scalar: Unicode.Scalar, isEscaped: Bool = false) -> LiteralKnowledge {
        bytes(scalar, isEscaped: isEscaped).map { .texts([$0], asksForStarts: asksForStarts) } ?? .character(.unknown)
    }

    /// The scalar as it stands in the text, small where it is ASCII; nil where it may stand there in several forms.
    ///
    /// - Parameter isEscaped: whether it stands in the pattern as `\x{…}` or after a backslash, where it is not folded.
    private func bytes(_ scalar: Unicode.Scalar, isEscaped: Bool) -> [UInt8]? {
        if isFolded, isEscaped, scalar.value >= 0x80, FoldingTable.shared.fate(of: scalar.value) != .same { return nil }
        if isCaseless, !isFolded {
            // Beyond ASCII, K matches the Kelvin sign and s the long s (PCRE2_CASELESS with UTF).
            if "kKsS".unicodeScalars.contains(scalar) { return nil }
            if scalar.value >= 0x80, scalar.properties.isCased { return nil }
        }
        return Array(String(scalar).utf8).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    // MARK: Groups

    /// A group, from behind its parenthesis on.
    private mutating func group(depth: Int) -> LiteralKnowledge? {
        // What a comment comes to depends on what follows it.
        guard !isCaseless, !ahead("?#"),
            let key = GroupMemory.Key(scalars, place, isFolded: isFolded, asksForStarts: asksForStarts)
        else { return readGroup(depth: depth) }
        if let (known, length) = GroupMemory.find(key, scalars, place) {
            place += length
            return known
        }
        let start = place
        guard let result = readGroup(depth: depth) else { return nil }
        // What sets the rest of the pattern is not of the group alone.
        if !isCaseless, !dependsOnSearch { GroupMemory.keep(key, scalars[start..<place], result) }
        return result
    }

    private mutating func readGroup(depth: Int) -> LiteralKnowledge? {
        var isZeroWidth = false
        if next == "*" { return nil }
        if next == "?" {
            place += 1
            if ahead("#") {
                // A backslash means nothing in a comment.
                while let scalar = next, scalar != ")" { place += 1 }
                place += 1
                return isQuantified ? nil : .empty
            }
            if ahead("=") || ahead("!") {
                place += 1
                isZeroWidth = true
            } else if ahead("<=") || ahead("<!") {
                place += 2
                isZeroWidth = true
            } else if ahead(":") || ahead(">") || ahead("|") {
                place += 1
            } else if ahead("<") || ahead("'") || ahead("P<") {
                while let scalar = next, scalar != ">", scalar != "'" || scalars[place - 1] == "?" { place += 1 }
                place += 1
            } else {
                return flags(depth: depth)
            }
        }
        guard let inner = alternatives(depth: depth + 1), next == ")" else { return nil }
        place += 1
        return isZeroWidth ? .empty : inner
    }

    /// `(?i)`, `(?i:…)`, `(?s)`, `(?m)`, `(?J)`, `(?-i)`; gives up at others.
    private mutating func flags(depth: Int) -> LiteralKnowledge? {
        var isOn = true
        while let scalar = next, scalar != ")", scalar != ":" {
            switch scalar {
            case "-": isOn = false
            case "i": if isOn { isCaseless = true }
            case "s", "m", "J": break
            default: return nil
            }
            place += 1
        }
        guard let end = next else { return nil }
        place += 1
        // Caselessness is kept to the pattern's end, which only loses literals.
        if end == ")" { return .empty }
        guard let inner = alternatives(depth: depth + 1), next == ")" else { return nil }
        place += 1
        return inner
    }

    // MARK: Classes and escapes

    private mutating func characterClass() -> LiteralKnowledge? {
        var members: Set<[UInt8]>? = []
        var first = ClassStarts()
        if next == "^" {
            members = nil
            first.isAnything = true
            place += 1
        }
        var isFirst = true
        while let scalar = next, scalar != "]" || isFirst {
            isFirst = false
            place += 1
            if scalar == "[", let end = PatternScanner.endOfPOSIX(scalars, place - 1) {
                members = nil
                first.isAnything = true
                place = end
                continue
            }
            var member: Unicode.Scalar? = scalar
            let isEscaped = scalar == "\\"
            if isEscaped {
                let letter = next
                guard let escaped = escapedScalar() else { return nil }
                member = escaped
                if escaped == Self.several {
                    member = nil
                    first.add(kind: letter)
                }
            }
            if next == "-", place + 1 < scalars.count, scalars[place + 1] != "]" {
                let end = scalars[place + 1]
                guard let member, end != "\\", end != "[", !(isCaseless && !isFolded) else { return skipClass() }
                members = nil
                first.add(from: member, to: end)
                place += 2
                continue
            }
            guard let member else {
                members = nil
                continue
            }
            if let form = bytes(member, isEscaped: isEscaped) {
                members?.insert(form)
                first.add(form)
            } else {
                members = nil
                first.isAnything = true
            }
        }
        guard next == "]" else { return nil }
        place += 1
        guard let members else { return .character(asksForStarts ? first.starts : .unknown) }
        return .texts(members, asksForStarts: asksForStarts)
    }

    /// Passes over the rest of a class that is not enumerated.
    private mutating func skipClass() -> LiteralKnowledge? {
        while let scalar = next, scalar != "]" {
            if ahead("\\Q") { return nil }
            if scalar == "[", let end = PatternScanner.endOfPOSIX(scalars, place) {
                place = end
            } else {
                place += scalar == "\\" ? 2 : 1
            }
        }
        guard next == "]" else { return nil }
        place += 1
        return .character(.unknown)
    }

    private mutating func escape() -> LiteralKnowledge? {
        guard let kind = next else { return nil }
        if "bBAzZG".unicodeScalars.contains(kind) {
            place += 1
            // `\G` holds where a search began, so that it matters where that was.
            if kind == "G" { dependsOnSearch = true }
            return .empty
        }
        if kind == "Q" {
            place += 1
            var result = LiteralKnowledge.empty
            while place < scalars.count, !ahead("\\E") {
                result = result.followed(by: literal(scalars[place]))
                place += 1
            }
            place = min(place + 2, scalars.count)
            // It would repeat the last letter only.
            return isQuantified ? nil : result
        }
        guard let scalar = escapedScalar() else { return nil }
        guard scalar == Self.several else { return literal(scalar, isEscaped: true) }
        // A grapheme has no longest form.
        if kind == "X" { return .unknown }
        guard let known = PatternStarts.kind(kind) else { return .character(.unknown) }
        return .character(
            kind == "d" ? .decimals : .character(ascii: known.ascii, leads: known.leads),
            isLetter: kind == "d" || kind == "w" || kind == "S")
    }

    /// Stands for an escape that means several characters.
    private static let several: Unicode.Scalar = "\u{FFFFF}"

    /// The character after a backslash, `several` for a kind of character, nil for what is not understood.
    private mutating func escapedScalar() -> Unicode.Scalar? {
        guard let kind = next else { return nil }
        place += 1
        switch kind {
        case "d", "D", "w", "W", "s", "S", "h", "H", "v", "V", "N", "R", "X":
            return kind == "N" && next == "{" ? nil : Self.several
        case "p", "P":
            if next == "{" {
                while let scalar = next, scalar != "}" {
                    _ = scalar
                    place += 1
                }
            }
            place += 1
            return Self.several
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "x":
            guard next == "{", let close = scalars[place...].firstIndex(of: "}") else { return nil }
            var digits = ""
            digits.unicodeScalars.append(contentsOf: scalars[(place + 1)..<close])
            place = close + 1
            return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
        default:
            return kind.value < 0x80 && (kind.properties.isAlphabetic || kind.properties.numericType != nil)
                ? nil : kind
        }
    }

    // MARK: Quantifiers

    /// Whether a quantifier follows.
    private var isQuantified: Bool { next.map(Self.quantifiers.contains) ?? false }

    private mutating func quantified(_ part: LiteralKnowledge) -> LiteralKnowledge? {
        var result = part
        while let (atLeast, atMost) = quantifier() { result = result.repeated(atLeast: atLeast, atMost: atMost) }
        return result
    }

    private mutating func quantifier() -> (Int, Int?)? {
        let bounds: (Int, Int?)
        switch next {
        case "*": bounds = (0, nil)
        case "+": bounds = (1, nil)
        case "?": bounds = (0, 1)
        case "{":
            guard let close = scalars[place...].firstIndex(of: "}") else { return nil }
            var inner = ""
            inner.unicodeScalars.append(contentsOf: scalars[(place + 1)..<close])
            let numbers = inner.split(separator: ",", omittingEmptySubsequences: false)
            // Anything else in the braces makes them stand for themselves.
            guard inner.utf8.allSatisfy({ $0 == 0x2C || (0x30...0x39).contains($0) }) else { return nil }
            guard let least = Int(numbers[0]), numbers.count <= 2 else { return nil }
            bounds = (least, numbers.count == 1 ? least : Int(numbers[1]))
            place = close
        default: return nil
        }
        place += 1
        if next == "?" || next == "+" { place += 1 }
        return bounds
    }
}
