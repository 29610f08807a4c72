import Model

/// Joins letters that are set apart, `p.a.s.s.p.o.r.t` and `여 권 을 맡 겨`.
///
/// A run is at least four single letters (three Han or Hangul ones where signs stand between them, five where each has a
/// line of its own) with the same kind of separator between each two: blanks, one sign, or emoji. Wider blanks within it
/// are the borders of words. Digits and signs may stand for some of the letters. One letter over and over, and letters
/// that follow one another in the alphabet, are left as they are.
struct SpacedLetters {
    private var text: JoinedText
    private let kinds: [ScalarClass]
    private var result: [LayerUnit] = []

    static func undo(in text: inout JoinedText) {
        var step = SpacedLetters(text)
        step.run()
        text = step.text
    }

    private init(_ text: JoinedText) {
        self.text = text
        kinds = text.units.map { ScalarClass($0.value) }
        result.reserveCapacity(text.units.count)
    }

    /// What stands between two letters.
    enum Separator: Equatable {
        case blank, lineEnd, emoji
        case sign(UInt32)
    }

    private struct Run {
        var cells: [Range<Int>]
        /// The writing of its letters; nil while it has none.
        var group: RunStyle.Group?
        /// Before each cell but the first: whether a word ends there.
        var borders: [Bool] = []
        var separator: Separator?
        /// Whether blanks stand around the signs.
        var isLoose = false
    }

    private mutating func run() {
        var index = 0
        while index < kinds.count {
            guard let cell = single(at: index) else {
                result.append(text.units[index])
                index += 1
                continue
            }
            let run = gather(from: cell)
            if run.cells.count > 2, let style = RunStyle(run.cells, run.group, run.separator, text, kinds) {
                append(run, style)
                index = run.cells[run.cells.count - 1].upperBound
            } else {
                // The run's last letter may begin the next one.
                let end = run.cells.count > 1 ? run.cells[run.cells.count - 1].lowerBound : cell.upperBound
                result += text.units[index..<end]
                index = end
            }
        }
        text.units = result
    }

    /// The letter, with its marks, that stands alone at `index`.
    private func single(at index: Int) -> Range<Int>? {
        let kind = kinds[index]
        guard kind.isLetter || kind == .digit || Self.isLetterSign(text.units[index].value) else { return nil }
        if index > 0, kinds[index - 1].isWordPart { return nil }
        var end = index + 1
        while end < kinds.count, kinds[end] == .mark { end += 1 }
        if end < kinds.count, kinds[end].isWordPart { return nil }
        return index..<end
    }

    /// `@` and `$`, which stand for letters.
    static func isLetterSign(_ value: UInt32) -> Bool { value == 0x40 || value == 0x24 }

    private func gather(from first: Range<Int>) -> Run {
        var run = Run(cells: [first], group: RunStyle.Group(kinds[first.lowerBound]))
        var end = first.upperBound
        while let gap = gap(at: end) {
            guard gap.end < kinds.count, let cell = single(at: gap.end) else { break }
            // Letters of another writing belong to what comes next; digits and signs go with any.
            let next = RunStyle.Group(kinds[cell.lowerBound])
            if let next, let group = run.group, next != group { break }
            guard fits(gap, &run) else { break }
            run.group = run.group ?? next
            run.cells.append(cell)
            end = cell.upperBound
        }
        return run
    }

    private struct Gap {
        var separator: Separator
        var end: Int
        var blanks: Int
    }

    private static let mostBlanks = 6
    private static let mostSigns = 4

    /// Blanks, then the same sign once or more, then blanks.
    private func gap(at start: Int) -> Gap? {
        var index = start
        var blanks = 0
        var lineEnds = 0
        func skipBlanks() {
            while index < kinds.count, blanks <= Self.mostBlanks, kinds[index] == .blank || kinds[index] == .lineEnd {
                if kinds[index] == .blank { blanks += 1 } else { lineEnds += 1 }
                index += 1
            }
        }
        skipBlanks()
        var separator: Separator?
        var signs = 0
        while index < kinds.count, signs < Self.mostSigns {
            let next: Separator
            if kinds[index] == .emoji {
                next = .emoji
            } else if kinds[index] == .other, Self.isSign(text.units[index].value) {
                next = .sign(text.units[index].value)
            } else {
                break
            }
            if separator != nil, separator != next { return nil }
            separator = next
            signs += 1
            index += 1
        }
        if separator != nil { skipBlanks() }
        guard lineEnds <= 2, blanks <= Self.mostBlanks else { return nil }
        if let separator { return lineEnds == 0 ? Gap(separator: separator, end: index, blanks: blanks) : nil }
        if lineEnds > 0 { return Gap(separator: .lineEnd, end: index, blanks: 0) }
        return blanks > 0 ? Gap(separator: .blank, end: index, blanks: blanks) : nil
    }

    /// Whether `gap` goes on with the run, which takes it in.
    private func fits(_ gap: Gap, _ run: inout Run) -> Bool {
        guard let separator = run.separator else {
            run.separator = gap.separator
            run.isLoose = gap.blanks > 0
            run.borders.append(gap.separator == .blank && gap.blanks > 1)
            return true
        }
        switch (separator, gap.separator) {
        case (.blank, .blank): run.borders.append(gap.blanks > 1)
        case (.sign, .blank), (.emoji, .blank): run.borders.append(true)
        case _ where separator == gap.separator: run.borders.append(gap.blanks > 0 && !run.isLoose)
        default: return false
        }
        return true
    }

    /// Signs that set letters apart; brackets, quotes, `&`, `%`, `?` and the like stand between letters for other reasons.
    static func isSign(_ value: UInt32) -> Bool {
        if value < 0x80 { return asciiSigns.contains(value) }
        switch value {
        case 0x3001, 0x3002, 0xFF0C, 0x201C, 0x201D, 0xAB, 0xBB, 0x300A...0x3011: return false
        case 0xB7, 0x2022, 0x2010...0x2015, 0x30FB, 0x2027, 0x2219: return true
        default: break
        }
        switch Unicode.Scalar(value)?.properties.generalCategory {
        case .otherSymbol, .mathSymbol, .modifierSymbol, .dashPunctuation, .otherPunctuation, .connectorPunctuation:
            return true
        default: return false
        }
    }

    private static let asciiSigns = Set(".-_*/\\|~,'`^#+:;=!".unicodeScalars.map(\.value))

    private mutating func append(_ run: Run, _ style: RunStyle) {
        let cells = run.cells[style.kept]
        result += text.units[run.cells[0].lowerBound..<cells[cells.startIndex].lowerBound]
        for (place, cell) in zip(cells.indices, cells) {
            if place > cells.startIndex, run.borders[place - 1] {
                let before = run.cells[place - 1].upperBound
                var border = text.units[before]
                border.value = 0x20
                result.append(border)
            }
            result += text.units[cell]
        }
        let end = cells[cells.endIndex - 1].upperBound
        text.note(.spaced, cells[cells.startIndex].lowerBound..<end, isTelling: style.isTelling)
        result += text.units[end..<run.cells[run.cells.count - 1].upperBound]
    }
}
