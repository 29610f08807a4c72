import Model
import StrictYAML

/// A condition over other rules and families, such as `recruitment and coercion and not protective.news-report.*`.
public indirect enum RuleCondition: Sendable, Hashable {
    case family(Family)
    /// A rule's id, with `*` for any letters.
    case rule(String)
    case not(RuleCondition)
    case and(RuleCondition, RuleCondition)
    case or(RuleCondition, RuleCondition)
    /// At least so many different rules hold of those that the names mean.
    case atLeast(Int, [RuleCondition])

    /// What is wrong with a condition's text.
    struct ParseError: Error, Hashable {
        /// Unicode scalars into the text.
        var offset: Int
        var problem: String
        var advice: String
    }

    /// Reads a condition: `or` binds weakest, then `and`, then `not`.
    init(_ text: String) throws(ParseError) {
        var parser = Parser(text)
        self = try parser.disjunction()
        if let extra = parser.next {
            throw ParseError(
                offset: extra.offset, problem: "`\(extra.word)` is not expected here",
                advice: "join words with `and` or `or`")
        }
    }

    /// The names that the condition uses, and whether each stands under a `not`.
    var names: [(name: RuleCondition, isNegated: Bool)] {
        switch self {
        case .family, .rule: [(self, false)]
        case .not(let inner): inner.names.map { ($0.name, !$0.isNegated) }
        case .and(let left, let right), .or(let left, let right): left.names + right.names
        case .atLeast(_, let names): names.flatMap(\.names)
        }
    }

    private struct Parser {
        private let tokens: [(word: String, offset: Int)]
        private let end: Int
        private var place = 0

        init(_ text: String) {
            var tokens: [(String, Int)] = []
            var word = ""
            var start = 0
            var offset = 0
            for scalar in text.unicodeScalars {
                let isSign = scalar == "(" || scalar == ")" || scalar == ","
                if isSign || scalar.properties.isWhitespace {
                    if !word.isEmpty { tokens.append((word, start)) }
                    word = ""
                    if isSign { tokens.append((String(scalar), offset)) }
                } else {
                    if word.isEmpty { start = offset }
                    word.unicodeScalars.append(scalar)
                }
                offset += 1
            }
            if !word.isEmpty { tokens.append((word, start)) }
            self.tokens = tokens
            end = offset
        }

        var next: (word: String, offset: Int)? { place < tokens.count ? tokens[place] : nil }

        mutating func disjunction() throws(ParseError) -> RuleCondition {
            var result = try conjunction()
            while next?.word == "or" {
                place += 1
                result = .or(result, try conjunction())
            }
            return result
        }

        private mutating func conjunction() throws(ParseError) -> RuleCondition {
            var result = try negation()
            while next?.word == "and" {
                place += 1
                result = .and(result, try negation())
            }
            return result
        }

        private mutating func negation() throws(ParseError) -> RuleCondition {
            guard let (word, offset) = next else {
                throw ParseError(
                    offset: end, problem: "the condition ends too early", advice: "name a rule or a family here")
            }
            place += 1
            switch word {
            case "not":
                return .not(try negation())
            case "(":
                let inner = try disjunction()
                guard next?.word == ")" else {
                    throw ParseError(offset: offset, problem: "the bracket is never closed", advice: "add `)`")
                }
                place += 1
                return inner
            case "at":
                return try count()
            case ")", "and", "or", ",":
                throw ParseError(
                    offset: offset, problem: "`\(word)` is not expected here", advice: "name a rule or a family first")
            default:
                return try name(word, offset)
            }
        }

        private func name(_ word: String, _ offset: Int) throws(ParseError) -> RuleCondition {
            if let family = Family(rawValue: word) { return .family(family) }
            guard word.contains(".") || word.contains("*") else {
                throw ParseError(
                    offset: offset, problem: "there is no family `\(word)`",
                    advice: "families are \(Family.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return .rule(word)
        }

        /// `at least 3 of (a, b, c)`, of which `at` has been read.
        private mutating func count() throws(ParseError) -> RuleCondition {
            let advice = "write `at least 2 of (one, other, third)`"
            try expect("least", advice)
            guard let word = next?.word, let count = Int(word), count >= 1 else {
                throw ParseError(
                    offset: next?.offset ?? end, problem: "a count of 1 or more is expected here", advice: advice)
            }
            place += 1
            try expect("of", advice)
            try expect("(", advice)
            var names: [RuleCondition] = []
            repeat {
                guard let (word, offset) = next, !["(", ")", ",", "and", "or", "not"].contains(word) else {
                    throw ParseError(
                        offset: next?.offset ?? end, problem: "a rule or a family is expected here", advice: advice)
                }
                place += 1
                names.append(try name(word, offset))
            } while take(",")
            guard take(")") else {
                throw ParseError(
                    offset: next?.offset ?? end,
                    problem: next.map { "`\($0.word)` is not expected here" } ?? "the bracket is never closed",
                    advice: "part the names with `,` and close the bracket with `)`")
            }
            return .atLeast(count, names)
        }

        private mutating func expect(_ word: String, _ advice: String) throws(ParseError) {
            guard take(word) else {
                throw ParseError(offset: next?.offset ?? end, problem: "`\(word)` is expected here", advice: advice)
            }
        }

        private mutating func take(_ word: String) -> Bool {
            guard next?.word == word else { return false }
            place += 1
            return true
        }
    }
}

/// Ids with `*` for any letters.
public enum Wildcard {
    public static func matches(_ pattern: String, _ id: String) -> Bool {
        let (pattern, id) = (Array(pattern.utf8), Array(id.utf8))
        var (p, i, star, mark) = (0, 0, -1, 0)
        while i < id.count {
            if p < pattern.count, pattern[p] == 0x2A {
                (star, mark) = (p, i)
                p += 1
            } else if p < pattern.count, pattern[p] == id[i] {
                p += 1
                i += 1
            } else if star >= 0 {
                mark += 1
                (p, i) = (star + 1, mark)
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == 0x2A }
    }
}
