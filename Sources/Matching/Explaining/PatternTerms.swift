import Foundation

extension RulePattern {
    /// An alternative of a pattern that is a plain text.
    public struct Term: Sendable, Hashable {
        /// Small letters, without the word borders beside it.
        public var text: String
        /// Unicode scalars into the pattern as written.
        public var offset: Int
    }

    /// The pattern's alternatives that are plain texts, where the pattern is a list of alternatives or one text.
    public var terms: [Term] {
        let shape = PatternShape(Array(written.precomposedStringWithCanonicalMapping.unicodeScalars))
        return shape.alternatives.compactMap { range in
            let bare = shape.withoutBorders(range)
            guard bare.count >= 2, bare.allSatisfy({ shape.parts[$0] == .literal }) else { return nil }
            return Term(text: shape.text(bare).lowercased(), offset: bare.lowerBound)
        }
    }
}
