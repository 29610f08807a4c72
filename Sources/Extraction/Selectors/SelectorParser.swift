/// Reads a selector.
struct SelectorParser {
    private let field: String
    private let source: String
    private let scalars: [Unicode.Scalar]
    private var index = 0

    static func parse(_ source: String, field: String) throws(SelectorError) -> Selector {
        var parser = SelectorParser(field: field, source: source)
        return try parser.selector()
    }

    private init(field: String, source: String) {
        self.field = field
        self.source = source
        scalars = Array(source.unicodeScalars)
    }

    // MARK: - Grammar

    private mutating func selector() throws(SelectorError) -> Selector {
        skipSpace()
        guard peek != nil else { throw error("the selector is empty", "write one such as `article.ad`") }
        var alternatives = [try alternative()]
        while peek == "," {
            index += 1
            skipSpace()
            alternatives.append(try alternative())
        }
        if let rest = peek {
            let isBehindAttribute = alternatives.last?.attribute != nil
            throw error(
                "`\(rest)` is not expected here", isBehindAttribute ? "`@name` ends a selector" : hint(for: rest))
        }
        return Selector(alternatives: alternatives)
    }

    private mutating func alternative() throws(SelectorError) -> Selector.Alternative {
        var result = Selector.Alternative()
        if peek != "@" { result.path = try complex() }
        if peek == "@" {
            index += 1
            result.attribute = try lowercasedName("an attribute's name")
            skipSpace()
        }
        return result
    }

    private mutating func complex() throws(SelectorError) -> Selector.Complex {
        var compounds = [try compound()]
        var combinators: [Selector.Combinator] = []
        while true {
            let hadSpace = skipSpace()
            guard let next = peek, next != ",", next != "@" else { break }
            let combinator: Selector.Combinator
            switch next {
            case ">": combinator = .child
            case "+": combinator = .nextSibling
            case "~": combinator = .laterSibling
            default:
                guard hadSpace else { throw error("`\(next)` is not expected here", hint(for: next)) }
                combinator = .descendant
            }
            if combinator != .descendant {
                index += 1
                skipSpace()
            }
            combinators.append(combinator)
            compounds.append(try compound())
        }
        let subject = compounds.removeLast()
        let context = zip(combinators, compounds).reversed().map {
            Selector.Joined(combinator: $0.0, compound: $0.1)
        }
        return Selector.Complex(subject: subject, context: context)
    }

    private mutating func compound() throws(SelectorError) -> Selector.Compound {
        var result = Selector.Compound()
        let start = index
        if peek == "*" {
            index += 1
        } else if let next = peek, isNameStart(next) {
            let name = String(decoding: try lowercasedName("an element's name"), as: UTF8.self)
            let tag = HTMLTag.named(name)
            result.type = tag == .other ? .name(name) : .tag(tag)
        }
        while let next = peek {
            switch next {
            case "#":
                index += 1
                result.tests.append(.id(try name("an id")))
            case ".":
                index += 1
                result.tests.append(.className(try name("a class")))
            case "[":
                result.tests.append(.attribute(try attributeTest()))
            case ":":
                result.tests.append(try pseudoClass())
            default:
                guard index > start else { throw missingCompound() }
                return result
            }
        }
        guard index > start else { throw missingCompound() }
        return result
    }

    private mutating func attributeTest() throws(SelectorError) -> Selector.AttributeTest {
        let start = index
        index += 1
        skipSpace()
        var test = Selector.AttributeTest(
            name: try lowercasedName("an attribute's name"), comparison: .exists, value: [], ignoresCase: false)
        skipSpace()
        if let next = peek, next != "]" {
            switch next {
            case "=": test.comparison = .equals
            case "~": test.comparison = .includesWord
            case "|": test.comparison = .dashPrefix
            case "^": test.comparison = .prefix
            case "$": test.comparison = .suffix
            case "*": test.comparison = .contains
            default: throw error("`\(next)` does not compare", "use =, ~=, |=, ^=, $= or *=")
            }
            index += 1
            if test.comparison != .equals {
                guard peek == "=" else { throw error("`=` is missing", "write `\(next)=`") }
                index += 1
            }
            skipSpace()
            test.value = try value()
            skipSpace()
            if let flag = peek, "iIsS".unicodeScalars.contains(flag) {
                index += 1
                test.ignoresCase = flag == "i" || flag == "I"
                skipSpace()
            }
            if test.ignoresCase { test.value = test.value.map(ASCII.lowercased) }
        }
        guard peek == "]" else {
            throw error(at: start, "`[` is never closed", "close it with `]`")
        }
        index += 1
        return test
    }

    private mutating func value() throws(SelectorError) -> [UInt8] {
        guard let quote = peek, quote == "\"" || quote == "'" else { return try name("a value") }
        let start = index
        index += 1
        var text = String.UnicodeScalarView()
        while let next = peek, next != quote {
            text.append(next == "\\" ? try escaped() : next)
            if next != "\\" { index += 1 }
        }
        guard peek == quote else { throw error(at: start, "the quote is never closed", "close it with `\(quote)`") }
        index += 1
        return Array(String(text).utf8)
    }

