/// How a pattern is put together at its top: alternatives, and what follows what in each.
struct PatternShape {
    let scalars: [Unicode.Scalar]
    let parts: [PatternPart]

    init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
        parts = PatternScanner.parts(scalars)
    }

    func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// The alternatives at the top, or those of the one group that the pattern is.
    var alternatives: [Range<Int>] { alternatives(unwrapped(0..<scalars.count)) }

    /// `range` without a word border at either end.
    func withoutBorders(_ range: Range<Int>) -> Range<Int> {
        var result = range
        if text(result).hasPrefix("\\b") { result = result.lowerBound + 2..<result.upperBound }
        if result.count >= 2, text(result.upperBound - 2..<result.upperBound) == "\\b" {
            result = result.lowerBound..<result.upperBound - 2
        }
        return result
    }

    /// What follows what in `range`, which has no alternatives at its top: groups, classes, escapes and signs, each with
    /// its repeat, and words.
    func sequence(_ range: Range<Int>) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var isLastWord = false
        var index = range.lowerBound
        while index < range.upperBound {
            let end = min(max(index + 1, endOfAtom(index)), range.upperBound)
            let whole = min(endOfRepeat(end), range.upperBound)
            let isWord = parts[index] == .literal && whole == index + 1 && scalars[index] != " "
            if isWord, isLastWord, let last = result.popLast() {
                result.append(last.lowerBound..<whole)
            } else {
                result.append(index..<whole)
            }
            isLastWord = isWord
            index = whole
        }
        return result
    }

    // MARK: Groups

    /// What stands in the one group that the range is, if it is one.
    private func unwrapped(_ range: Range<Int>) -> Range<Int> {
        let bare = withoutBorders(range)
        guard text(bare).hasPrefix("(?:"), closing(of: bare.lowerBound) == bare.upperBound - 1 else { return range }
        return bare.lowerBound + 3..<bare.upperBound - 1
    }

    private func isSign(_ sign: Unicode.Scalar, _ index: Int) -> Bool {
        guard scalars[index] == sign, parts[index] == .syntax else { return false }
        var escapes = 0
        while index - escapes > 0, scalars[index - escapes - 1] == "\\" { escapes += 1 }
        return escapes.isMultiple(of: 2)
    }

    /// The bracket that closes the group that opens at `start`.
    private func closing(of start: Int) -> Int? {
        var depth = 0
        for index in start..<scalars.count {
            if isSign("(", index) { depth += 1 }
            if isSign(")", index) {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    private func alternatives(_ range: Range<Int>) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var depth = 0
        var start = range.lowerBound
        for index in range {
            if isSign("(", index) { depth += 1 }
            if isSign(")", index) { depth -= 1 }
            if depth == 0, isSign("|", index) {
                result.append(start..<index)
                start = index + 1
            }
        }
        return result + [start..<range.upperBound]
    }

    // MARK: Atoms

    private func endOfAtom(_ index: Int) -> Int {
        if isSign("(", index) { return (closing(of: index) ?? scalars.count - 1) + 1 }
        if parts[index] == .classStart {
            return (parts[index...].firstIndex(of: .classEnd) ?? scalars.count - 1) + 1
        }
        guard scalars[index] == "\\", parts[index] == .syntax, index + 1 < scalars.count else { return index + 1 }
        guard "xpPNogk".unicodeScalars.contains(scalars[index + 1]), index + 2 < scalars.count,
            scalars[index + 2] == "{"
        else { return index + 2 }
        return (scalars[(index + 2)...].firstIndex(of: "}") ?? scalars.count - 1) + 1
    }

    private func endOfRepeat(_ index: Int) -> Int {
        guard index < scalars.count, parts[index] == .syntax else { return index }
        var end = index
        switch scalars[index] {
        case "*", "+", "?": end += 1
        case "{": end = (scalars[index...].firstIndex(of: "}") ?? index - 1) + 1
        default: return index
        }
        if end < scalars.count, parts[end] == .syntax, scalars[end] == "?" || scalars[end] == "+" { end += 1 }
        return end
    }
}
