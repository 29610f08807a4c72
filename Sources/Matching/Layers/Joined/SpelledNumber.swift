/// One number out of a row of atoms.
struct SpelledNumber {
    /// Its digits, each standing for the word or the row of digits that it was.
    private(set) var units: [LayerUnit] = []
    /// The units that it was.
    let range: Range<Int>
    let isTelling: Bool

    /// Nil where the row is no number that hides.
    init?(_ row: ArraySlice<NumberAtom>, _ reader: NumberAtoms) {
        var row = Self.withoutStrays(row, reader)
        row = Self.withoutTail(Self.withoutNeighbours(row), reader)
        guard let first = row.first, let last = row.last else { return nil }
        units = Self.units(row, reader)
        let digits = units.filter { $0.value != 0x2B }.map(\.value)
        guard (SpelledNumbers.leastDigits...SpelledNumbers.mostDigits).contains(digits.count), Set(digits).count > 1,
            !Self.counts(digits, row, reader)
        else { return nil }
        range = first.range.lowerBound..<last.range.upperBound
        if row.allSatisfy(\.isDigits) {
            guard let apart = SeparatedDigits(row, reader) else { return nil }
            isTelling = apart.isTelling
            return
        }
        let words = row.count(where: \.isWord)
        let glued = row.indices.dropFirst().count { row[$0].isGlued && row[$0].isDigits != row[$0 - 1].isDigits }
        let letters = row.count { if case .word(.letter) = $0.content { true } else { false } }
        let plain = row.reduce(0) { $0 + ($1.isDigits ? $1.range.count : 0) }
        guard letters <= plain + words, words + glued >= 2 || letters > 0 && plain >= 4 else { return nil }
        isTelling = true
    }

    /// Without single letters, links and signs at the ends that belong to the text around, and without a last `이` or `一`
    /// that begins a word.
    private static func withoutStrays(
        _ row: ArraySlice<NumberAtom>, _ reader: NumberAtoms
    ) -> ArraySlice<NumberAtom> {
        var row = row
        let hasEnglish = row.contains { $0.isWord && $0.languages & 1 != 0 }
        func isStray(_ atom: NumberAtom, _ isGlued: Bool) -> Bool {
            switch atom.content {
            case .word(.and), .word(.times): true
            case .word(.letter): !isGlued && !hasEnglish
            default: false
            }
        }
        while let first = row.first, isStray(first, row.dropFirst().first?.isGlued ?? false) { row.removeFirst() }
        while let last = row.last, last.content == .word(.plus) || isStray(last, last.isGlued) { row.removeLast() }
        if let last = row.last, last.range.upperBound < reader.kinds.count, row.count > 1 {
            let next = reader.kinds[last.range.upperBound]
            let value = reader.units[last.range.lowerBound].value
            if value == 0xC774 && next == .hangul || value == 0x4E00 && next == .han { row.removeLast() }
        }
        return row
    }

    /// Without number words that stand, after a blank, beside a whole number of digits: `555-0100, one room`.
    private static func withoutNeighbours(_ row: ArraySlice<NumberAtom>) -> ArraySlice<NumberAtom> {
        func plain(_ atoms: some Sequence<NumberAtom>) -> Int {
            var count = 0
            for atom in atoms {
                guard atom.isDigits else { break }
                count += atom.range.count
            }
            return count
        }
        if plain(row) >= SpelledNumbers.leastDigits, let word = row.firstIndex(where: { !$0.isDigits }),
            !row[word].isGlued
        {
            return row[..<word]
        }
        if plain(row.reversed()) >= SpelledNumbers.leastDigits, let word = row.lastIndex(where: { !$0.isDigits }),
            !(row.index(after: word) < row.endIndex && row[word + 1].isGlued)
        {
            return row[(word + 1)...]
        }
        return row
    }

    /// Whether the row counts, up, down or in tens, starting over at one or not.
    private static func counts(
        _ digits: [UInt32], _ row: ArraySlice<NumberAtom>, _ reader: NumberAtoms
    ) -> Bool {
        let values = row.compactMap { atom -> Int? in
            switch atom.content {
            case .word(.tens(let value)), .word(.pair(let value)): value
            case .digits where atom.range.count <= 3:
                atom.range.reduce(0) { 10 * $0 + Int(reader.units[$1].value) - 0x30 }
            case .word(.digit(let digit)): Int(digit)
            default: nil
            }
        }
        let gaps = zip(values.dropFirst(), values).map { $0 - $1 }
        if values.count == row.count, gaps.count > 1, gaps.allSatisfy({ $0 == 10 }) || gaps.allSatisfy({ $0 == 1 }) {
            return true
        }
        let steps = zip(digits.dropFirst(), digits).map { (Int($0) - Int($1), $0) }
        return steps.allSatisfy { $0.0 == -1 }
            || (digits[0] <= 0x31 && steps.allSatisfy { $0.0 == 1 || ($0.1 == digits[0] && digits[0] == 0x31) })
    }