    private mutating func pseudoClass() throws(SelectorError) -> Selector.Test {
        let start = index
        index += 1
        let name = String(decoding: try lowercasedName("a pseudo-class"), as: UTF8.self)
        switch name {
        case "first-child": return .position(.init(step: 0, offset: 1, countsFromEnd: false))
        case "last-child": return .position(.init(step: 0, offset: 1, countsFromEnd: true))
        case "only-child":
            // Neither anything before nor anything after: not (first but not last), as two tests in one.
            return .not([
                .init(
                    type: nil,
                    tests: [.not([.init(tests: [.position(.init(step: 0, offset: 1, countsFromEnd: false))])])]),
                .init(
                    type: nil,
                    tests: [.not([.init(tests: [.position(.init(step: 0, offset: 1, countsFromEnd: true))])])]),
            ])
        case "nth-child", "nth-last-child":
            try expect("(", after: ":\(name)")
            let (step, offset) = try stepAndOffset()
            try expect(")", after: "the position")
            return .position(.init(step: step, offset: offset, countsFromEnd: name == "nth-last-child"))
        case "not":
            try expect("(", after: ":not")
            skipSpace()
            var compounds = [try compound()]
            skipSpace()
            while peek == "," {
                index += 1
                skipSpace()
                compounds.append(try compound())
                skipSpace()
            }
            guard peek == ")" else {
                throw error("`:not()` takes a simple selector", "leave combinators out and close it with `)`")
            }
            index += 1
            return .not(compounds)
        default:
            throw error(
                at: start, "`:\(name)` is not supported",
                "use :first-child, :last-child, :only-child, :nth-child(), :nth-last-child() or :not()")
        }
    }

    /// `odd`, `even`, `b`, `an` or `an+b`.
    private mutating func stepAndOffset() throws(SelectorError) -> (step: Int, offset: Int) {
        let start = index
        var text = ""
        while let next = peek, next != ")" {
            if !next.properties.isWhitespace { text.unicodeScalars.append(next) }
            index += 1
        }
        let formula = text.lowercased()
        if formula == "odd" { return (2, 1) }
        if formula == "even" { return (2, 0) }
        let wrong = error(at: start, "`\(text)` is not a position", "write a number, odd, even or a form such as 2n+1")
        guard let n = formula.firstIndex(of: "n") else {
            guard let offset = Int(formula) else { throw wrong }
            return (0, offset)
        }
        let before = formula[..<n]
        let after = formula[formula.index(after: n)...]
        let step = before.isEmpty || before == "+" ? 1 : before == "-" ? -1 : Int(before)
        let offset = after.isEmpty ? 0 : Int(after)
        guard let step, let offset, abs(step) < 1 << 20, abs(offset) < 1 << 20 else { throw wrong }
        return (step, offset)
    }

    // MARK: - Names

    private mutating func lowercasedName(_ what: String) throws(SelectorError) -> [UInt8] {
        try name(what).map(ASCII.lowercased)
    }

    private mutating func name(_ what: String) throws(SelectorError) -> [UInt8] {
        var text = String.UnicodeScalarView()
        while let next = peek {
            if next == "\\" {
                text.append(try escaped())
            } else if isNamePart(next) {
                text.append(next)
                index += 1
            } else {
                break
            }
        }
        guard !text.isEmpty else { throw error("\(what) is missing", "a name has letters, digits, `-` and `_`") }
        return Array(String(text).utf8)
    }

    /// `\` and up to six hexadecimal digits, or `\` and the character itself.
    private mutating func escaped() throws(SelectorError) -> Unicode.Scalar {
        index += 1
        guard let next = peek else { throw error("the selector ends after `\\`", "write the character that is meant") }
        var code: UInt32 = 0
        var digits = 0
        while digits < 6, let digit = peek, let value = digit.properties.isASCIIHexDigit ? hexValue(digit) : nil {
            code = code * 16 + value
            digits += 1
            index += 1
        }
        guard digits > 0 else {
            index += 1
            return next
        }
        if let space = peek, space.properties.isWhitespace { index += 1 }
        return Unicode.Scalar(code).flatMap { $0 == "\0" ? nil : $0 } ?? "\u{FFFD}"
    }

    private func hexValue(_ scalar: Unicode.Scalar) -> UInt32? {
        Character(scalar).hexDigitValue.map(UInt32.init)
    }

    private func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\\" || (isNamePart(scalar) && !("0"..."9").contains(scalar))
    }

    private func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
        default: scalar.value >= 0x80
        }
    }

    // MARK: - Reading

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    @discardableResult
    private mutating func skipSpace() -> Bool {
        let start = index
        while let next = peek, next.properties.isWhitespace { index += 1 }
        return index > start
    }

    private mutating func expect(_ scalar: Unicode.Scalar, after what: String) throws(SelectorError) {
        guard peek == scalar else { throw error("`\(scalar)` is missing after \(what)", "add it") }
        index += 1
    }

    // MARK: - Errors

    private func missingCompound() -> SelectorError {
        guard let next = peek else {
            return error("the selector ends where an element is expected", "complete it or take the last sign away")
        }
        return error("`\(next)` is not expected here", hint(for: next))
    }

    private func hint(for scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "0"..."9":
            "a name cannot begin with a digit; for an id or class that does, write [id=\"…\"] or [class~=\"…\"]"
        case "/": "this is CSS, not XPath"
        case "]", ")": "nothing is open here"
        default: "write an element, .class, #id or [attribute]"
        }
    }

    private func error(at position: Int? = nil, _ problem: String, _ advice: String) -> SelectorError {
        SelectorError(
            field: field, selector: source, column: (position ?? index) + 1, problem: problem, advice: advice)
    }
}
