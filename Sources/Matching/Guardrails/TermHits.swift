import Model

/// Which rules hold on protected words and nothing else.
struct TermHits: Sendable {
    /// For each rule that holds on a protected word alone, the word.
    let bareTerms: [String: (group: ProtectedTerms.Group, term: String)]
    /// For each rule that holds on protected words together and nothing else, some of the words.
    let jointTerms: [String: [String]]
    /// All protected words, a line each, as each layer has them.
    let words: [Layer: TextLayer]

    init(_ matcher: RuleMatcher) {
        var bareTerms: [String: (ProtectedTerms.Group, String)] = [:]
        for row in ProtectedTerms.rows {
            for term in row.terms {
                for hit in matcher.result(for: Post(id: "", text: term)).hits where bareTerms[hit.rule.id] == nil {
                    bareTerms[hit.rule.id] = (row.group, term)
                }
            }
        }
        self.bareTerms = bareTerms
        let text = ProtectedTerms.rows.flatMap(\.terms).joined(separator: "\n")
        words = Dictionary(uniqueKeysWithValues: Layer.allCases.map { ($0, LayerBuilder.layer($0, of: text)) })
        var jointTerms: [String: [String]] = [:]
        for hit in matcher.result(for: Post(id: "", text: text)).hits {
            jointTerms[hit.rule.id] = hit.spans.map(\.text)
        }
        self.jointTerms = jointTerms
    }
}
