import Model

/// One lead on a page of text: what stands there, why it is a lead, and why it may be none.
public struct LeadSheet: Sendable {
    /// Columns of the screen.
    public var width: Int

    public init(width: Int = 100) { self.width = max(40, width) }

    /// - Parameter vanished: when its posts were found to be gone from their pages, seconds since 1970, UTC; nil while
    ///   one still stands.
    public func lines(_ lead: Lead, vanished: Double? = nil) -> [String] {
        var result = ["\(lead.id)  \(lead.tier.rawValue)  \(LeadTable.twoPlaces(lead.score))  \(lead.status.rawValue)"]
        result += block("Title", [lead.title])
        result += block("Why", lead.why)
        result += block("It may be innocent", lead.doubts.map { "\($0.says) (\(signed($0.contribution)))" })
        result += block("Families", [lead.families.map(\.rawValue).joined(separator: ", ")])
        result += block("Language", [lead.lang])
        result += block("Contacts, masked", lead.entities.map { "\($0.kind.rawValue) \($0.masked)" })
        result += block("Seen", ["first \(lead.firstSeen), last \(lead.lastSeen), posts: \(lead.posts)"])
        if let vanished { result += indented("no longer on its page since \(PastNight.text(vanished))") }
        result += block("Rules", [lead.rulesVersion])
        for evidence in lead.evidence { result += lines(evidence) }
        result.append("")
        result.append("A lead is a reason to look, never a finding about a person.")
        return result
    }

    private func lines(_ evidence: Evidence) -> [String] {
        var result = block("Post \(evidence.post)", [evidence.url ?? "no address"])
        if let captured = evidence.captured {
            result += indented("captured \(captured), \(evidence.digest ?? "no digest")")
        }
        if let text = evidence.text {
            result += indented(text)
        } else {
            result += indented("The text is kept back: it may concern a minor.")
        }
        for match in evidence.matches {
            let quote = match.text.isEmpty ? "" : ": “\(match.text)”"
            let place = "\(match.field.rawValue) \(match.start)–\(match.end)"
            let line = "\(signed(match.contribution)) \(match.severity.rawValue) \(match.rule) (\(place))\(quote)"
            result += indented(line)
        }
        return result
    }

    private func block(_ heading: String, _ texts: [String]) -> [String] {
        let shown = texts.filter { !$0.isEmpty }
        guard !shown.isEmpty else { return [] }
        return ["", heading] + shown.flatMap(indented)
    }

    private func indented(_ text: String) -> [String] {
        TerminalText.wrapped(TerminalText.safe(text), to: width - 2).map { "  " + $0 }
    }

    private func signed(_ contribution: Double) -> String {
        let hundredths = Int((abs(contribution) * 100).rounded())
        let sign = contribution < 0 ? "−" : "+"
        return "\(sign)\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
    }
}
