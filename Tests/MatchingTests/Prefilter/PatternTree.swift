import TestSupport

/// A PCRE2 pattern taken apart far enough to make texts that it matches, or nearly matches.
indirect enum PatternTree: Sendable {
    /// A piece of the pattern, and texts that it may match.
    case piece(String, samples: [String])
    case sequence([PatternTree])
    /// Alternatives; `opening` is `(`, `(?:`, `(?<n>` and so on.
    case group([PatternTree], opening: String)
    case repeated(PatternTree, sign: String, least: Int, most: Int?)
    /// What a look-around looks for, which is no part of the match.
    case look(PatternTree, opening: String)
    /// The text of a group again.
    case again(String, group: Int)

    /// The pattern as PCRE2 takes it.
    var written: String {
        switch self {
        case .piece(let text, _), .again(let text, _): text
        case .sequence(let parts): parts.map(\.written).joined()
        case .group(let parts, let opening): opening + parts.map(\.written).joined(separator: "|") + ")"
        case .repeated(let part, let sign, _, _): part.written + sign
        case .look(let part, let opening): opening + part.written + ")"
        }
    }

    /// A text that the pattern may match: gaps at their bounds and just beyond, what look-arounds ask for there or not.
    func sample(_ random: inout some RandomNumberGenerator) -> String {
        var groups: [String] = []
        return sample(&groups, &random)
    }

    private func sample(_ groups: inout [String], _ random: inout some RandomNumberGenerator) -> String {
        switch self {
        case .piece(_, let samples): return samples.randomElement(using: &random) ?? ""
        case .sequence(let parts): return parts.reduce(into: "") { $0 += $1.sample(&groups, &random) }
        case .group(let parts, let opening):
            let text = parts.randomElement(using: &random)?.sample(&groups, &random) ?? ""
            if !opening.hasPrefix("(?") || opening.hasPrefix("(?<") { groups.append(text) }
            return text
        case .repeated(let part, _, let least, let most):
            let highest = min(most ?? least + 4, least + 400)
            let counts = [
                least, least, least + 1, highest, highest, highest + 1, max(0, least - 1), (least + highest) / 2,
            ]
            // Seldom a long one, so that posts stay short.
            let count = counts.randomElement(using: &random) ?? least
            let bounded = count > 30 && !random.isOne(in: 8) ? least + 3 : count
            return (0..<bounded).reduce(into: "") { text, _ in text += part.sample(&groups, &random) }
        case .look(let part, let opening):
            let isNegative = opening.hasSuffix("!")
            return random.isOne(in: isNegative ? 8 : 2) ? part.sample(&groups, &random) : ""
        case .again(_, let group): return groups.indices.contains(group - 1) ? groups[group - 1] : groups.last ?? ""
        }
    }
}
