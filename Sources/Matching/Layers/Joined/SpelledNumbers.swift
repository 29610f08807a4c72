import Model

/// Reads numbers of seven digits or more as digits where they are written in words, in words and digits mixed, or with
/// every digit set apart; shorter ones and those of more than twenty digits stay as they stand.
///
/// What is plain digits in ordinary groups (`10,000,000`, `2026-11-25`, `+1 555 0100`, `138.0000.0000`) stays as it stands
/// too, and so do rows that count (`one two three …`), amounts (beside `thousand` or `万`), and number words that merely
/// stand beside a whole number of digits.
struct SpelledNumbers {
    static let leastDigits = 7
    static let mostDigits = 20

    private var text: JoinedText
    private let reader: NumberAtoms
    private var result: [LayerUnit] = []

    static func undo(in text: inout JoinedText) {
        var step = SpelledNumbers(text)
        step.run()
        text = step.text
    }

    private init(_ text: JoinedText) {
        self.text = text
        reader = NumberAtoms(text.units)
        result.reserveCapacity(text.units.count)
    }

    private mutating func run() {
        var index = 0
        while index < text.units.count {
            var row = reader.atoms(at: index)
            guard var end = row.last?.range.upperBound else {
                result.append(text.units[index])
                index += 1
                continue
            }
            while let next = reader.gapEnd(after: end) {
                var more = reader.atoms(at: next)
                guard let last = more.last else { break }
                more[0].isGlued = next == end
                row += more
                end = last.range.upperBound
            }
            append(row, end)
            index = end
        }
        text.units = result
    }

    /// Appends the units of `row`, which ends before `end`, with the numbers in it as digits.
    private mutating func append(_ row: [NumberAtom], _ end: Int) {
        guard let first = row.first else { return }
        var place = first.range.lowerBound
        let isQuantity = reader.gapEnd(after: end).map(reader.isQuantity) ?? reader.isQuantity(at: end)
        for part in isQuantity ? [] : parts(of: row) {
            guard let number = SpelledNumber(part, reader) else { continue }
            result += text.units[place..<number.range.lowerBound]
            result += number.units
            text.note(.numbers, number.range, isTelling: number.isTelling)
            place = number.range.upperBound
        }
        result += text.units[place..<end]
    }

    /// The row as a whole. Letters that stand by themselves part it where none of its words are English (`7 o cinco` is
    /// seven or five), and where it has too many digits, commas, strokes and the like do.
    private func parts(of row: [NumberAtom]) -> [ArraySlice<NumberAtom>] {
        let digits = row.reduce(0) { $0 + ($1.isDigits ? $1.range.count : 1) }
        let isLong = digits > Self.mostDigits
        let hasEnglish = row.contains { $0.isWord && $0.languages & 1 != 0 }
        var parts: [ArraySlice<NumberAtom>] = []
        var start = 0
        for place in row.indices {
            let isAlone = !row[place].isGlued && !(place + 1 < row.count && row[place + 1].isGlued)
            if !hasEnglish, isAlone, case .word(.letter) = row[place].content {
                parts.append(row[start..<place])
                start = place + 1
                continue
            }
            guard isLong, place > start else { continue }
            let gap = row[place - 1].range.upperBound..<row[place].range.lowerBound
            guard gap.contains(where: { [0x2C, 0x2F, 0x7C, 0x3B].contains(text.units[$0].value) }) else { continue }
            parts.append(row[start..<place])
            start = place
        }
        return parts + [row[start...]]
    }
}
