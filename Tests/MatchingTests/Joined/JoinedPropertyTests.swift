import Foundation
import Model
import TestSupport
import Testing

@testable import Matching

@Suite("Maps of the three layers")
struct JoinedPropertyTests {

    /// Pieces of which hostile and ordinary texts are put together.
    private static let pieces = [
        "a", "p a s s", "p.a.s.s", "p4ss", "five", "zero one ", "555", " ", "  ", "\n", "\r\n", ".", "-", "*", "🔥", "👩‍👩‍👧",
        "🇵🇭",
        "🇻", "1️⃣", "①", "⒜", "⒈", "𝓹", "𝟘", "ｖ", "\u{200B}", "\u{202E}", "\u{AD}", "\u{FE0F}", "\u{E0061}", "\0",
        "\u{FFFD}",
        "e\u{301}", "\u{301}", "\u{323}", "ㅇ", "ㅕ", "ㄱ", "ㅝ", "ㄴ", "여", "한", "\u{1112}\u{1161}\u{11AB}", "幺三八", "护",
        "照", "〇",
        "ศูนย์", "แปด", "๐", "٠", "восемь", "сто ", "а", "о", "не", "ο", "Ꭺ", "օ", "ı", "ᴀ", "không ", "năm ", "siyam ",
        "y ",
        "double ", "plus ", "o", "l", "O1", "@", "$", "!", "\u{FDFA}", "ﬁ", "ß", "\u{1F468}\u{1F3FB}", "א", "ب", "क",
        "क्\u{200D}ष",
    ]

    static func made(_ random: inout Seeded) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            text +=
                Int.random(in: 0..<6, using: &random) == 0
                ? random.text(length: 2) : pieces.randomElement(using: &random) ?? ""
        }
        return text
    }

    @Test("over random texts of all planes, every layer's map is monotone and in bounds, and ranges of it are too")
    func maps() {
        var random = Seeded(11)
        for round in 0..<1500 {
            let text = round % 3 == 0 ? random.text(length: round % 60) : Self.made(&random)
            let count = text.unicodeScalars.count
            for kind in Layer.allCases {
                let layer = LayerBuilder.thoroughLayer(kind, of: text)
                var last = 0..<0
                for (_, original) in layer.map {
                    #expect(original.lowerBound >= last.lowerBound && original.upperBound >= last.upperBound)
                    #expect(original.upperBound <= count && !original.isEmpty)
                    last = original
                }
                #expect(String(validating: layer.bytes, as: UTF8.self) != nil)
                for stretch in layer.undone {
                    #expect(!stretch.original.isEmpty && stretch.original.upperBound <= count)
                }
                #expect(kind == .joined || layer.undone.isEmpty)
                if kind == .joined, layer.bytes != LayerBuilder.thoroughLayer(.folded, of: text).bytes {
                    #expect(!layer.undone.isEmpty)
                }
            }
        }
    }

    @Test("what the quick look lets pass is the same as folded, with nothing undone")
    func quickLook() {
        var random = Seeded(12)
        var passed = 0
        for round in 0..<8000 {
            let text: String
            switch round % 3 {
            case 0: text = random.text(length: round % 30)
            case 1: text = Self.made(&random)
            default: text = (0..<3).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined(separator: "x ")
            }
            var bytes = text
            guard !bytes.withUTF8({ EvasionCheck.mayHide($0) }) else { continue }
            passed += 1
            let layer = LayerBuilder.thoroughLayer(.joined, of: text)
            #expect(
                layer.bytes == LayerBuilder.thoroughLayer(.folded, of: text).bytes,
                "\(text.unicodeScalars.map { String($0.value, radix: 16) }) → \(layer.text)")
            #expect(layer.undone.isEmpty, "\(text.unicodeScalars.map { String($0.value, radix: 16) }) \(layer.undone)")
        }
        #expect(passed > 500)
    }

    @Test("a post that was cut within a surrogate pair keeps its places")
    func loneSurrogates() throws {
        let json = Data(#"{"id":"1","text":"p.a.s.s \#u{5C}ud83d p4ssp0rt \#u{5C}udc00\#u{5C}u0000 ㅇㅕㄱㅝㄴ"}"#.utf8)
        let mended = try #require(LoneSurrogates.mended(Array(json)))
        let post = try JSONDecoder().decode(Post.self, from: Data(mended))
        let layer = LayerBuilder.layer(.joined, of: post.text)
        #expect(layer.text == "pass \u{FFFD} passport \u{FFFD}\0 여권")
        let scalars = Array(post.text.unicodeScalars)
        for (part, quote) in [("passport", "p4ssp0rt"), ("여권", "ㅇㅕㄱㅝㄴ"), ("pass", "p.a.s.s")] {
            let range = try #require(layer.bytes.firstRange(of: Array(part.utf8)))
            #expect(String(String.UnicodeScalarView(scalars[layer.original(of: range)])) == quote)
        }
    }

    @Test(
        "hidden in any composition of ways, a word comes back",
        arguments: ["passport", "pasaporte", "recruiter", "массажист", "работодатель", "여권을보관", "护照必须上交"])
    func obfuscated(word: String) {
        var random = Seeded(13)
        for _ in 0..<200 {
            let hidden = Obfuscator.hidden(word, &random)
            let layer = LayerBuilder.layer(.joined, of: "take the \(hidden) now")
            #expect(layer.text.contains(word), "\(hidden) → \(layer.text)")
            guard let range = layer.bytes.firstRange(of: Array(word.utf8)) else { continue }
            let scalars = Array("take the \(hidden) now".unicodeScalars)
            let quote = String(String.UnicodeScalarView(scalars[layer.original(of: range)]))
            let bare = String(quote.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint })
            let whole = String(hidden.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint })
            #expect(bare == whole)
        }
    }

    @Test("a long row of one thing is read to its end")
    func linear() {
        for unit in [
            "a ", "a.", "a🔥", "é\u{301}", "five ", "o", "5 ", "ㅇㅕ", "여", "护*", "p4", "fivefive", "幺", "ศูนย์",
            "\u{200B}a",
            "y ", "double ", "a  ", "veinte y ", "５", "1️⃣", "о", "@a",
        ] {
            let text = String(repeating: unit, count: 20_000 / unit.unicodeScalars.count)
            let layer = LayerBuilder.layer(.joined, of: text)
            #expect(layer.original(of: 0..<layer.bytes.count).upperBound <= text.unicodeScalars.count)
            #expect(layer.undone.count <= text.unicodeScalars.count)
        }
    }
}

