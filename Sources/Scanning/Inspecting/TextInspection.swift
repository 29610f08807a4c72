import Exporting
import Matching
import Model
import Ranking

/// What the layers and the entity finder make of a text.
public struct TextInspection: Sendable {
    private let layers: [TextLayer]
    private let entities: [Entity]
    private let lang: String

    init(_ text: String) {
        layers = Layer.allCases.map { LayerBuilder.layer($0, of: text) }
        let post = Post(id: "", text: text)
        entities = EntityFinder.entities(in: post)
        lang = LanguageDetector.language(of: post)
    }

    /// For a person: each layer, where it differs from the original with the scalars that it stands for.
    public var lines: [String] {
        var result = ["lang    \(lang)"]
        for layer in layers {
            let name = layer.layer.rawValue
            result.append(name + String(repeating: " ", count: max(1, 8 - name.count)) + layer.text)
        }
        for entity in entities {
            result.append("\(entity.kind.rawValue)\t\(entity.start)–\(entity.end)\t\(entity.value)")
        }
        return result
    }

    /// One JSON object; each layer's `map` has, for each of its scalars, the original scalars `[start, end]`.
    public var json: String {
        struct LayerEntry: Encodable {
            var layer: Layer
            var text: String
            var map: [[Int]]
        }
        struct Summary: Encodable {
            var lang: String
            var layers: [LayerEntry]
            var entities: [Entity]
        }
        let entries = layers.map { layer in
            LayerEntry(
                layer: layer.layer, text: layer.text,
                map: layer.map.map { [$0.original.lowerBound, $0.original.upperBound] })
        }
        return JSONLines.text(Summary(lang: lang, layers: entries, entities: entities))
    }
}
