import Foundation

/// A number as people write it: digits of any script, grouped or not, with multipliers; Chinese and Korean numerals; the
/// number words of eight languages.
///
/// A range such as `18-25` is its first number.
struct WrittenNumber: Sendable, Hashable {
    let value: Decimal
    /// What the currency beside it can be; empty where none stands there.
    let currencies: Set<Currency>

    /// Reads the first number of `capture`; nil where there is none.
    ///
    /// - Parameters:
    ///   - head: what stands before the capture; a currency may stand at its end.
    ///   - tail: what stands after it; a multiplier or a currency may stand at its beginning.
    ///
    /// All as the layer `folded` has them.
    init?(head: String = "", capture: String, tail: String = "") {
        let before = Array(head.unicodeScalars.suffix(Self.longest))
        let inner = Array(capture.unicodeScalars.prefix(Self.longest))
        let scalars = before + inner + Array(tail.unicodeScalars.prefix(Self.longest))
        let reader = NumberReader(scalars, digits: before.count..<before.count + inner.count)
        guard let number = reader.first() else { return nil }
        var end = number.range.upperBound
        var value = number.value
        var found = reader.currency(after: end)
        if found.isEmpty, let second = reader.rangeEnd(after: end) {
            // `2-3万元`: what stands after the second holds for the first as well.
            end = second.range.upperBound
            found = reader.currency(after: end)
            if !number.hasUnit { value *= second.factor }
        }
        let ahead = reader.currency(before: number.range.lowerBound)
        let both = found.intersection(ahead)
        self.value = value
        currencies = found.isEmpty ? ahead : both.isEmpty ? found : both
    }

    /// How many scalars of each part are looked at; no amount that people write is longer.
    private static let longest = 64
}

/// Reads a number at a place of a text.
struct NumberReader {
    private let scalars: [Unicode.Scalar]
    /// Where digits and words may stand; multipliers may stand beyond.
    private let bounds: Range<Int>

    init(_ scalars: [Unicode.Scalar], digits: Range<Int>) {
        self.scalars = scalars
        bounds = digits
    }

    struct Amount: Hashable {
        var value: Decimal
        var range: Range<Int>
        /// Whether multipliers stand in it, and what its first part was multiplied with.
        var hasUnit: Bool
        var factor: Decimal
    }

    /// The first number that stands in the bounds.
    func first() -> Amount? {
        for place in bounds {
            // Not from within digits that are too many to be a number.
            if let before = scalar(place - 1), DigitGroups.digit(before) != nil, place > bounds.lowerBound { continue }
            if let amount = amount(at: place) { return amount }
        }
        return nil
    }

    private func scalar(_ place: Int) -> Unicode.Scalar? { scalars.indices.contains(place) ? scalars[place] : nil }

    private func afterBlank(_ place: Int) -> Int { scalar(place) == " " ? place + 1 : place }

    // MARK: Amounts

    /// A number with its multipliers: `1.5万`, `两万五`, `3 hundred thousand`, `1tr5`, `สองหมื่น`.
    private func amount(at start: Int) -> Amount? {
        var sum = NumberSum()
        var place = start
        if let part = part(at: start) {
            sum.add(part)
            place = part.end
        } else if let unit = unit(at: start, afterDigit: false, isBounded: true), unit.standsAlone {
            sum.multiply(by: unit)
            place = start + unit.scalars.count
        } else {
            return nil
        }
        while let (next, step) = step(after: place, sum) {
            switch step {
            case .unit(let unit): sum.multiply(by: unit)
            case .part(let part, let isApart): sum.add(part, isApart: isApart)
            }
            place = next
        }
        guard let value = sum.value else { return nil }
        return Amount(value: value, range: start..<place, hasUnit: sum.lastUnit > 1, factor: sum.factor)
    }

    private enum Step {
        case unit(NumberWords.Unit)
        case part(NumberPart, isApart: Bool)
    }

