import Foundation
import Model
import TestSupport
import Testing

@testable import Matching

@Suite("Text layers")
struct LayerTests {

    @Test(
        "folded undoes case, width, styles, look-alikes and invisible characters",
        arguments: [
            ("ＡＢＣ１２３", "abc123"),
            ("Ⓥ①②", "v12"),
            ("𝓱𝓮𝓵𝓵𝓸 𝟘𝟙", "hello 01"),
            ("🅥🆇", "vx"),
            ("1️⃣2️⃣3️⃣", "123"),
            ("🇻🇽", "vx"),
            ("pass\u{200B}port\u{202E}", "passport"),
            ("pa\u{AD}ssport", "passport"),
            ("раsspоrt", "passport"),
            ("пacпopт", "паспорт"),
            ("微信：ｖｘ", "微信:vx"),
            ("ㅋㅌ ｶ", "ㅋㅌ カ"),
            ("ทำงาน", "ทำงาน"),
            ("e\u{301}cole", "école"),
            ("한", "한"),
            ("🍒", ":cherries:"),
            ("straße", "strasse"),
            ("a\r\nb\u{A0}c", "a\nb c"),
            ("HELLO", "hello"),
            ("", ""),
        ])
    func folded(text: String, expected: String) {
        #expect(LayerBuilder.layer(.folded, of: text).text == expected)
    }

    @Test("plain composes and unifies blanks and line ends, and keeps case and width")
    func plain() {
        #expect(LayerBuilder.layer(.plain, of: "E\u{301}\tＡ\rb\u{3000}c\u{2028}d").text == "É Ａ\nb c\nd")
    }

    @Test("a word of two scripts gets the letters of most of it; Han and Hangul beside Latin are left alone")
    func lookAlikes() {
        #expect(LayerBuilder.layer(.folded, of: "加v信 카톡id").text == "加v信 카톡id")
        #expect(LayerBuilder.layer(.folded, of: "Ηοtel").text == "hotel")
        #expect(LayerBuilder.layer(.folded, of: "работа work").text == "работа work")
    }

    @Test("a range of a layer goes back to exactly the scalars that it came from")
    func map() {
        let text = "x１2️⃣ ﬁ e\u{301}🍒y"
        let layer = LayerBuilder.layer(.folded, of: text)
        func quote(_ part: String) -> String? {
            guard let range = layer.bytes.firstRange(of: Array(part.utf8)) else { return nil }
            let original = layer.original(of: range)
            return String(String.UnicodeScalarView(Array(text.unicodeScalars)[original]))
        }
        #expect(quote("1") == "１")
        #expect(quote("fi") == "ﬁ")
        #expect(quote("é") == "e\u{301}")
        #expect(quote(":cherries:") == "🍒")
        #expect(quote("cherries") == "🍒")
        #expect(quote("y") == "y")
    }

    @Test("over random Unicode, maps are monotone and in bounds, and folding a folded text changes nothing")
    func properties() {
        var random = Seeded(7)
        for _ in 0..<400 {
            let text = random.text(length: Int.random(in: 0...60, using: &random))
            let count = text.unicodeScalars.count
            for kind in Layer.allCases {
                let layer = LayerBuilder.layer(kind, of: text)
                var last = 0..<0
                for (_, original) in layer.map {
                    #expect(original.lowerBound >= last.lowerBound && original.upperBound >= last.upperBound)
                    #expect(original.upperBound <= count && !original.isEmpty)
                    last = original
                }
                #expect(String(validating: layer.bytes, as: UTF8.self) != nil)
                if kind == .plain {
                    #expect(LayerBuilder.layer(kind, of: layer.text).text == layer.text)
                }
            }
        }
    }

    @Test("a run of a hundred thousand combining marks is read to its end")
    func combiningRun() {
        let text = "a" + String(repeating: "\u{301}\u{323}", count: 50_000) + "b"
        let layer = LayerBuilder.layer(.folded, of: text)
        #expect(layer.text.unicodeScalars.last == "b")
        #expect(layer.map.last?.original == 100_001..<100_002)
    }
}

extension Seeded {
    /// Scalars of all planes, with what is hard mixed in.
    mutating func text(length: Int) -> String {
        let hard: [UInt32] = [
            0, 0x20, 0x41, 0x61, 0x30, 0x300, 0x301, 0x323, 0x345, 0x410, 0x43E, 0x3BF, 0xE33, 0x1100, 0x1161, 0x11A8,
            0x200B, 0x200D, 0x202E, 0x20E3, 0x3131, 0xAC00, 0xFB01, 0xFE0F, 0xFF21, 0xFFA1, 0x1D4D0, 0x1F1E6, 0x1F3FB,
            0x1F352, 0x1F468, 0x2800, 0xFDFA, 0xE0061,
        ]
        var view = String.UnicodeScalarView()
        for _ in 0..<length {
            let value =
                Bool.random(using: &self)
                ? hard.randomElement(using: &self)! : UInt32.random(in: 0...0x10FFFF, using: &self)
            if let scalar = Unicode.Scalar(value) { view.append(scalar) }
        }
        return String(view)
    }
}
