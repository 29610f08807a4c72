/// Digits alone, with every one or most of them set apart: `5 5 5 - 0 1 0 0`, `5*5*5*0*1*4*4`.
struct SeparatedDigits {
    let isTelling: Bool

    /// Nil where the groups are ordinary ones, as in prices, dates and telephone numbers, or a list.
    init?(_ row: ArraySlice<NumberAtom>, _ reader: NumberAtoms) {
        var singles = 0
        var odd = 0
        var blanks = 0
        var signed = 0
        for index in row.indices {
            if row[index].range.count == 1 { singles += 1 }
            guard index > row.startIndex else { continue }
            let gap = row[index - 1].range.upperBound..<row[index].range.lowerBound
            if gap.isEmpty { continue }
            let signs = gap.filter { reader.kinds[$0] != .blank }
            if signs.isEmpty { blanks += 1 } else { signed += 1 }
            if signs.contains(where: { Self.isList(reader.units[$0].value) }) { return nil }
            if signs.contains(where: { Self.isOdd(reader.units[$0].value, reader.kinds[$0]) }) { odd += 1 }
        }
        let digits = row.reduce(0) { $0 + $1.range.count }
        let isApart = singles >= 4 && 2 * singles >= row.count
        guard isApart || odd >= 3 else { return nil }
        let values = Set(row.flatMap { $0.range.map { reader.units[$0].value } })
        guard !values.isSubset(of: [0x30, 0x31]) else { return nil }
        // Seven or eight digits between blanks are tables and lottery numbers more often than not.
        isTelling = odd >= 3 || (signed > blanks && singles >= 5) || (isApart && digits >= 9 && digits <= 14)
    }

    /// Commas and arithmetic stand between digits in lists and sums.
    private static func isList(_ value: UInt32) -> Bool { [0x2C, 0x3A, 0x3B, 0x2B, 0x3D, 0xD7, 0xF7].contains(value) }

    private static func isOdd(_ value: UInt32, _ kind: ScalarClass) -> Bool {
        if kind == .emoji { return true }
        switch value {
        case 0x20, 0x2D, 0x2E, 0x2F, 0x28, 0x29, 0x2010...0x2015, 0xB7, 0x30FB: return false
        default: return true
        }
    }
}
