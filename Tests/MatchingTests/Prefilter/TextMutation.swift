import Foundation
import TestSupport

/// Changes to a text that a matcher's shortcuts are likeliest to trip over.
enum TextMutation {
    /// `text` after one change.
    static func changed(_ text: String, _ random: inout some RandomNumberGenerator) -> String {
        switch Int.random(in: 0..<14, using: &random) {
        case 0: return text.uppercased()
        case 1: return text.lowercased()
        case 2: return text.capitalized
        case 3: return text.decomposedStringWithCanonicalMapping
        case 4: return text.decomposedStringWithCompatibilityMapping
        case 5: return text.precomposedStringWithCanonicalMapping
        case 6: return replacing(text, by: partners, &random)
        case 7: return replacing(text, by: lookAlikes, &random)
        case 8: return replacing(text, by: styled, &random)
        case 9: return inserting(marks, in: text, &random)
        case 10: return inserting(PatternTreeReader.fillers, in: text, &random)
        case 11: return inserting(foreign, in: text, &random)
        case 12: return replacing(text, by: blanks, &random)
        default: return without(text, &random)
        }
    }

    /// Letters and others that equal them but for case, by Unicode's folding or by a host of languages.
    private static let partners: [Unicode.Scalar: [String]] = [
        "k": ["\u{212A}", "K"], "K": ["\u{212A}", "k"], "s": ["ſ", "S"], "S": ["ſ", "s"],
        "i": ["İ", "ı", "I", "i\u{307}"],
        "I": ["ı", "İ"], "å": ["\u{212B}", "Å"], "ß": ["ẞ", "SS", "ss"], "σ": ["ς", "Σ"], "в": ["ᲀ", "В"], "д": ["ᲁ"],
        "о": ["ᲂ", "О"], "с": ["ᲃ", "С"], "т": ["ᲄ", "ᲅ"], "ú": ["Ú", "u\u{301}"], "é": ["É", "e\u{301}"],
        "µ": ["μ", "Μ"],
        "ệ": ["Ệ", "e\u{323}\u{302}", "ê\u{323}"], "đ": ["Đ", "ð"], "ñ": ["Ñ", "n\u{303}"], "й": ["Й", "и\u{306}"],
        "ำ": ["ํา"], "ё": ["Ё", "е\u{308}", "е"], "ơ": ["Ơ", "o\u{31B}"], "n": ["ŉ", "N"], "f": ["ﬁ", "F"],
        "t": ["ﬆ", "T"],
    ]
    private static let lookAlikes: [Unicode.Scalar: [String]] = [
        "a": ["а", "α"], "e": ["е"], "o": ["о", "ο", "0"], "p": ["р", "ρ"], "c": ["с"], "x": ["х"], "y": ["у"],
        "i": ["і", "1"],
        "а": ["a"], "е": ["e"], "о": ["o"], "р": ["p"], "с": ["c"], "х": ["x"], "у": ["y"], "н": ["h", "H"], "т": ["T"],
    ]
    private static let blanks: [Unicode.Scalar: [String]] = [
        " ": ["\u{A0}", "\u{3000}", "\n", "\r\n", "\t", "  ", "", "\u{2028}", "\u{200B}", " \n "],
        "\n": ["\r", " ", "\u{85}"],
        "。": [".", "｡"], ",": ["，", "、"], ".": ["．", "…"],
    ]
    private static let marks = [
        "\u{301}", "\u{323}", "\u{307}", "\u{345}", "\u{200B}", "\u{200D}", "\u{202E}", "\u{FE0F}", "\u{AD}",
        "\u{1F3FB}", "็", "้",
        "\u{11A8}", "\u{20E3}",
    ]
    /// Scripts with case of their own, and letters of several code units.
    private static let foreign = [
        "Ꭰ", "ꭰ", "Ა", "ა", "𐐀", "𐐨", "ǅ", "ﬀ", "ŉ", "ΐ", "Ω", "ẛ", "ᾳ", "Ⓐ", "ⓐ", "Ⅷ", "ⅷ", "Ꙋ", "ᲈ", "㋿", "ﷺ", "🇰🇷",
        "👩🏽‍🌾",
    ]

    private static func styled(_ scalar: Unicode.Scalar) -> [String]? {
        switch scalar.value {
        case 0x21...0x7E:
            let wide = Unicode.Scalar(scalar.value + 0xFEE0).map { String($0) }
            let letter = scalar.value | 0x20
            let bold = (0x61...0x7A).contains(letter) ? Unicode.Scalar(0x1D41A + letter - 0x61).map { String($0) } : nil
            let circled =
                (0x61...0x7A).contains(letter) ? Unicode.Scalar(0x24D0 + letter - 0x61).map { String($0) } : nil
            return [wide, bold, circled].compactMap { $0 }
        case 0xAC00...0xD7A3: return [String(scalar).decomposedStringWithCanonicalMapping]
        case 0x30A0...0x30FF: return [String(scalar).applyingTransform(.fullwidthToHalfwidth, reverse: false) ?? ""]
        default: return nil
        }
    }

    private static func replacing(
        _ text: String, by table: [Unicode.Scalar: [String]], _ random: inout some RandomNumberGenerator
    ) -> String {
        replacing(text, by: { table[$0] }, &random)
    }

    /// All that can be replaced, or some of it.
    private static func replacing(
        _ text: String, by others: (Unicode.Scalar) -> [String]?, _ random: inout some RandomNumberGenerator
    ) -> String {
        let isAll = Bool.random(using: &random)
        var result = ""
        for scalar in text.unicodeScalars {
            if isAll || random.isOne(in: 4), let other = others(scalar)?.randomElement(using: &random) {
                result += other
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func inserting(
        _ pieces: [String], in text: String, _ random: inout some RandomNumberGenerator
    ) -> String {
        var scalars = Array(text.unicodeScalars)
        let place = Int.random(in: 0...scalars.count, using: &random)
        let count = random.isOne(in: 3) ? Int.random(in: 2...30, using: &random) : 1
        for _ in 0..<count {
            scalars.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").unicodeScalars, at: place)
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func without(_ text: String, _ random: inout some RandomNumberGenerator) -> String {
        var scalars = Array(text.unicodeScalars)
        guard !scalars.isEmpty else { return text }
        let place = Int.random(in: 0..<scalars.count, using: &random)
        if Bool.random(using: &random) { scalars.remove(at: place) } else { scalars.insert(scalars[place], at: place) }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
