import CICU
import Model

/// Look-alikes beyond those that the layer `folded` undoes: Armenian, Cherokee, Lisu and phonetic letters within Latin
/// words, and whole words of Cyrillic or Greek look-alikes in a text that is otherwise Latin.
///
/// Telling are two foreign letters in a word of three letters or more, or one that is not `c`, which stands on the same key
/// as its Cyrillic twin and is mistyped every day. Phonetic letters alone are pronunciations and tell nothing.
struct WiderLookAlikes {
    private static let shared = WiderLookAlikes()

    /// Small ASCII letters for letters outside Cyrillic and Greek that look like them.
    private let toLatin: [UInt32: UInt32]

    private init() {
        var toLatin: [UInt32: UInt32] = [:]
        var skeleton = [UInt32](repeating: 0, count: 8)
        let ranges: [ClosedRange<UInt32>] = [
            0x100...0x2AF, 0x531...0x587, 0x10A0...0x10FF, 0x13A0...0x13FF, 0x1400...0x167F, 0x1D00...0x1DBF,
            0x2C60...0x2CF3, 0xA4D0...0xA4F7, 0xA722...0xA7FF, 0xAB30...0xABBF,
        ]
        for value in ranges.joined() {
            let count = vigil_skeleton(Int32(value), &skeleton, Int32(skeleton.count))
            guard count == 1, skeleton[0] < 0x80, let letter = Unicode.Scalar(skeleton[0]),
                letter.properties.isAlphabetic
            else { continue }
            toLatin[value] = letter.value | 0x20
        }
        self.toLatin = toLatin
    }

    static func undo(in text: inout JoinedText) {
        let words = words(of: text)
        // Letters that were set apart may have come together to a word of two scripts.
        var hasLatin = false
        var hasForeign = false
        for unit in text.units {
            if (0x61...0x7A).contains(unit.value) { hasLatin = true }
            if (0x370...0x52F).contains(unit.value) { hasForeign = true }
        }
        if hasLatin, hasForeign { LookAlikes.shared.unmix(&text.units) }
        let whole = wholeWordScripts(text, words)
        for word in words { shared.undo(word, in: &text, whole: whole) }
    }

    /// Whether the letter is a Latin one that is read as another.
    static func isTwin(_ value: UInt32) -> Bool { shared.toLatin[value] != nil || StyledLetters.isSmallCapital(value) }

    private static func words(of text: JoinedText) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var index = 0
        while index < text.units.count {
            guard text.kind(index).isCased else {
                index += 1
                continue
            }
            let start = index
            while index < text.units.count, isPart(text, index) { index += 1 }
            words.append(start..<index)
        }
        return words
    }

    /// Letters, and the digits and signs that may stand for some of them.
    private static func isPart(_ text: JoinedText, _ index: Int) -> Bool {
        let kind = text.kind(index)
        return kind.isCased || kind == .mark || kind == .digit || SpacedLetters.isLetterSign(text.units[index].value)
    }

    /// The Latin letter that the unit looks like; its own value where it is one.
    private func latin(_ unit: LayerUnit) -> UInt32? {
        if (0x61...0x7A).contains(unit.value) { return unit.value }
        // Folded has read it as another script's, which most of the word's letters are of.
        if (0x41...0x7A).contains(unit.origin), ScalarClass(unit.value).isCased { return unit.origin | 0x20 }
        switch ScalarClass(unit.value) {
        case .cyrillic, .greek: return LookAlikes.shared.toLatin[unit.origin == 0 ? unit.value : unit.origin]
        case .rareCased: return toLatin[unit.value] ?? toLatin[unit.origin]
        case .latin: return toLatin[unit.value]
        default: return nil
        }
    }

    /// Scripts of which the text has only words that look Latin, amid words that are.
    private static func wholeWordScripts(_ text: JoinedText, _ words: [Range<Int>]) -> Set<ScalarClass> {
        var scripts: Set<ScalarClass> = []
        var genuine: Set<ScalarClass> = []
        var latinWords = 0
        for word in words {
            if word.count >= 3, word.allSatisfy({ (0x61...0x7A).contains(text.units[$0].value) }) { latinWords += 1 }
            for index in word {
                let kind = text.kind(index)
                guard kind == .cyrillic || kind == .greek || kind == .rareCased else { continue }
                scripts.insert(kind)
                if shared.latin(text.units[index]) == nil { genuine.insert(kind) }
            }
        }
        return latinWords >= 2 ? scripts.subtracting(genuine) : []
    }

    private func undo(_ word: Range<Int>, in text: inout JoinedText, whole: Set<ScalarClass>) {
        var foreign = 0
        var onOtherKeys = 0
        var needs = false
        var hasLatin = false
        var isReadable = true
        for index in word {
            let unit = text.units[index]
            let kind = ScalarClass(unit.value)
            guard kind.isCased else { continue }
            if isForeign(unit, kind) {
                foreign += 1
                if unit.value != 0x63, unit.value != 0x441 { onOtherKeys += 1 }
            }
            if (0x61...0x7A).contains(unit.value) {
                if unit.origin < 0x100 { hasLatin = true }
            } else if latin(unit) != nil {
                needs = true
            } else if kind != .latin {
                isReadable = false
            }
        }
        let script = text.kind(word.lowerBound)
        let isWhole =
            word.count >= 3 && whole.contains(script)
            && word.allSatisfy { text.kind($0) == script || !text.kind($0).isCased }
        if isReadable, needs, hasLatin || isWhole {
            for index in word {
                if let letter = latin(text.units[index]), letter != text.units[index].value {
                    if ScalarClass(text.units[index].value) != .latin {
                        foreign += 1
                        onOtherKeys += 1
                    }
                    text.units[index].value = letter
                }
            }
            text.note(.lookAlikes, word, isTelling: isTelling(foreign, onOtherKeys, word.count))
        } else if isTelling(foreign, onOtherKeys, word.count) {
            text.note(.lookAlikes, word, isTelling: true)
        }
    }

    private func isTelling(_ foreign: Int, _ onOtherKeys: Int, _ letters: Int) -> Bool {
        letters >= 3 && (foreign > 1 || onOtherKeys > 0)
    }

    /// Whether the unit was a letter of another script before it was folded.
    private func isForeign(_ unit: LayerUnit, _ kind: ScalarClass) -> Bool {
        if (0x61...0x7A).contains(unit.value) { return (0x370...0x52F).contains(unit.origin) }
        return kind == .cyrillic && (0x41...0x7A).contains(unit.origin)
    }
}