    /// Without digits that come after a comma and a number that is whole: `five five five … one, 24 hours`.
    private static func withoutTail(
        _ row: ArraySlice<NumberAtom>, _ reader: NumberAtoms
    ) -> ArraySlice<NumberAtom> {
        var row = row
        var place = row.endIndex - 1
        while place > row.startIndex, row[place].isDigits {
            let gap = row[place - 1].range.upperBound..<row[place].range.lowerBound
            let head = row[..<place]
            if gap.contains(where: { [0x2C, 0x3001, 0x3B].contains(reader.units[$0].value) }),
                head.contains(where: \.isWord), units(head, reader).count >= SpelledNumbers.leastDigits
            {
                row = head
            }
            place -= 1
        }
        return row
    }

    // MARK: Values

    private static func units(_ row: ArraySlice<NumberAtom>, _ reader: NumberAtoms) -> [LayerUnit] {
        var result: [LayerUnit] = []
        var index = row.startIndex
        func put(_ digits: String, _ from: Int, _ to: Int) {
            let start = reader.units[row[from].range.lowerBound].start
            let end = reader.units[row[to].range.upperBound - 1].end
            for scalar in digits.unicodeScalars {
                result.append(LayerUnit(value: scalar.value, start: start, end: end, origin: scalar.value))
            }
        }
        while index < row.endIndex {
            let atom = row[index]
            switch atom.content {
            case .digits: result += reader.units[atom.range]
            case .word(.letter(let digit)): put("\(digit)", index, index)
            case .word(.plus): if index == row.startIndex { put("+", index, index) }
            case .word(.and): break
            case .word(.times(let times)):
                if let digit = digit(row, index + 1, reader) {
                    put(String(repeating: "\(digit)", count: times), index, index + 1)
                    index += 1
                }
            case .word:
                let (value, last) = value(row, index)
                put("\(value)", index, last)
                index = last
            }
            index += 1
        }
        return result
    }

    /// The single digit that the atom is.
    private static func digit(_ row: ArraySlice<NumberAtom>, _ index: Int, _ reader: NumberAtoms) -> Int? {
        guard index < row.endIndex else { return nil }
        switch row[index].content {
        case .word(.digit(let digit)), .word(.letter(let digit)): return Int(digit)
        case .digits where row[index].range.count == 1:
            return Int(reader.units[row[index].range.lowerBound].value) - 0x30
        default: return nil
        }
    }

    /// What the words from `index` on say together, and the last of them: `veinte y uno` is 21, `двести пять` 205.
    private static func value(_ row: ArraySlice<NumberAtom>, _ index: Int) -> (Int, last: Int) {
        func meaning(_ place: Int) -> DigitWords.Meaning? {
            guard place < row.endIndex, row[place].languages & row[index].languages != 0 else { return nil }
            if case .word(let meaning) = row[place].content { return meaning }
            return nil
        }
        /// The tens and digits from `place` on that go into noughts.
        func rest(_ place: Int, tensToo: Bool, digitsToo: Bool = true) -> (Int, Int)? {
            let place = meaning(place) == .and ? place + 1 : place
            switch meaning(place) {
            case .digit(let digit) where digit > 0 && digitsToo: return (Int(digit), place)
            case .pair(let value) where tensToo: return (value, place)
            case .tens(let value) where tensToo:
                guard let (digit, last) = rest(place + 1, tensToo: false) else { return (value, place) }
                return (value + digit, last)
            default: return nil
            }
        }
        func whole(_ value: Int, _ place: Int, tensToo: Bool) -> (Int, last: Int) {
            guard let (more, last) = rest(place + 1, tensToo: tensToo) else { return (value, place) }
            return (value + more, last)
        }
        switch meaning(index) {
        case .digit(let digit):
            if digit > 0, meaning(index + 1) == .ten { return whole(10 * Int(digit), index + 1, tensToo: false) }
            if digit > 0, meaning(index + 1) == .hundred {
                // `one eight hundred five five five`: digits after it are the next ones.
                let value = 100 * Int(digit)
                guard let (more, last) = rest(index + 2, tensToo: true, digitsToo: false) else {
                    return (value, index + 1)
                }
                return (value + more, last)
            }
            return (Int(digit), index)
        case .pair(let value): return (value, index)
        case .tens(let value): return whole(value, index, tensToo: false)
        case .hundreds(let value): return whole(value, index, tensToo: true)
        case .ten: return whole(10, index, tensToo: false)
        default: return (100, index)
        }
    }
}
