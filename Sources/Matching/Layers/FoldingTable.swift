import CICU

/// What becomes of a single scalar in the layer `folded`, whatever stands beside it.
///
/// Built once, from ICU's NFKC_Casefold (Unicode Standard Annex 31 and 15), with exceptions that keep patterns
/// writable:
/// - Thai and Lao SARA AM stay whole, and so do Hangul compatibility jamo, which NFKC would take apart;
/// - halfwidth jamo become compatibility jamo;
/// - spacing accents such as `´` stay, which NFKC would turn into a blank and a mark;
/// - letters and digits in negative circles and squares and regional indicators become plain ones.
struct FoldingTable: Sendable {
    enum Fate: Sendable, Equatable {
        case same
        case removed
        case blank
        case lineEnd
        /// The scalars that stand in its place.
        case mapped([UInt32])
    }

    static let shared = FoldingTable()

    /// 0 for `same`; else an index into `fates`, for the basic plane.
    private let indices: [UInt16]
    private let fates: [Fate]
    /// Whether a text can be cut before the scalar without changing its NFC; a bit for each of the basic plane.
    private let boundaries: [Bool]

    private init() {
        var indices = [UInt16](repeating: 0, count: 0x10000)
        var fates: [Fate] = [.same]
        var boundaries = [Bool](repeating: true, count: 0x10000)
        for value in UInt32(0)..<0x10000 where !(0xD800..<0xE000).contains(value) {
            boundaries[Int(value)] = vigil_nfc_has_boundary_before(Int32(value)) != 0
            let fate = Self.compute(value)
            if fate == .same { continue }
            let known = fate == .removed || fate == .blank || fate == .lineEnd ? fates.firstIndex(of: fate) : nil
            if let known {
                indices[Int(value)] = UInt16(known)
            } else {
                indices[Int(value)] = UInt16(fates.count)
                fates.append(fate)
            }
        }
        self.indices = indices
        self.fates = fates
        self.boundaries = boundaries
    }

    func fate(of value: UInt32) -> Fate {
        value < 0x10000 ? fates[Int(indices[Int(value)])] : Self.compute(value)
    }

    func hasBoundary(before value: UInt32) -> Bool {
        value < 0x10000 ? boundaries[Int(value)] : vigil_nfc_has_boundary_before(Int32(value)) != 0
    }

    /// Whether the scalar is a blank of any kind but a line end.
    static func isBlank(_ value: UInt32) -> Bool {
        switch value {
        case 0x09, 0x0B, 0x0C, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Whether the scalar ends a line; CR LF is one end.
    static func isLineEnd(_ value: UInt32) -> Bool {
        value == 0x0A || value == 0x0D || value == 0x85 || value == 0x2028 || value == 0x2029
    }

    private static func compute(_ value: UInt32) -> Fate {
        if isLineEnd(value) { return value == 0x0A ? .same : .lineEnd }
        if isBlank(value) { return value == 0x20 ? .same : .blank }
        switch value {
        case 0x0E33, 0x0EB3, 0x3131...0x3163, 0x3165...0x318E: return .same
        case 0xFFA1...0xFFBE: return .mapped([value - 0xFFA1 + 0x3131])
        case 0xFFC2...0xFFC7: return .mapped([value - 0xFFC2 + 0x314F])
        case 0xFFCA...0xFFCF: return .mapped([value - 0xFFCA + 0x3155])
        case 0xFFD2...0xFFD7: return .mapped([value - 0xFFD2 + 0x315B])
        case 0xFFDA...0xFFDC: return .mapped([value - 0xFFDA + 0x3161])
        case 0x20E3: return .removed
        case 0x24FF: return .mapped([0x30])
        case 0x2776...0x277E: return .mapped([value - 0x2776 + 0x31])
        case 0x2780...0x2788: return .mapped([value - 0x2780 + 0x31])
        case 0x278A...0x2792: return .mapped([value - 0x278A + 0x31])
        case 0x1F150...0x1F169: return .mapped([value - 0x1F150 + 0x61])
        case 0x1F170...0x1F189: return .mapped([value - 0x1F170 + 0x61])
        case 0x1F1E6...0x1F1FF: return .mapped([value - 0x1F1E6 + 0x61])
        case 0x1F3FB...0x1F3FF: return .removed
        default: break
        }
        if let name = EmojiName.of(value) { return .mapped(name.unicodeScalars.map(\.value)) }
        var folded = [UInt32](repeating: 0, count: 32)
        let count = Int(vigil_nfkc_casefold(Int32(value), &folded, Int32(folded.count)))
        guard count >= 0 else { return .same }
        if count == 0 { return .removed }
        if count == 1 { return folded[0] == value ? .same : .mapped([folded[0]]) }
        if folded[0] == 0x20 { return .same }
        return .mapped(Array(folded[..<count]))
    }
}

/// `:cherries:` for 🍒: an emoji's Unicode name in lower case with `_` for blanks.
enum EmojiName {
    static func of(_ value: UInt32) -> String? {
        guard value > 0xFF, value != 0x2122, value != 0x2139, let scalar = Unicode.Scalar(value) else { return nil }
        let properties = scalar.properties
        guard properties.isEmoji, properties.generalCategory == .otherSymbol, let name = properties.name else {
            return nil
        }
        return ":" + name.lowercased().map { $0 == " " || $0 == "-" ? "_" : String($0) }.joined() + ":"
    }
}
