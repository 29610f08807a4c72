import CCLD2
import Model

/// The language of a post, by its script where that decides and by CLD2 otherwise.
public enum LanguageDetector {

    /// BCP 47, or `und` where it cannot be told. What the post states decides only where the text does not.
    public static func language(of post: Post) -> String {
        let text = post.title.map { $0 + "\n" + post.text } ?? post.text
        let found = language(of: text)
        if found != "und" { return found }
        let stated = post.lang?.split(separator: "-").first.map { $0.lowercased() } ?? ""
        return stated.count == 2 || stated.count == 3 ? stated : "und"
    }

    /// BCP 47, or `und`. Simplified and traditional Chinese are both `zh`.
    public static func language(of text: String) -> String {
        let counts = ScriptCounts(text)
        guard counts.letters > 0 else { return "und" }
        // A script of one language decides by its share; Han and Hangul letters weigh a syllable or more.
        if counts.kana > 0, counts.kana * 4 >= counts.han {
            return counts.share(counts.kana + counts.han) ? "ja" : latin(text, counts)
        }
        if counts.share(counts.hangul * 2) { return "ko" }
        if counts.share(counts.han * 2) { return "zh" }
        if counts.share(counts.thai) { return "th" }
        if counts.share(counts.cyrillic) { return cyrillic(text, counts) }
        return latin(text, counts)
    }

    private static func cyrillic(_ text: String, _ counts: ScriptCounts) -> String {
        let (code, isReliable) = cld2(text)
        if isReliable, code != "ru", counts.cyrillic > 40 { return code }
        return counts.ukrainian > 0 && counts.russian == 0 ? "uk" : "ru"
    }

    private static func latin(_ text: String, _ counts: ScriptCounts) -> String {
        if counts.vietnamese * 20 >= counts.latin, counts.vietnamese > 1 { return "vi" }
        let (code, isReliable) = cld2(text)
        return isReliable ? code : "und"
    }

    private static func cld2(_ text: String) -> (String, Bool) {
        let cleaned = withoutAddresses(text).prefix(8192).map { CChar(bitPattern: $0) }
        var reliable: Int32 = 0
        let code = cleaned.withUnsafeBufferPointer { buffer -> String in
            guard let base = buffer.baseAddress, let name = vigil_cld2_language(base, Int32(buffer.count), &reliable)
            else { return "un" }
            return String(cString: name)
        }
        switch code {
        case "un", "xxx": return ("und", false)
        case "fil": return ("tl", reliable != 0)
        case "zh-Hant": return ("zh", reliable != 0)
        case "iw": return ("he", reliable != 0)
        default: return (String(code.prefix { $0 != "-" }), reliable != 0)
        }
    }

    /// Links, mail addresses and digits are of no language: the other words, a blank between two, as UTF-8.
    ///
    /// On scalars: by grapheme clusters this was a tenth of all the time that `vigil match` took.
    static func withoutAddresses(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var start = 0
        var isWanted = true
        var last: (UInt32, UInt32) = (0, 0)
        func end() {
            if !isWanted { result.removeSubrange(start...) }
            if let byte = result.last, byte != 0x20 { result.append(0x20) }
            start = result.count
            isWanted = true
        }
        for scalar in text.unicodeScalars {
            if scalar.isBlank {
                end()
            } else {
                if scalar == "@" || scalar.isNumeric || (scalar == "/" && last == (0x3A, 0x2F)) { isWanted = false }
                result.append(contentsOf: scalar.utf8)
            }
            last = (last.1, scalar.value)
        }
        end()
        if result.last == 0x20 { result.removeLast() }
        return result
    }
}

extension Unicode.Scalar {
    /// As `Character.isWhitespace`, without a look into the tables for ASCII.
    fileprivate var isBlank: Bool {
        value < 0x80 ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
    }

    /// As `Character.isNumber`, likewise.
    fileprivate var isNumeric: Bool {
        value < 0x80 ? (0x30...0x39).contains(value) : properties.numericType != nil
    }
}

/// How many letters of each script a text has.
struct ScriptCounts {
    var letters = 0
    var latin = 0
    var han = 0
    var kana = 0
    var hangul = 0
    var thai = 0
    var cyrillic = 0
    /// Letters that Vietnamese has and other Latin scripts rarely do.
    var vietnamese = 0
    /// Letters of Ukrainian that Russian lacks, and the reverse.
    var ukrainian = 0
    var russian = 0

    init(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x41...0x5A, 0x61...0x7A: latin += 1
            case 0xC0...0x24F:
                latin += 1
                if [0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0].contains(
                    scalar.value)
                {
                    vietnamese += 1
                }
            case 0x1EA0...0x1EF9:
                latin += 1
                vietnamese += 1
            case 0x400...0x52F:
                cyrillic += 1
                if [0x404, 0x406, 0x407, 0x454, 0x456, 0x457, 0x490, 0x491].contains(scalar.value) { ukrainian += 1 }
                if [0x42B, 0x42D, 0x44A, 0x44B, 0x44D, 0x451].contains(scalar.value) { russian += 1 }
            case 0xE01...0xE4E: thai += 1
            case 0x3040...0x30FF: kana += 1
            case 0x3131...0x318E, 0xAC00...0xD7A3: hangul += 1
            case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3134F: han += 1
            default: continue
            }
            letters += 1
        }
    }

    /// Whether `count` letters are at least two in five of all.
    func share(_ count: Int) -> Bool { count > 0 && count * 5 >= letters * 2 }
}
