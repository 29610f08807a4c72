/// A layer's patterns and its prefilter as one thread uses them, with what it writes to.
final class LayerAtWork {
    let layer: CompiledLayer
    let scan: PrefilterScan
    /// The prefilter for the post's texts once evasions are undone, where they differ.
    private(set) lazy var undoneScan = PrefilterScan(layer.prefilter)
    /// Whether all of its rules ask for something that was undone, so that other texts need not be read.
    let asksForUndone: Bool
    /// For each of the layer's rules, the patterns that can make it hold.
    let sought: [[Int]]
    /// Those that this thread has asked for, so that it waits for no other.
    private var patterns: [PCRE2Pattern?]

    init(_ layer: CompiledLayer, _ rules: [CompiledRule]) {
        self.layer = layer
        scan = PrefilterScan(layer.prefilter)
        asksForUndone = layer.rules.allSatisfy { !rules[$0].undone.isEmpty }
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
