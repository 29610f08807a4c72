import Foundation

/// A comparison of a number that a pattern captures, such as `age < 18` or `price <= 100 CNY`.
public struct Comparison: Sendable, Hashable {
    public enum Relation: String, Sendable, Hashable, CaseIterable {
        case less = "<"
        case atMost = "<="
        case equal = "="
        case unequal = "!="
        case atLeast = ">="
        case greater = ">"

        func holds(_ left: Decimal, _ right: Decimal) -> Bool {
            switch self {
            case .less: left < right
            case .atMost: left <= right
            case .equal: left == right
            case .unequal: left != right
            case .atLeast: left >= right
            case .greater: left > right
            }
        }
    }

    /// The name of the group, `(?<name>…)` in a pattern.
    public var group: String
    public var relation: Relation
    public var value: Decimal
    /// The currency that must stand beside the number; nil where it does not matter.
    public var currency: Currency?

    /// The comparison as it is written.
    public var text: String { "\(group) \(bound)" }

    /// The comparison without the group's name.
    private var bound: String { "\(relation.rawValue) \(value)" + (currency.map { " \($0.rawValue)" } ?? "") }
}

// MARK: - Reading

extension Comparison {
    /// What is wrong with a comparison's text.
    struct ParseError: Error, Hashable {
        /// Unicode scalars into the text.
        var offset: Int
        var problem: String
        var advice: String
    }

    /// Reads `NAME OPERATOR NUMBER`, with a currency's code after it or not.
    init(_ text: String) throws(ParseError) {
        var scanner = Scanner(text)
        group = scanner.take {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_")
        }
        guard let first = group.unicodeScalars.first, first.properties.numericType == nil else {
            throw ParseError(
                offset: 0, problem: "a comparison begins with the name of a group",
                advice: "write it such as `age < 18`, with `(?<age>…)` in a pattern")
        }
        scanner.skipBlanks()
        let sign = scanner.place
        let written = scanner.take { "<>=!".unicodeScalars.contains($0) }
        guard let relation = Relation(rawValue: written) else {
            throw ParseError(
                offset: sign,
                problem: written.isEmpty ? "a sign that compares is expected here" : "`\(written)` compares nothing",
                advice: "write one of \(Relation.allCases.map(\.rawValue).joined(separator: " "))")
        }
        self.relation = relation
        scanner.skipBlanks()
        let number = scanner.place
        let digits = scanner.take { ("0"..."9").contains($0) || $0 == "." }
        let isNumber = digits.first != "." && digits.last != "." && digits.split(separator: ".").count <= 2
        guard !digits.isEmpty, digits.count <= DigitGroups.most, isNumber, let value = Decimal(string: digits) else {
            throw ParseError(
                offset: number, problem: "a number is expected here",
                advice: "write digits, with a point for decimals: `100000` or `0.5`")
        }
        self.value = value
        scanner.skipBlanks()
        let code = scanner.place
        let word = scanner.take { !FoldingTable.isBlank($0.value) }
        currency = Currency(rawValue: word)
        if currency == nil, !word.isEmpty {
            if let known = Currency(rawValue: word.uppercased()) {
                throw ParseError(
                    offset: code, problem: "there is no currency `\(word)`", advice: "write `\(known.rawValue)`")
            }
            guard word.unicodeScalars.allSatisfy({ ("A"..."Z").contains($0) }) else {
                throw Self.extra(at: code)
            }
            throw ParseError(
                offset: code, problem: "there is no currency `\(word)`",
                advice: "known are \(Currency.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        scanner.skipBlanks()
        guard scanner.isAtEnd else { throw Self.extra(at: scanner.place) }
    }

    private static func extra(at place: Int) -> ParseError {
        ParseError(
            offset: place, problem: "nothing more is expected here",
            advice: "write several comparisons as a list: `[age >= 13, age < 18]`")
    }

    private struct Scanner {
        private let scalars: [Unicode.Scalar]
        private(set) var place = 0

        init(_ text: String) { scalars = Array(text.unicodeScalars) }

        var isAtEnd: Bool { place == scalars.count }

        mutating func skipBlanks() { _ = take { FoldingTable.isBlank($0.value) } }

        mutating func take(_ isTaken: (Unicode.Scalar) -> Bool) -> String {
            var view = String.UnicodeScalarView()
            while place < scalars.count, isTaken(scalars[place]) {
                view.append(scalars[place])
                place += 1
            }
            return String(view)
        }
    }
}

// MARK: - Holding

extension Comparison {
    /// What came of one comparison, and what it was about.
    struct Verdict: Hashable {
        var holds: Bool
        /// Such as `age is 21, not < 18`.
        var says: String
    }

    /// - Parameters:
    ///   - written: the match's text before the capture, in it and after it, folded; nil where the group captured
    ///     nothing.
    func verdict(of written: (head: String, capture: String, tail: String)?) -> Verdict {
        guard let written else { return Verdict(holds: false, says: "nothing was captured as \(group)") }
        guard let number = WrittenNumber(head: written.head, capture: written.capture, tail: written.tail) else {
            return Verdict(holds: false, says: "\(group) is “\(written.capture)”, which is no number")
        }
        // Of a name such as `$`, that which was asked for.
        let meant = number.currencies.filter { $0 == currency }
        let names = (meant.isEmpty ? number.currencies : meant).map(\.rawValue).sorted().joined(separator: " or ")
        let amount = "\(group) is \(number.value)" + (names.isEmpty ? "" : " \(names)")
        if let currency {
            if number.currencies.isEmpty {
                return Verdict(holds: false, says: "\(amount), and no currency stands beside it")
            }
            if !number.currencies.contains(currency) {
                return Verdict(holds: false, says: "\(amount), not \(currency.rawValue)")
            }
        }
        let holds = relation.holds(number.value, value)
        return Verdict(holds: holds, says: holds ? amount : "\(amount), not \(bound)")
    }
}
