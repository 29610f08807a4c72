import Reviewing
import Scanning

/// What a night's end says on the terminal.
struct ScanSummary {
    private let report: NightReport

    init(_ report: NightReport) { self.report = report }

    func lines(workspace: String) -> [String] {
        var result: [String] = []
        for source in report.sources {
            var parts = ["\(source.fetched) pages"]
            if source.unchanged > 0 { parts.append("\(source.unchanged) unchanged") }
            if source.refused > 0 { parts.append("\(source.refused) refused") }
            if source.failed > 0 { parts.append("\(source.failed) failed") }
            if source.waiting > 0 { parts.append("\(source.waiting) left waiting") }
            if let reason = source.endedBy { parts.append(reason) }
            parts.append("\(source.posts) posts, \(source.flagged) flagged")
            result.append("\(source.name): " + parts.joined(separator: ", "))
        }
        let state = report.wasInterrupted ? "interrupted, `vigil scan` goes on from here" : "done"
        result.append(
            "Night \(report.night) \(state): \(report.newPosts) new posts, \(report.newLeads) new leads "
                + "(budget \(report.budget)).")
        if report.newLeads > 0 {
            result.append("Next: \(Installed.program) leads --workspace \(workspace)")
        }
        return result
    }
}
