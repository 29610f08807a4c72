import Model
import TestSupport
import Testing

@testable import Matching

@Suite("Layers made in one pass")
struct QuickLayerTests {
    /// The layer's bytes, and for each whole scalar and each pair of neighbours what it stands for.
    private func shown(_ layer: TextLayer) -> [String] {
        let map = layer.map
        var result = map.map { "\($0.text) \($0.original)" }
        var places = [0]
        for entry in map { places.append(places[places.count - 1] + entry.text.utf8.count) }
        for index in places.indices {
            result.append("\(layer.original(of: places[index]..<places[index]))")
            if index + 3 < places.count { result.append("\(layer.original(of: places[index]..<places[index + 3]))") }
        }
        return result
    }

    private static let pieces = [
        "a", "Z", "the quick brown fox jumps over it ", "THE QUICK BROWN FOX JUMPS", "é", "e\u{301}", "ñ", "паспорт",
        "раsspоrt",
        "Ηοtel", "微信", "ＶＸ", "①", "한국", "ㅋ", "ที่นี่", "กุ\u{E48}", "\u{E38}", "hộ chiếu", "🍒", "👩‍🌾", "1️⃣", "🇻", "𝓱", "ﬁ", "ß",
        "ẞ", "İ",
        "\r\n", "\r", "\n", "\t", "\u{A0}", "\u{3000}", "\u{2028}", "\u{85}", "\u{200B}", "\u{AD}", "\u{202E}",
        "\u{301}", "\u{323}",
        "\u{0}", "\u{7F}", "𠀀", "\u{2F800}", "ǆ", "Ω", "ﷺ", "\u{1100}\u{1161}", "\u{FE0F}", " ", "123", "´", "ำ",
        "\u{34F}", "×", "÷",
    ]

    @Test("is what the long way makes, scalar for scalar, wherever it makes one", arguments: [Layer.plain, .folded])
    func agrees(layer: Layer) {
        var random = Seeded(3)
        var made = 0
        for round in 0..<6000 {
            let length = Int.random(in: 0...12, using: &random)
            let text =
                round % 4 == 0
                ? random.text(length: length)
                : (0..<length).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            var copy = text
            let quick = copy.withUTF8 { layer == .plain ? QuickLayer.plain($0) : QuickLayer.folded($0) }
            guard let quick else { continue }
            made += 1
            let thorough = LayerBuilder.thoroughLayer(layer, of: text)
            #expect(quick.bytes == thorough.bytes, "\(text.unicodeScalars.map(\.value))")
            #expect(shown(quick) == shown(thorough), "\(text.unicodeScalars.map(\.value))")
        }
        #expect(made > 1000)
    }

    @Test("each scalar alone is what the long way makes of it", arguments: [Layer.plain, .folded])
    func everyScalar(layer: Layer) {
        var made = 0
        for value in UInt32(0)...0x1FFFF where value < 0x3400 || value % 7 == 0 || value >= 0xF900 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            var text = "a" + String(Character(scalar))
            let quick = text.withUTF8 { layer == .plain ? QuickLayer.plain($0) : QuickLayer.folded($0) }
            guard let quick else { continue }
            made += 1
            let thorough = LayerBuilder.thoroughLayer(layer, of: text)
            if quick.bytes != thorough.bytes || shown(quick) != shown(thorough) {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
        #expect(made > 20_000)
    }

    @Test("ordinary posts in eight languages are made in one pass, decomposed ones the long way")
    func ordinary() {
        let posts = [
            "Kitchen help wanted, call +1-555-0142 today! 🍒", "招聘服务员，包吃住，电话联系：138-0000-0000", "주방 이모님 구합니다. 월급 협의",
            "Se busca camarera con experiencia, señorita", "Требуются работники, WhatsApp",
            "Tuyển nhân viên, không cần kinh nghiệm",
            "รับสมัครงาน ไม่ต้องมีประสบการณ์ ที่พักฟรี", "Naghahanap ng tindera, libreng tirahan",
        ]
        for var post in posts {
            let isQuick = post.withUTF8 { QuickLayer.folded($0) != nil }
            #expect(isQuick, "\(post)")
        }
        var decomposed = "cafe\u{301}"
        let isQuick = decomposed.withUTF8 { QuickLayer.folded($0) != nil }
        #expect(!isQuick)
    }

    @Test("a place far into a long text is found from the nearest mark")
    func long() {
        let text = String(repeating: "家 ab é 🍒 ", count: 20_000) + "end"
        let layer = LayerBuilder.layer(.folded, of: text)
        let count = text.unicodeScalars.count
        #expect(layer.original(of: layer.bytes.count - 3..<layer.bytes.count) == count - 3..<count)
        let plain = LayerBuilder.layer(.plain, of: text)
        #expect(plain.original(of: plain.bytes.count - 3..<plain.bytes.count) == count - 3..<count)
    }
}
