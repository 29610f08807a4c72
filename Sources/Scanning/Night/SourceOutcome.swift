import Crawling
import Model

extension SourceReport {
    /// What a source's crawl has come to.
    init(_ crawl: CrawlReport, of name: String, waiting: Int, posts: Int, flagged: Int) {
        self.init(name: name)
        fetched = crawl.fetched
        unchanged = crawl.unchanged
        refused = crawl.refused.values.reduce(0, +)
        failed = crawl.failed.values.reduce(0, +)
        self.waiting = waiting
        self.posts = posts
        self.flagged = flagged
        bytes = crawl.bytes
        refusals = crawl.refused
        failures = crawl.failed
        endedBy = crawl.endedBy
        seconds = crawl.seconds
        problems = crawl.problems.map(\.sentence)
    }
}

/// What the earlier parts of a night came to, which were interrupted.
struct EarlierParts: Sendable {
    private let reports: [String: SourceReport]

    init(_ reports: [SourceReport]) { self.reports = Dictionary(reports.map { ($0.name, $0) }) { $1 } }

    /// The night's report of a source, with what its present part has come to.
    func followed(by report: SourceReport) -> SourceReport { reports[report.name]?.followed(by: report) ?? report }

    /// What they have used of a source's budget.
    func spent(_ source: String) -> CrawlSpent {
        CrawlSpent(bytes: reports[source]?.bytes ?? 0, seconds: reports[source]?.seconds ?? 0)
    }

    /// What they have used of the night's budget. Sources run at the same time.
    var spent: CrawlSpent {
        CrawlSpent(
            bytes: reports.values.reduce(0) { $0 + $1.bytes }, seconds: reports.values.map(\.seconds).max() ?? 0)
    }

    var pages: Int { reports.values.reduce(0) { $0 + $1.fetched + $1.failed } }
}
