import Model

/// A post being read: its layers, made when a rule first needs them.
struct Reading {
    private let post: Post
    /// By layer, then field.
    private var layers: [TextLayer?]
    private var scalars: [PostField: [Unicode.Scalar]] = [:]

    init(_ post: Post) {
        self.post = post
        layers = [TextLayer?](repeating: nil, count: Layer.allCases.count * PostField.allCases.count)
    }

    /// The field's text as `layer` has it; nil where the post has none.
    mutating func layer(_ layer: Layer, _ field: PostField) -> TextLayer? {
        let place = layer.number * PostField.allCases.count + field.number
        if let known = layers[place] { return known }
        guard let text = post.text(of: field), !text.isEmpty else { return nil }
        let made =
            layer == .joined
            ? LayerBuilder.joined(of: text) { self.layer(.folded, field) } : LayerBuilder.layer(layer, of: text)
        layers[place] = made
        return made
    }

    /// The place in the post that `range` of a layer came from, quoted as it stands.
    mutating func span(_ field: PostField, _ layer: TextLayer, _ range: Range<Int>) -> MatchSpan {
        span(field, layer.original(of: range), layer.layer)
    }

    /// The scalars `original` of the field.
    mutating func span(_ field: PostField, _ original: Range<Int>, _ layer: Layer) -> MatchSpan {
        if scalars[field] == nil { scalars[field] = Array((post.text(of: field) ?? "").unicodeScalars) }
        var quote = String.UnicodeScalarView()
        quote.append(contentsOf: scalars[field]?[original] ?? [])
        return MatchSpan(
            field: field, start: original.lowerBound, end: original.upperBound, text: String(quote), layer: layer)
    }
}

extension PostField {
    /// Its place among all.
    var number: Int {
        switch self {
        case .title: 0
        case .text: 1
        case .author: 2
        case .place: 3
        }
    }
}

extension Layer {
    /// Its place among all.
    var number: Int {
        switch self {
        case .plain: 0
        case .folded: 1
        case .joined: 2
        }
    }
}
