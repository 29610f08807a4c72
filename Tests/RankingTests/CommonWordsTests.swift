import Foundation
import Testing

@testable import Ranking

@Suite("Languages told by their commonest words")
struct CommonWordsTests {
    @Test("no word stands in two lists or is too long to be looked up")
    func lists() {
        var seen: [Substring: String] = [:]
        for (language, words) in CommonWords.lists {
            for word in words.split(whereSeparator: \.isWhitespace) {
                #expect(word.utf8.count <= 8)
                if let other = seen[word] { Issue.record("\(word) is in \(other) and \(language)") }
                seen[word] = language
            }
        }
        #expect(seen.count > 380)
    }

    @Test(
        "ordinary posts are told, and where a language shares its words with another there is doubt",
        arguments: [
            ("We are looking for kitchen help. You need not have papers, they will be there when you get out.", "en"),
            (
                "Se busca cocinera para restaurante, hay alojamiento. Los interesados pueden llamar desde el lunes hasta las seis.",
                "es"
            ),
            (
                "Naghahanap ng tindera sa palengke, may libreng tirahan ang mga tauhan. Hindi na kailangan ng papeles, tawag lang po.",
                "tl"
            ),
            (
                "Procura-se cozinheira para restaurante, com alojamento. Não é preciso experiência, os interessados podem ligar.",
                nil
            ),
            ("Cerco lavoro come cuoca, ho esperienza e sono libera anche la domenica. Grazie a chi mi aiuta.", nil),
            ("WhatsApp +1-555-0142", nil), ("", nil),
            ("Hello po, looking for work dito sa city, with bahay na. Any tips, how much ang sahod and when?", nil),
        ])
    func told(text: String, language: String?) {
        #expect(CommonWords.language(of: text) == language)
    }

    @Test("where CLD2 is sure too, it says the same of every sample post")
    func agreement() throws {
        let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "samples/posts.jsonl")
        var told = 0
        for line in try String(contentsOf: samples, encoding: .utf8).split(separator: "\n") {
            let post = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let text = try #require(post["text"] as? String)
            guard let language = CommonWords.language(of: text) else { continue }
            told += 1
            let other = LanguageDetector.surely(text)
            #expect(other == language || other == "und", "\(text)")
            if let stated = post["lang"] as? String { #expect(stated == language, "\(text)") }
        }
        #expect(told > 40)
    }
}
