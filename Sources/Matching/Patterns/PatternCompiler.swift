import Model
import StrictYAML

/// Makes patterns ready, with errors that point into the pack.
enum PatternCompiler {
    static func compile(_ pattern: RulePattern, _ layer: Layer) throws(RuleError) -> PCRE2Pattern {
        do {
            return try PatternSource(pattern, layer).compiledForAnywhere()
        } catch {
            throw located(error, pattern)
        }
    }

    /// `error` at its place in the pack.
    static func located(_ error: PCRE2Pattern.CompileError, _ pattern: RulePattern) -> RuleError {
        let missingParenthesis: Int32 = 114
        if error.code == missingParenthesis, let open = unclosedGroup(pattern.prepared.scalars) {
            return pattern.node.error(
                at: pattern.prepared.origin(of: open), "missing closing parenthesis",
                advice: "close the group, or write `\\(` for a literal parenthesis",
                note: "opened here and never closed")
        }
        return pattern.node.error(
            at: pattern.prepared.origin(ofByte: error.offset), error.message, advice: advice(error.code))
    }

    private static func unclosedGroup(_ scalars: [Unicode.Scalar]) -> Int? {
        let parts = PatternScanner.parts(scalars)
        var open: [Int] = []
        for (index, scalar) in scalars.enumerated() where parts[index] == .syntax {
            if index > 0, scalars[index - 1] == "\\" { continue }
            if scalar == "(" { open.append(index) }
            if scalar == ")" { _ = open.popLast() }
        }
        return open.last
    }

    private static func advice(_ code: Int32) -> String {
        switch code {
        case 106: "close the brackets, or write `\\[` for a literal bracket"
        case 109: "there is nothing before it to repeat; write a backslash before it for the sign itself"
        case 122: "remove it, open the group, or write `\\)` for a literal parenthesis"
        case 125: "a look-behind needs a known length: no `*`, `+` or open gap in it"
        default: "see docs/rules.md for the signs of a pattern"
        }
    }
}
