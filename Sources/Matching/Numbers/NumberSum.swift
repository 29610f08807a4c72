import Foundation

/// A number without multipliers: digits, a run of numerals or a word.
struct NumberPart: Hashable {
    enum Kind { case digits, han, hangul, word }

    var value: Decimal
    var end: Int
    var kind: Kind
    /// How many digits it is written with; 0 for words and grouped numbers.
    var digits: Int
}

/// Parts and multipliers on the way to one number, as `三十二万五千` and `two hundred thousand` are put together.
struct NumberSum {
    /// What larger multipliers have closed, and what smaller ones have gathered since.
    private var total: Decimal = 0
    private var section: Decimal = 0
    /// The last part, until a multiplier takes it, and what it counts where none does.
    private var current: Decimal?
    private var scale: Decimal = 1
    private(set) var lastUnit = 1
    private(set) var lastKind: NumberPart.Kind?
    /// What the first part was multiplied with.
    private(set) var factor: Decimal = 1
    private var parts = 0

    private static let tens: Set<Decimal> = Set((1...9).map { Decimal($0 * 10) })
    private static let greatest = Decimal(sign: .plus, exponent: 20, significand: 1)

    /// Nil beyond any amount that people write.
    var value: Decimal? {
        let value = total + section + (current ?? 0) * scale
        return value <= Self.greatest ? value : nil
    }

    /// Whether it ends with a multiple of ten that a number below ten may follow.
    var isOpenTens: Bool { lastKind == .word && current.map(Self.tens.contains) ?? false }

    func takes(_ unit: NumberWords.Unit) -> Bool {
        // Multipliers fall, but for one that closes all before it: 五百万.
        current != nil || unit.isClosing || (unit.standsAlone && unit.value < lastUnit)
    }

    func takes(_ part: NumberPart, isApart: Bool) -> Bool {
        // `twenty five`, `열여섯`, 廿五: a number below ten after tens.
        if isOpenTens { return (part.kind == .word || part.kind == .han) && part.value < 10 && part.value > 0 }
        guard current == nil, lastUnit > 1 else { return false }
        return !isApart || part.value < Decimal(lastUnit)
    }

    mutating func add(_ part: NumberPart, isApart: Bool = false) {
        current = (current ?? 0) + part.value
        // 两万五, 1tr5: tenths of the multiplier before it, unless another one follows.
        scale = isFraction(part, isApart) ? Decimal(lastUnit) / pow(10, part.digits) : 1
        lastKind = part.kind
        parts += 1
    }

    private func isFraction(_ part: NumberPart, _ isApart: Bool) -> Bool {
        guard !isApart, lastUnit >= 100 else { return false }
        switch part.kind {
        case .digits: return part.digits == 1 || (part.digits > 0 && part.digits <= 3 && lastUnit == 1_000_000)
        case .han: return part.digits == 1
        case .hangul, .word: return false
        }
    }

    mutating func multiply(by unit: NumberWords.Unit) {
        let value = Decimal(unit.value)
        if !unit.isClosing {
            section += (current ?? 1) * value
        } else if current == nil, section == 0, total > 0 {
            total = min(total * value, Self.greatest + 1)
        } else {
            total += (section + (current ?? (section == 0 ? 1 : 0))) * value
            section = 0
        }
        if parts <= 1 { factor *= value }
        current = nil
        lastUnit = unit.value
        lastKind = nil
    }
}
