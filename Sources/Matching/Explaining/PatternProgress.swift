import Foundation

/// How far a pattern that does not match a text comes in it.
public struct PatternProgress: Sendable, Hashable {
    /// The beginning of the pattern that matches, as written; empty where not even its first part does.
    public var matched: String
    /// What comes next in the pattern, and fails.
    public var failed: String
    /// What the beginning matches, in the layer's words.
    public var text: String

    /// The alternative that comes farthest; nil where the pattern matches as a whole.
    static func of(_ pattern: RulePattern, _ rule: Rule, in text: TextLayer, _ workspace: PCRE2Workspace)
        -> PatternProgress?
    {
        let shape = PatternShape(pattern.prepared.scalars)
        let written = Array(pattern.written.precomposedStringWithCanonicalMapping.unicodeScalars)
        func asWritten(_ range: Range<Int>) -> String {
            let start = pattern.prepared.origin(of: range.lowerBound)
            // A list that was put in has one place for all that it holds; what follows it tells where it ends.
            let isLast = range.upperBound == shape.scalars.count
            let end = isLast ? written.count : min(pattern.prepared.origin(of: range.upperBound), written.count)
            var view = String.UnicodeScalarView()
            if start < end { view.append(contentsOf: written[start..<end]) }
            return String(view)
        }
        var best: PatternProgress?
        for alternative in shape.alternatives {
            let items = shape.sequence(alternative)
            for count in stride(from: items.count, through: 0, by: -1) {
                let begins =
                    alternative.lowerBound..<(count == 0 ? alternative.lowerBound : items[count - 1].upperBound)
                guard count == 0 || !begins.isEmpty, let found = found(shape.text(begins), rule, text, workspace) else {
                    continue
                }
                if count == items.count { return nil }
                let reach = PatternProgress(matched: asWritten(begins), failed: asWritten(items[count]), text: found)
                if best == nil || reach.text.utf8.count > best?.text.utf8.count ?? 0 { best = reach }
                break
            }
        }
        return best
    }

    /// What the beginning of a pattern matches, where it matches anything; the empty text for the empty beginning.
    private static func found(
        _ pattern: String, _ rule: Rule, _ text: TextLayer, _ workspace: PCRE2Workspace
    ) -> String? {
        if pattern.isEmpty { return "" }
        guard let code = try? PCRE2Pattern(pattern, isCaseless: rule.layer.isFolded) else { return nil }
        let outcome = text.bytes.withUnsafeBufferPointer { workspace.matches(of: code, in: $0, limit: 1) }
        guard case .matches(let ranges) = outcome, let range = ranges.first else { return nil }
        return String(decoding: text.bytes[range], as: UTF8.self)
    }
}
