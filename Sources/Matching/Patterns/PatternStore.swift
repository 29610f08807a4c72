import Model
import Synchronization

/// A pattern as PCRE2 takes it.
struct PatternSource: Sendable, Hashable {
    var text: String
    /// Whether the pattern and the texts are folded, so that letters match their other case.
    var isFolded: Bool

    init(text: String, isFolded: Bool) {
        self.text = text
        self.isFolded = isFolded
    }

    init(_ pattern: RulePattern, _ layer: Layer) { self.init(text: pattern.prepared.text, isFolded: layer.isFolded) }

    /// Searched for everywhere: quick to make ready, slow to match.
    func compiledForAnywhere() throws(PCRE2Pattern.CompileError) -> PCRE2Pattern {
        try PCRE2Pattern(text, isCaseless: isFolded)
    }

    /// Tried only where it can begin.
    func compiled() throws(PCRE2Pattern.CompileError) -> PCRE2Pattern {
        var reader = LiteralReader(Array(text.unicodeScalars), isFolded: isFolded, asksForStarts: true)
        let knowledge = reader.read()
        return try PCRE2Pattern(
            text, isCaseless: isFolded, search: knowledge.flatMap { PatternSearch($0) },
            isPieced: knowledge != nil && !reader.dependsOnSearch)
    }
}

/// The patterns of a layer, by number, each compiled when a post first needs it and then shared by all threads: of
/// thousands of patterns, a post asks for a few.
final class PatternStore: Sendable {
    let sources: [PatternSource]
    private let isSearched: Bool
    private let compiled: Mutex<[PCRE2Pattern?]>

    init(_ sources: [PatternSource]) {
        self.sources = sources
        isSearched = false
        compiled = Mutex([PCRE2Pattern?](repeating: nil, count: sources.count))
    }

    /// The same patterns, searched for everywhere, which takes less time to prepare and more to match.
    ///
    /// - Parameter known: those that are compiled already.
    init(searchingEverywhere store: PatternStore, known: [PatternSource: PCRE2Pattern]) {
        sources = store.sources
        isSearched = true
        compiled = Mutex(store.sources.map { known[$0] })
    }

    /// The pattern `number`; nil where PCRE2 cannot compile it, which is so for no pattern that the loader let through.
    ///
    /// Compiled outside the lock, so that no thread waits for another's pattern; of two that compile the same one, the
    /// first to be done is kept.
    func pattern(_ number: Int) -> PCRE2Pattern? {
        if let known = compiled.withLock({ $0[number] }) { return known }
        let source = sources[number]
        let pattern =
            isSearched ? try? source.compiledForAnywhere() : try? source.compiled()
        guard let made = pattern else { return nil }
        return compiled.withLock { patterns in
            if let other = patterns[number] { return other }
            patterns[number] = made
            return made
        }
    }
}
