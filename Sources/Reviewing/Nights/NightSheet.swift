import Model

/// One night in full: what each source came to, and why.
public enum NightSheet {
    public static func lines(_ past: PastNight) -> [String] {
        let end =
            past.night.endedAt.map { "ended \(PastNight.text($0))" } ?? "interrupted; `vigil scan` goes on with it"
        var lines = [
            "Night \(past.night.id): began \(PastNight.text(past.night.startedAt)), \(end)",
            "Rules \(past.night.rulesVersion), \(past.newLeads) new leads",
        ]
        for source in past.sources { lines += [""] + sheet(source) }
        return lines.map { TerminalText.visible($0) }
    }

    private static func sheet(_ source: SourceReport) -> [String] {
        let kilobytes = (source.bytes + 999) / 1000
        var lines = [
            source.name,
            "  \(source.fetched) pages, \(source.unchanged) unchanged, \(kilobytes) kB, \(source.seconds) s",
            "  \(source.posts) posts read, \(source.newPosts) new, \(source.flagged) flagged, \(source.vanished) vanished",
        ]
        if source.waiting > 0 { lines.append("  \(source.waiting) wait for the next scan") }
        if let reason = source.endedBy { lines.append("  \(reason)") }
        lines += reasons("refused", source.refusals) + reasons("failed", source.failures)
        return lines + source.problems.map { "  \($0)" }
    }

    private static func reasons(_ what: String, _ reasons: [String: Int]) -> [String] {
        reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "  \($0.value) \(what): \($0.key)" }
    }
}