/// Writes words as those do who want machines to miss them.
enum Obfuscator {
    static func hidden(_ word: String, _ random: inout Seeded) -> String {
        var letters = word.map(String.init)
        let isLatin = word.allSatisfy(\.isASCII)
        let ways = Int.random(in: 1..<16, using: &random)
        if isLatin, ways & 1 != 0 {
            letters = letters.map { letter in
                Bool.random(using: &random) ? letter : styled(letter, &random)
            }
        }
        if isLatin, ways & 2 != 0 {
            let twins = ["a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "u": "ս", "i": "ı"]
            for index in letters.indices where Int.random(in: 0..<3, using: &random) == 0 {
                letters[index] = twins[letters[index]] ?? letters[index]
            }
        }
        if isLatin, ways & 4 != 0 {
            // Few enough that it remains a word, and not at its ends.
            let digits = ["a": "4", "e": "3", "o": "0", "s": "5", "t": "7"]
            for index in letters.indices.dropFirst().dropLast() where index % 3 == 1 {
                letters[index] = digits[letters[index]] ?? letters[index]
            }
        }
        let separators =
            isLatin || word.unicodeScalars.first?.properties.isUppercase == false && word.first?.isCased == true
            ? [" ", ".", "-", "_", "*", "🔥", "·", "~", "/"] : ["*", " ", "·", "🔥", "/"]
        let marks = ["\u{200B}", "\u{2060}", "\u{FEFF}", "\u{200D}", "\u{202C}", "\u{AD}"]
        let separator = ways & 8 != 0 || !isLatin ? separators.randomElement(using: &random) ?? "" : ""
        let mark = Bool.random(using: &random) ? marks.randomElement(using: &random) ?? "" : ""
        return letters.joined(separator: separator + mark)
    }

    private static func styled(_ letter: String, _ random: inout Seeded) -> String {
        guard let value = letter.unicodeScalars.first?.value, (0x61...0x7A).contains(value) else { return letter }
        let base: UInt32 =
            [0x1D41A, 0x1D5BA, 0xFF41, 0x24D0, 0x1F170, 0x1F130, 0x1F150].randomElement(using: &random) ?? 0xFF41
        guard let scalar = Unicode.Scalar(base + value - 0x61) else { return letter }
        return String(scalar)
    }
}
