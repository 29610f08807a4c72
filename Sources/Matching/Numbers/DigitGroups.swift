import Foundation

/// Digits of any script with what stands between them: `1,000`, `1.000`, `1 000`, `16.5`, `1,0000`.
///
/// One point or comma before exactly three digits parts thousands, as prices are written far more often than thousandths;
/// after a lone zero, or before any other number of digits, it begins the decimals. Of a point and a comma the last one
/// begins the decimals.
enum DigitGroups {
    /// The most digits that are read.
    static let most = 18

    static func read(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> NumberPart? {
        var groups: [[Int]] = []
        var signs: [Unicode.Scalar] = []
        var ends: [Int] = []
        var place = range.lowerBound
        while true {
            var group: [Int] = []
            while range.contains(place), let digit = digit(scalars[place]) {
                group.append(digit)
                place += 1
            }
            guard !group.isEmpty else {
                if !signs.isEmpty { signs.removeLast() }
                break
            }
            groups.append(group)
            ends.append(place)
            guard range.contains(place), let sign = separator(scalars[place]) else { break }
            signs.append(sign)
            place += 1
        }
        guard !groups.isEmpty else { return nil }
        let count = wholeGroups(groups, signs)
        var used = count
        var decimals: [Int] = []
        // A sign that comes again, as in a date, parts no decimals.
        let isRepeated = count < signs.count && signs[count] == signs[count - 1]
        if count < groups.count, !isRepeated, isDecimal(signs[count - 1], after: signs.prefix(count - 1)) {
            decimals = groups[count]
            used = count + 1
        }
        let digits = groups.prefix(count).joined() + decimals
        guard digits.count <= most else { return nil }
        let whole = digits.reduce(0) { $0 * 10 + $1 }
        return NumberPart(
            value: Decimal(sign: .plus, exponent: -decimals.count, significand: Decimal(whole)), end: ends[used - 1],
            kind: .digits, digits: used == 1 ? groups[0].count : 0)
    }

    /// How many groups are the whole number, before any decimals.
    private static func wholeGroups(_ groups: [[Int]], _ signs: [Unicode.Scalar]) -> Int {
        guard let sign = signs.first, groups[0].count <= 3 else { return 1 }
        for size in [3, 4] {
            // Groups of four are counted by 万; a point before four digits begins decimals.
            if size == 4, sign != "," { continue }
            if groups[0].count > size || groups[0] == [0] { continue }
            var count = 1
            while count < groups.count, signs[count - 1] == sign, groups[count].count == size { count += 1 }
            // A group of another size with the same sign says that these are no thousands, as in a date.
            let isBroken = count < groups.count && signs[count - 1] == sign && sign != " " && count > 1
            if count > 1, !isBroken { return count }
        }
        return 1
    }

    private static func isDecimal(_ sign: Unicode.Scalar, after others: ArraySlice<Unicode.Scalar>) -> Bool {
        (sign == "." || sign == ",") && !others.contains(sign)
    }

    static func digit(_ scalar: Unicode.Scalar) -> Int? {
        if (0x30...0x39).contains(scalar.value) { return Int(scalar.value) - 0x30 }
        guard scalar.value >= 0x660, scalar.properties.numericType == .decimal else { return nil }
        return scalar.properties.numericValue.map { Int($0) }
    }

    private static func separator(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case ",", "，", "٬": ","
        case ".", "٫": "."
        case " ", "\u{A0}", "\u{2009}", "\u{202F}", "'", "’": scalar == "’" ? "'" : scalar == "'" ? "'" : " "
        default: nil
        }
    }
}
