import Foundation
import Model

/// Refuses rules that add to a score by nationality, ethnicity, language, gender or migrant status.
struct FairnessCheck {
    let matcher: RuleMatcher
    private let hits: TermHits
    private let workspace = PCRE2Workspace()

    init(_ matcher: RuleMatcher, _ hits: TermHits) {
        self.matcher = matcher
        self.hits = hits
    }

    /// What is wrong with `rule`; nil where it is fair, or adds nothing to a score.
    func problem(of rule: Rule) -> RuleError? {
        guard rule.facts.weight > 0, rule.hasPatterns else { return nil }
        if let (group, term) = hits.bareTerms[rule.id] {
            return rule.node.error(
                "the rule scores \(group.rawValue) by value: it holds on `\(term)` alone",
                advice: "write the act that matters, not the people")
        }
        if let terms = hits.jointTerms[rule.id] ?? neighbouringTerms(rule) {
            return rule.node.error(
                "the rule scores people by value: it holds on words for them alone, such as "
                    + "`\(terms.prefix(3).joined(separator: "`, `"))`",
                advice: "write the act that matters, not the people")
        }
        return swappedTerm(rule)
    }

    /// The words that would do where only the neighbours' distance stands between a rule and protected words.
    private func neighbouringTerms(_ rule: Rule) -> [String]? {
        guard !rule.near.isEmpty, !rule.near.contains(where: { $0.patterns.isEmpty }) else { return nil }
        let own = [rule.any] + rule.all.map { [$0] }
        let found = (own + rule.near.map(\.patterns)).filter { !$0.isEmpty }.map { list in
            list.lazy.compactMap { word($0, rule.layer) }.first
        }
        guard rule.of.count(where: { word($0, rule.layer) != nil }) >= rule.atLeast else { return nil }
        let terms = found.compactMap { $0 }
        return terms.count == found.count ? terms : nil
    }

    /// What `pattern` matches among the protected words.
    private func word(_ pattern: RulePattern, _ layer: Layer) -> String? {
        guard let text = hits.words[layer], let code = try? PatternCompiler.compile(pattern, layer) else { return nil }
        let outcome = text.bytes.withUnsafeBufferPointer { workspace.matches(of: code, in: $0, limit: 1) }
        guard case .matches(let ranges) = outcome, let range = ranges.first else { return nil }
        return String(decoding: text.bytes[range], as: UTF8.self)
    }

    /// A rule that holds on an example, and no longer once a protected word in it is put in another's place, scores
    /// the word.
    private func swappedTerm(_ rule: Rule) -> RuleError? {
        for example in rule.match {
            let text = example.text.precomposedStringWithCanonicalMapping.lowercased()
            for row in ProtectedTerms.rows {
                guard let (term, range) = first(of: row.terms, in: text) else { continue }
                for other in row.terms.prefix(3) where other != term {
                    let swapped = text.replacingCharacters(in: range, with: other)
                    if holds(rule, on: text), !holds(rule, on: swapped) {
                        return example.node.error(
                            "the rule scores \(row.group.rawValue) by value: it holds with `\(term)` and not with "
                                + "`\(other)`", advice: "write the act that matters, or a list that holds all of them")
                    }
                }
            }
        }
        return nil
    }

    private func holds(_ rule: Rule, on text: String) -> Bool {
        matcher.result(for: Post(id: "", text: text)).hits.contains { $0.rule.id == rule.id }
    }

    private func first(of terms: [String], in text: String) -> (String, Range<String.Index>)? {
        // Longer terms first, so that a country is not found within another.
        for term in terms.sorted(by: { $0.count > $1.count }) {
            var from = text.startIndex
            while let range = text.range(of: term, range: from..<text.endIndex) {
                if isWhole(range, in: text) { return (term, range) }
                from = range.upperBound
            }
        }
        return nil
    }

    /// Whether a term of a script with word borders stands as a word of its own.
    private func isWhole(_ range: Range<String.Index>, in text: String) -> Bool {
        func isWordLetter(_ character: Character) -> Bool {
            guard let value = character.unicodeScalars.first?.value else { return false }
            return character.isLetter && (value < 0x530 || (0x1E00...0x1EFF).contains(value))
        }
        let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
        let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
        guard let first = text[range].first, isWordLetter(first) else { return true }
        return !(before.map(isWordLetter) ?? false) && !(after.map(isWordLetter) ?? false)
    }
}
