import Model

/// The ranked queue as lines of text for a terminal.
public struct LeadTable: Sendable {
    /// Columns of the screen.
    public var width: Int
    /// Whether tiers are coloured (ANSI).
    public var colour: Bool

    public init(width: Int = 100, colour: Bool = false) {
        self.width = max(60, width)
        self.colour = colour
    }

    /// A heading and, for each lead, a row and the first sentence of why; in the order given.
    public func lines(_ leads: [Lead]) -> [String] {
        let idWidth = leads.map(\.id.count).max() ?? 4
        // Rank, score, tier, language, six gaps of two and sixteen columns of title come first.
        let familyRoom = max(12, width - (3 + 5 + 6 + 4 + idWidth + 12 + 16))
        let familyWidth = min(34, familyRoom, max(8, leads.map { TerminalText.width(families($0)) }.max() ?? 8))
        let titleWidth = max(16, width - 3 - 2 - 5 - 2 - 6 - 2 - familyWidth - 2 - 4 - 2 - idWidth - 2)
        func row(_ cells: (String, String, String, String, String, String, String)) -> String {
            let text = [
                left(cells.0, 3), left(cells.1, 5), TerminalText.fitted(cells.2, to: 6),
                TerminalText.fitted(cells.3, to: familyWidth), TerminalText.fitted(cells.4, to: 4),
                TerminalText.fitted(cells.5, to: idWidth), TerminalText.truncated(cells.6, to: titleWidth),
            ].joined(separator: "  ")
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
        var result = [row(("#", "score", "tier", "families", "lang", "lead", "title"))]
        for (index, lead) in leads.enumerated() {
            let score = Self.twoPlaces(lead.score)
            let plain = row(
                (
                    String(index + 1), score, lead.tier.rawValue, families(lead), lead.lang, lead.id,
                    TerminalText.safe(lead.title)
                ))
            result.append(coloured(plain, lead.tier))
            for line in TerminalText.wrapped(TerminalText.safe(lead.why.first ?? ""), to: width - 12) {
                result.append(String(repeating: " ", count: 12) + line)
            }
        }
        return result
    }

    /// A score with two places, as the queue shows it; never rounded up to 1.
    static func twoPlaces(_ score: Double) -> String {
        let hundredths = min(score < 1 ? 99 : 100, Int((score * 100).rounded()))
        return "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
    }

    private func families(_ lead: Lead) -> String { lead.families.map(\.rawValue).joined(separator: ", ") }

    private func left(_ text: String, _ columns: Int) -> String {
        String(repeating: " ", count: max(0, columns - text.count)) + text
    }

    private func coloured(_ line: String, _ tier: Tier) -> String {
        guard colour else { return line }
        switch tier {
        case .urgent: return "\u{1B}[1;31m\(line)\u{1B}[0m"
        case .high: return "\u{1B}[1;33m\(line)\u{1B}[0m"
        default: return line
        }
    }
}
