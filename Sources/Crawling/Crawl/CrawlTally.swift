import Model

/// Counts what a crawl does, for its progress and its report.
struct CrawlTally {
    private let source: String
    private let show: @Sendable (CrawlProgress) -> Void
    private var report = CrawlReport()
    private var lastFailure: String?
    /// As of the last look into the store, less what has been settled since.
    var waiting = 0

    init(source: String, progress: @escaping @Sendable (CrawlProgress) -> Void) {
        self.source = source
        show = progress
    }

    mutating func took(_ seconds: Double) { report.seconds = (seconds * 1000).rounded() / 1000 }

    mutating func ended(_ reason: String?) { report.endedBy = waiting > 0 ? reason : nil }

    /// - Parameter isRead: whether there was something to read.
    mutating func came(_ page: Page, isUnchanged: Bool, isRead: Bool) {
        report.bytes += page.body.count
        // A failure is told by `failed`.
        guard isRead else { return }
        report.fetched += 1
        if isUnchanged { report.unchanged += 1 }
        settled()
    }

    mutating func closed(_ shape: String) { report.closedShapes.append(shape) }

    mutating func refused(_ reason: String) {
        report.refused[reason, default: 0] += 1
        settled()
    }

    mutating func failed(_ reason: String, _ words: String? = nil) {
        report.failed[reason, default: 0] += 1
        lastFailure = words ?? reason
        settled()
    }

    mutating func robotsUnreachable(_ origin: String, _ reason: String) { report.robotsUnreachable[origin] = reason }

    mutating func dropped(_ host: String, _ reason: String) { report.droppedHosts[host] = reason }

    mutating func note(place: String, problem: String, advice: String) {
        report.problems.append(CrawlProblem(place: "\(source), \(place)", problem: problem, advice: advice))
    }

    func report(wasCancelled: Bool) -> CrawlReport {
        var tally = self
        tally.report.wasCancelled = wasCancelled
        for (origin, reason) in report.robotsUnreachable.sorted(by: { $0.key < $1.key }) {
            tally.note(place: origin, problem: "left alone for now: \(reason)", advice: "the next scan asks again")
        }
        for (host, reason) in report.droppedHosts.sorted(by: { $0.key < $1.key }) {
            tally.note(place: host, problem: "dropped for the night: \(reason)", advice: "the next scan tries again")
        }
        for shape in report.closedShapes {
            tally.note(
                place: shape, problem: "\(ShapeWatch.patience) pages in a row brought nothing new, the rest was left",
                advice: "exclude them where they are a calendar or a search; else look at how their posts are found")
        }
        if report.fetched == 0, tally.report.problems.isEmpty, !wasCancelled, let lastFailure {
            tally.note(
                place: "start pages", problem: "nothing could be fetched: \(lastFailure)",
                advice: "check the source's `start`")
        }
        return tally.report
    }

    private mutating func settled() {
        waiting = max(0, waiting - 1)
        var progress = CrawlProgress()
        progress.fetched = report.fetched
        progress.refused = report.refused.values.reduce(0, +)
        progress.failed = report.failed.values.reduce(0, +)
        progress.waiting = waiting
        progress.bytes = report.bytes
        progress.soFar = report
        show(progress)
    }
}
