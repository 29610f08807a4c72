/// Takes the patterns of rule packs apart, more roughly than PCRE2 does: what comes of it is only used to make texts.
struct PatternTreeReader {
    private let scalars: [Unicode.Scalar]
    private var place = 0

    static func tree(_ pattern: String) -> PatternTree {
        var reader = PatternTreeReader(scalars: Array(pattern.unicodeScalars))
        var parts: [PatternTree] = []
        // A bracket too many is passed over.
        while reader.place < reader.scalars.count {
            parts.append(.group(reader.alternatives(), opening: "(?:"))
            reader.place += 1
        }
        return .sequence(parts)
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func take(_ text: String) -> Bool {
        guard scalars[min(place, scalars.count)...].starts(with: text.unicodeScalars) else { return false }
        place += text.unicodeScalars.count
        return true
    }

    private mutating func alternatives() -> [PatternTree] {
        var result = [sequence()]
        while take("|") { result.append(sequence()) }
        return result
    }

    private mutating func sequence() -> PatternTree {
        var parts: [PatternTree] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            var part = atom(scalar)
            while let (least, most) = bounds() { part = .repeated(part, sign: "", least: least, most: most) }
            parts.append(part)
        }
        return .sequence(parts)
    }

    private mutating func atom(_ scalar: Unicode.Scalar) -> PatternTree {
        place += 1
        switch scalar {
        case "(": return group()
        case "[": return .piece("", samples: characterClass())
        case "\\": return escape()
        case ".": return .piece("", samples: Self.fillers)
        case "^", "$": return .piece("", samples: ["", "", "\n"])
        default: return .piece("", samples: [String(scalar)])
        }
    }

    private mutating func group() -> PatternTree {
        for opening in ["?=", "?!", "?<=", "?<!"] where take(opening) {
            let inner = PatternTree.group(alternatives(), opening: "(?:")
            place += 1
            return .look(inner, opening: "(" + opening)
        }
        var opening = "("
        if next == "?" {
            opening = "(?:"
            while let scalar = next, scalar != ":", scalar != "|", scalar != ">", scalar != ")" {
                place += 1 + (scalar == "\\" ? 1 : 0)
            }
            if take(")") { return .piece("", samples: [""]) }
            place += 1
        }
        let inner = alternatives()
        place += 1
        return .group(inner, opening: opening)
    }

    private mutating func bounds() -> (Int, Int?)? {
        var result: (Int, Int?)
        switch next {
        case "*": result = (0, nil)
        case "+": result = (1, nil)
        case "?": result = (0, 1)
        case "{":
            guard let close = scalars[place...].firstIndex(of: "}") else { return nil }
            var inner = String.UnicodeScalarView()
            inner.append(contentsOf: scalars[(place + 1)..<close])
            let numbers = String(inner).split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
            guard let least = numbers.first ?? nil else { return nil }
            result = (least, numbers.count == 1 ? least : numbers[1])
            place = close
        default: return nil
        }
        place += 1
        if next == "?" || next == "+" { place += 1 }
        return result
    }

    // MARK: Kinds of characters

    private mutating func escape() -> PatternTree {
        guard let kind = next else { return .piece("", samples: ["\\"]) }
        place += 1
        return .piece("", samples: samples(ofEscape: kind))
    }

    private mutating func samples(ofEscape kind: Unicode.Scalar) -> [String] {
        switch kind {
        case "d": return ["0", "5", "9", "٣", "๕", "５", "१"]
        case "w": return ["a", "Z", "_", "7", "я", "我", "가", "ก", "é", "ß"]
        case "s", "h": return [" ", "\t", "\u{A0}", "\u{3000}", "\n"]
        case "D", "W", "S", "N": return Self.fillers
        case "b", "B", "A", "z", "Z", "G": return ["", "", "", " "]
        case "n", "R": return ["\n", "\r\n"]
        case "p", "P":
            if next == "{" { while let scalar = next, scalar != "}" { place += scalar == "}" ? 0 : 1 } }
            place += 1
            return ["我", "é", "Я", "1", "ก", "한"]
        case "x":
            guard next == "{", let close = scalars[place...].firstIndex(of: "}") else { return [""] }
            var digits = String.UnicodeScalarView()
            digits.append(contentsOf: scalars[(place + 1)..<close])
            place = close + 1
            return [UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""]
        default: return [String(kind)]
        }
    }

    private mutating func characterClass() -> [String] {
        var members: [String] = []
        let isNegated = take("^")
        var isFirst = true
        while let scalar = next, scalar != "]" || isFirst {
            isFirst = false
            place += 1
            if scalar == "\\", let kind = next {
                place += 1
                members += samples(ofEscape: kind)
                continue
            }
            if next == "-", place + 1 < scalars.count, scalars[place + 1] != "]", scalars[place + 1] != "\\" {
                let last = scalars[place + 1]
                place += 2
                let middle = Unicode.Scalar((scalar.value + last.value) / 2) ?? scalar
                members += [scalar, middle, last].map { String($0) }
                continue
            }
            members.append(String(scalar))
        }
        place += 1
        guard isNegated else { return members }
        let others = Self.fillers.filter { !members.contains($0) }
        // A member now and then, so that the gap is broken.
        return others + members.prefix(1)
    }

    static let fillers = [
        "a", "e", "k", "S", "x", " ", " ", ",", ".", "1", "é", "ñ", "я", "Д", "我", "的", "。", "가", "요", "ก", "า", "ữ",
        "ß", "İ",
        "🍒", "\n", "-", "'",
    ]
}
