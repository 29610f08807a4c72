import Foundation
import Model

/// A post's fields on every layer, each made when it is first asked for.
final class PostReading {
    let post: Post
    private var layers: [Layer: [PostField: TextLayer]] = [:]

    /// Whether any rule reads the layer `joined`, so that those on `folded` are tried on it too.
    private let readsJoined: Bool

    init(_ post: Post, readsJoined: Bool) {
        self.post = post
        self.readsJoined = readsJoined
    }

    func layer(_ layer: Layer, _ field: PostField) -> TextLayer? {
        if let known = layers[layer]?[field] { return known }
        guard let text = post.text(of: field), !text.isEmpty else { return nil }
        let made = LayerBuilder.layer(layer, of: text)
        layers[layer, default: [:]][field] = made
        return made
    }

    /// The field's text as rules of `layer` read it: on `folded` also with evasions undone, where that makes a difference
    /// and `readsJoined` is set.
    func texts(for layer: Layer, _ field: PostField) -> [TextLayer] {
        guard let text = self.layer(layer, field) else { return [] }
        guard layer == .folded, readsJoined, let joined = self.layer(.joined, field), joined.bytes != text.bytes else {
            return [text]
        }
        return [text, joined]
    }

    /// The fields that have a text, on each of `used`.
    func texts(_ used: Set<Layer>) -> [PostTrace.LayerText] {
        Layer.allCases.filter(used.contains).flatMap { layer in
            PostField.allCases.compactMap { field in
                self.layer(layer, field).map { PostTrace.LayerText(layer: layer, field: field, text: $0.text) }
            }
        }
    }

    /// Those of `literals` that a field has; ASCII letters match their other case.
    func found(_ literals: Set<String>, _ layer: Layer) -> Set<String> {
        let texts = PostField.allCases.flatMap { self.texts(for: layer, $0) }.map { Self.lowered($0.bytes) }
        return literals.filter { literal in
            let sought = Self.lowered(Array(literal.utf8))
            return texts.contains { Self.contains($0, sought) }
        }
    }

    /// The place in the post that `range` of a layer came from, quoted as it stands.
    func span(_ field: PostField, _ layer: TextLayer, _ range: Range<Int>) -> MatchSpan {
        span(field, layer.original(of: range), layer.layer)
    }

    /// The scalars `original` of the field.
    func span(_ field: PostField, _ original: Range<Int>, _ layer: Layer) -> MatchSpan {
        var quote = String.UnicodeScalarView()
        quote.append(contentsOf: Array((post.text(of: field) ?? "").unicodeScalars)[original])
        return MatchSpan(
            field: field, start: original.lowerBound, end: original.upperBound, text: String(quote), layer: layer)
    }

    private static func lowered(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    private static func contains(_ text: [UInt8], _ sought: [UInt8]) -> Bool {
        text.withUnsafeBytes { text in
            sought.withUnsafeBytes { sought in
                guard var place = text.baseAddress, let start = sought.baseAddress, text.count >= sought.count else {
                    return sought.isEmpty
                }
                let last = place + (text.count - sought.count)
                while place <= last, let next = memchr(place, Int32(sought[0]), last - place + 1) {
                    if memcmp(next, start, sought.count) == 0 { return true }
                    place = UnsafeRawPointer(next) + 1
                }
                return false
            }
        }
    }
}