    private func step(after place: Int, _ sum: NumberSum) -> (Int, Step)? {
        let isAfterDigit = sum.lastKind == .digits
        if let unit = unit(at: place, afterDigit: isAfterDigit, isBounded: false) {
            return sum.takes(unit) ? (place + unit.scalars.count, .unit(unit)) : nil
        }
        let next = afterBlank(place)
        let isApart = next > place
        if isApart, let unit = unit(at: next, afterDigit: false, isBounded: false) {
            return sum.takes(unit) ? (next + unit.scalars.count, .unit(unit)) : nil
        }
        if let part = part(at: next), sum.takes(part, isApart: isApart) {
            // Digits set apart are another number, unless a multiplier follows: `1만 5천`.
            if isApart, part.kind == .digits {
                guard let unit = unit(at: afterBlank(part.end), afterDigit: true, isBounded: false),
                    unit.value < sum.lastUnit
                else { return nil }
            }
            return (part.end, .part(part, isApart: isApart))
        }
        // `twenty-five`, `treinta y cinco`, `labing-anim`.
        for joint in ["-", " y ", "'t ", "t "] where sum.isOpenTens {
            let letters = Array(joint.unicodeScalars)
            guard scalars[place...].starts(with: letters) else { continue }
            if let part = part(at: place + letters.count), part.kind == .word, part.value < 10, part.value > 0 {
                return (part.end, .part(part, isApart: true))
            }
        }
        return nil
    }

    /// The number after a range sign that follows.
    func rangeEnd(after end: Int) -> Amount? {
        var place = afterBlank(end)
        guard let sign = scalar(place), "-–—−~〜至到".unicodeScalars.contains(sign) else { return nil }
        place = afterBlank(place + 1)
        let rest = NumberReader(scalars, digits: 0..<scalars.count)
        return scalars.indices.contains(place) ? rest.amount(at: place) : nil
    }

    // MARK: Parts

    private func part(at place: Int) -> NumberPart? {
        guard bounds.contains(place) else { return nil }
        return DigitGroups.read(scalars, place..<bounds.upperBound)
            ?? run(of: NumberWords.hanDigits, at: place, .han) ?? word(at: place)
            ?? run(of: NumberWords.hangulDigits, at: place, .hangul)
    }

    private func run(of digits: [Unicode.Scalar: Int], at start: Int, _ kind: NumberPart.Kind) -> NumberPart? {
        var (place, value) = (start, 0)
        while bounds.contains(place), let digit = digits[scalars[place]], place - start < DigitGroups.most {
            value = value * 10 + digit
            place += 1
        }
        return place > start ? NumberPart(value: Decimal(value), end: place, kind: kind, digits: place - start) : nil
    }

    private func word(at place: Int) -> NumberPart? {
        for word in NumberWords.words[scalars[place]] ?? [] {
            let end = place + word.scalars.count
            guard end <= bounds.upperBound, scalars[place..<end].elementsEqual(word.scalars),
                !word.isWord || isWholeWord(place..<end)
            else { continue }
            return NumberPart(value: Decimal(word.value), end: end, kind: .word, digits: 0)
        }
        return nil
    }

    private func unit(at place: Int, afterDigit: Bool, isBounded: Bool) -> NumberWords.Unit? {
        guard let first = scalar(place), !isBounded || bounds.contains(place) else { return nil }
        return NumberWords.units[first]?.first { unit in
            let end = place + unit.scalars.count
            guard end <= scalars.count, scalars[place..<end].elementsEqual(unit.scalars) else { return false }
            if unit.isSuffix, !afterDigit { return false }
            guard unit.isWord else { return true }
            // `500kđ`: nothing but a currency may stand directly after it.
            if afterDigit { return !(scalar(end)?.isWordLetter ?? false) || currency(at: end) != nil }
            return isWholeWord(place..<end)
        }
    }

    private func isWholeWord(_ range: Range<Int>) -> Bool {
        !(scalar(range.lowerBound - 1)?.isWordLetter ?? false) && !(scalar(range.upperBound)?.isWordLetter ?? false)
    }

    // MARK: Currencies

    func currency(after end: Int) -> Set<Currency> {
        currency(at: end) ?? currency(at: afterBlank(end)) ?? []
    }

    private func currency(at place: Int) -> Set<Currency>? {
        guard let first = scalar(place) else { return nil }
        for name in CurrencyNames.byFirst[first] ?? [] where scalars[place...].starts(with: name.scalars) {
            if name.isWord, scalar(place + name.scalars.count)?.isWordLetter ?? false { continue }
            return name.means
        }
        return nil
    }

    func currency(before start: Int) -> Set<Currency> {
        for end in [start, scalar(start - 1) == " " ? start - 1 : start] {
            guard let last = scalar(end - 1) else { continue }
            for name in CurrencyNames.byLast[last] ?? []
            where scalars[..<end].suffix(name.scalars.count).elementsEqual(name.scalars) {
                let before = scalar(end - name.scalars.count - 1)
                if name.scalars[0].isWordLetter, before?.isWordLetter ?? false { continue }
                return name.means
            }
        }
        return []
    }
}
