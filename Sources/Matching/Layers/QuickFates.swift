import CICU

/// What becomes of each scalar in a layer whatever stands beside it, in one word each, for `QuickLayer`; a scalar of which
/// this cannot be said is `unsettled`.
struct QuickFates: Sendable {
    /// `kind`, then the combining class in 8 bits, then a scalar or a place in `several` in 21.
    struct Word: Sendable, Hashable {
        var bits: UInt32

        init(_ kind: Kind, combiningClass: UInt32 = 0, value: UInt32 = 0) {
            bits = kind.rawValue | combiningClass << 3 | value << 11
        }

        /// Written as a comparison, since most are.
        @inline(__always) var isKept: Bool { bits == 0 }
        @inline(__always) var kind: UInt32 { bits & 7 }
        @inline(__always) var combiningClass: UInt32 { bits >> 3 & 0xFF }
        @inline(__always) var value: UInt32 { bits >> 11 }
    }

    enum Kind: UInt32 {
        /// Stands as it is.
        case kept = 0
        /// `value` stands in its place.
        case replaced = 1
        case removed = 2
        /// `several[value]` stand in its place.
        case several = 3
        /// CR, which with a LF behind it is one line end.
        case carriageReturn = 4
        case unsettled = 5
    }

    static let plain = QuickFates(.plain)
    static let folded = QuickFates(.folded)

    /// For the basic plane.
    let basic: [Word]
    let several: [[UInt32]]
    /// For pictographs and styled letters beyond it, from `firstPictograph` and `firstStyled` on.
    private let pictographs: [Word]
    private let styled: [Word]

    private static let firstPictograph: UInt32 = 0x1F000
    private static let firstStyled: UInt32 = 0x1D400

    private enum Form { case plain, folded }

    private init(_ form: Form) {
        var several: [[UInt32]] = []
        func word(_ value: UInt32) -> Word {
            if (0xD800..<0xE000).contains(value) { return Word(.unsettled) }
            if value == 0x0D { return Word(.carriageReturn) }
            if form == .plain {
                if FoldingTable.isLineEnd(value), value != 0x0A { return Word(.replaced, value: 0x0A) }
                if FoldingTable.isBlank(value), value != 0x20 { return Word(.replaced, value: 0x20) }
                return Self.kept(value)
            }
            switch FoldingTable.shared.fate(of: value) {
            case .same: return Self.kept(value)
            case .blank: return Word(.replaced, value: 0x20)
            case .lineEnd: return Word(.replaced, value: 0x0A)
            case .removed: return vigil_nfc_settled_class(Int32(value)) == 0 ? Word(.removed) : Word(.unsettled)
            case .mapped(let values):
                guard values.allSatisfy({ vigil_nfc_settled_class(Int32($0)) == 0 }) else { return Word(.unsettled) }
                guard values.count != 1 else { return Word(.replaced, value: values[0]) }
                several.append(values)
                return Word(.several, value: UInt32(several.count - 1))
            }
        }
        basic = (0..<0x10000).map { word(UInt32($0)) }
        pictographs = (0..<0xB00).map { word(Self.firstPictograph + UInt32($0)) }
        styled = (0..<0x400).map { word(Self.firstStyled + UInt32($0)) }
        self.several = several
    }

    private static func kept(_ value: UInt32) -> Word {
        let combiningClass = vigil_nfc_settled_class(Int32(value))
        return combiningClass < 0 ? Word(.unsettled) : Word(.kept, combiningClass: UInt32(combiningClass))
    }

    /// Of a scalar beyond the basic plane.
    func beyond(_ value: UInt32) -> Word {
        if value >= Self.firstPictograph, value < Self.firstPictograph + 0xB00 {
            return pictographs[Int(value - Self.firstPictograph)]
        }
        if value >= Self.firstStyled, value < Self.firstStyled + 0x400 { return styled[Int(value - Self.firstStyled)] }
        // Han, which neither layer touches.
        if (0x20000..<0x2F800).contains(value) || (0x30000..<0x32000).contains(value) { return Word(.kept) }
        return Word(.unsettled)
    }
}
