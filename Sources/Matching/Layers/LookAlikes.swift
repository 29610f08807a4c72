import CICU

/// Letters of one script that stand in for another's within a word (UTS 39).
///
/// Only words that mix Latin with Cyrillic or Greek are touched. A word is read in the script in which all of its letters
/// can be read, `раsspоrt` as Latin and `пacпopт` as Cyrillic; where both or neither hold, in the script of most of
/// them. Han, Hangul and Kana beside Latin are everyday writing and are left alone.
struct LookAlikes: Sendable {
    static let shared = LookAlikes()

    /// Cyrillic or Greek letter → the Latin small letter that it looks like.
    let toLatin: [UInt32: UInt32]
    /// Latin letter, as written → the Cyrillic small letter that it looks like.
    private let toCyrillic: [UInt32: UInt32]

    private init() {
        var toLatin: [UInt32: UInt32] = [:]
        var toCyrillic: [UInt32: UInt32] = [:]
        var skeleton = [UInt32](repeating: 0, count: 8)
        for value in UInt32(0x370)...0x52F {
            let count = vigil_skeleton(Int32(value), &skeleton, Int32(skeleton.count))
            guard count == 1, skeleton[0] < 0x80, let letter = Unicode.Scalar(skeleton[0]),
                let small = letter.properties.lowercaseMapping.unicodeScalars.first, small.properties.isAlphabetic
            else { continue }
            toLatin[value] = small.value
            if value >= 0x400, let scalar = Unicode.Scalar(value),
                let smallCyrillic = scalar.properties.lowercaseMapping.unicodeScalars.first
            {
                // The letters of the Russian alphabet come before their rarer doubles.
                if toCyrillic[letter.value] == nil || (0x410...0x44F).contains(value) {
                    toCyrillic[letter.value] = smallCyrillic.value
                }
            }
        }
        self.toLatin = toLatin
        self.toCyrillic = toCyrillic
    }

    /// Gives each word of `units` that mixes look-alike scripts the letters of its own script.
    func unmix(_ units: inout [LayerUnit]) {
        var index = 0
        while index < units.count {
            guard Self.script(units[index]) != .other else {
                index += 1
                continue
            }
            var end = index
            var latin = 0
            var foreign = 0
            while end < units.count {
                let script = Self.script(units[end])
                if script == .other { break }
                if script == .latin { latin += 1 } else { foreign += 1 }
                end += 1
            }
            if latin > 0, foreign > 0 {
                // By place: a slice would keep the units, so that each such word would copy all of them.
                let word = index..<end
                let isLatin = word.allSatisfy { Self.script(units[$0]) == .latin || toLatin[units[$0].origin] != nil }
                let isCyrillic = word.allSatisfy {
                    Self.script(units[$0]) == .foreign || toCyrillic[units[$0].origin] != nil
                }
                let table = (isLatin == isCyrillic ? latin >= foreign : isLatin) ? toLatin : toCyrillic
                for place in word {
                    if let letter = table[units[place].origin] { units[place].value = letter }
                }
            }
            index = end
        }
    }

    private enum Script { case latin, foreign, other }

    private static func script(_ unit: LayerUnit) -> Script {
        switch unit.value {
        case 0xF7: .other
        case 0x61...0x7A, 0xDF...0x24F: .latin
        case 0x370...0x3FF, 0x400...0x52F: .foreign
        default: .other
        }
    }
}
