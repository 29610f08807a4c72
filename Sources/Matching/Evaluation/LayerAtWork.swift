/// A layer's patterns and its prefilter as one thread uses them, with what it writes to.
final class LayerAtWork {
    let layer: CompiledLayer
    let scan: PrefilterScan
    /// For each of the layer's rules, the patterns that can make it hold.
    let sought: [[Int]]
    /// Those that this thread has asked for, so that it waits for no other.
    private var patterns: [PCRE2Pattern?]

    init(_ layer: CompiledLayer, _ rules: [CompiledRule]) {
        self.layer = layer
        scan = PrefilterScan(layer.prefilter)
        sought = layer.rules.map { rules[$0].sought }
        patterns = [PCRE2Pattern?](repeating: nil, count: layer.patterns.sources.count)
    }

    /// The pattern `number`; nil where PCRE2 cannot compile it.
    func pattern(_ number: Int) -> PCRE2Pattern? {
        if let known = patterns[number] { return known }
        let made = layer.patterns.pattern(number)
        patterns[number] = made
        return made
    }
}
