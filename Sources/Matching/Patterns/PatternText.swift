import StrictYAML

/// A pattern's text on its way from the author's to the machine's, each scalar knowing where it stood in the author's.
struct PatternText: Sendable {
    private(set) var scalars: [Unicode.Scalar] = []
    /// For each scalar, its offset in the author's text.
    private var origins: [Int] = []

    init() {}

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        origins = Array(scalars.indices)
    }

    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    mutating func append(_ scalar: Unicode.Scalar, origin: Int) {
        scalars.append(scalar)
        origins.append(origin)
    }

    mutating func append(_ text: String, origin: Int) {
        for scalar in text.unicodeScalars { append(scalar, origin: origin) }
    }

    func origin(of index: Int) -> Int {
        origins.indices.contains(index) ? origins[index] : (origins.last.map { $0 + 1 } ?? 0)
    }

    /// The offset in the author's text of the byte `offset` of `text`.
    func origin(ofByte offset: Int) -> Int {
        var bytes = 0
        for (index, scalar) in scalars.enumerated() {
            if bytes >= offset { return origin(of: index) }
            bytes += UTF8.width(scalar)
        }
        return origin(of: scalars.count)
    }
}

/// What each scalar of a PCRE2 pattern is for, as far as vigil needs to know.
enum PatternPart: Sendable, Equatable {
    /// Stands for itself.
    case literal
    /// Stands for itself within `[…]`.
    case classLiteral
    /// The bracket that begins a class, and the one that ends it.
    case classStart
    case classEnd
    /// Anything else: an operator, or part of an escape, a name or a comment.
    case syntax
}

/// Tells the literals of a PCRE2 pattern (pcre2pattern) from its syntax.
enum PatternScanner {
    static func parts(_ scalars: [Unicode.Scalar]) -> [PatternPart] {
        var parts = [PatternPart](repeating: .syntax, count: scalars.count)
        var index = 0
        var inClass = false
        var classStart = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == "\\" {
                index = endOfEscape(scalars, index, &parts, inClass: inClass)
                continue
            }
            if inClass {
                if scalar == "]", index > classStart {
                    inClass = false
                    parts[index] = .classEnd
                } else if scalar == "[", let end = endOfPOSIX(scalars, index) {
                    index = end
                    continue
                } else if scalar != "-" || index == classStart {
                    parts[index] = .classLiteral
                }
                index += 1
                continue
            }
            switch scalar {
            case "[":
                inClass = true
                parts[index] = .classStart
                classStart = index + 1
                if classStart < scalars.count, scalars[classStart] == "^" { classStart += 1 }
                index = classStart
                continue
            case "(":
                if let end = endOfGroupOpening(scalars, index) {
                    index = end
                    continue
                }
            case "{":
                if let end = endOfQuantifier(scalars, index) {
                    index = end
                    continue
                }
                parts[index] = .literal
            case ")", "|", "*", "+", "?", ".", "^", "$": break
            default: parts[index] = .literal
            }
            index += 1
        }
        return parts
    }

    private static func endOfEscape(
        _ scalars: [Unicode.Scalar], _ start: Int, _ parts: inout [PatternPart], inClass: Bool
    ) -> Int {
        guard start + 1 < scalars.count else { return start + 1 }
        let kind = scalars[start + 1]
        if kind == "Q" {
            var index = start + 2
            while index < scalars.count {
                if scalars[index] == "\\", index + 1 < scalars.count, scalars[index + 1] == "E" { return index + 2 }
                parts[index] = inClass ? .classLiteral : .literal
                index += 1
            }
            return index
        }
        if "xpPNogk".unicodeScalars.contains(kind), start + 2 < scalars.count,
            let close = ["{": "}", "<": ">", "'": "'"][String(scalars[start + 2])]
        {
            var index = start + 3
            while index < scalars.count, String(scalars[index]) != close { index += 1 }
            return min(index + 1, scalars.count)
        }
        return start + 2
    }

    /// The end of `[:alpha:]` and the like that begins at the bracket `start` within a class; nil where the bracket stands
    /// for itself (as PCRE2's `check_posix_syntax` has it).
    static func endOfPOSIX(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        guard start + 1 < scalars.count, ":.=".unicodeScalars.contains(scalars[start + 1]) else { return nil }
        let sign = scalars[start + 1]
        var index = start + 2
        while index + 1 < scalars.count {
            let (scalar, following) = (scalars[index], scalars[index + 1])
            if scalar == "\\", following == "]" || following == "\\" {
                index += 1
            } else if scalar == "]" || (scalar == "[" && following == sign) {
                return nil
            } else if scalar == sign, following == "]" {
                return index + 2
            }
            index += 1
        }
        return nil
    }

    /// The end of `(?…`, `(*…)` and `(?#…)` as far as no literals stand in it.
    private static func endOfGroupOpening(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        guard start + 1 < scalars.count else { return nil }
        if scalars[start + 1] == "*" {
            var index = start
            while index < scalars.count, scalars[index] != ")", scalars[index] != ":" { index += 1 }
            return min(index + 1, scalars.count)
        }
        guard scalars[start + 1] == "?", start + 2 < scalars.count else { return nil }
        var index = start + 2
        switch scalars[index] {
        case "#":
            while index < scalars.count, scalars[index] != ")" { index += 1 }
            return min(index + 1, scalars.count)
        case ":", "=", "!", "|", ">": return index + 1
        case "<" where index + 1 < scalars.count && "=!".unicodeScalars.contains(scalars[index + 1]): return index + 2
        default:
            while index < scalars.count, scalars[index] != ")", scalars[index] != ":", scalars[index] != ">",
                scalars[index] != "'" || index == start + 2
            { index += 1 }
            return min(index + 1, scalars.count)
        }
    }

    private static func endOfQuantifier(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        var index = start + 1
        while index < scalars.count, scalars[index].properties.numericType != nil || scalars[index] == "," {
            index += 1
        }
        guard index > start + 1, index < scalars.count, scalars[index] == "}" else { return nil }
        return index + 1
    }
}
