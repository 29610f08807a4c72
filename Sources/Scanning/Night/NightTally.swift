import Crawling
import Foundation
import Model
import Synchronization

/// The night's running totals, by source and over all of them.
final class NightTally: Sendable {
    private struct State {
        var sources: [SourceProgress]
        /// What each source has come to, in the same order; nil before its first page.
        var reports: [CrawlReport?]
        var lastShown = -Double.infinity
    }

    private let state: Mutex<State>
    private let places: [String: Int]
    private let start = Date()
    private let show: @Sendable (ScanProgress) -> Void

    /// Seconds between two looks at the whole: hundreds of sources bring many pages a second.
    private static let interval = 0.1

    /// - Parameter sources: their names.
    init(sources: [String], show: @escaping @Sendable (ScanProgress) -> Void) {
        state = Mutex(
            State(sources: sources.map { SourceProgress(name: $0) }, reports: sources.map { _ in nil }))
        places = Dictionary(uniqueKeysWithValues: sources.enumerated().map { ($1, $0) })
        self.show = show
    }

    func add(posts: Int, flagged: Int, source: String) {
        change(source) {
            $0.posts += posts
            $0.flagged += flagged
        }
    }

    func update(_ progress: CrawlProgress, source: String) {
        if let place = places[source] { state.withLock { $0.reports[place] = progress.soFar } }
        change(source) {
            $0.pages = progress.fetched
            $0.failed = progress.failed
            $0.refused = progress.refused
            $0.queued = progress.waiting
        }
    }

    /// Notes that the source's crawl has ended.
    func ended(_ source: String) { change(source, mustShow: true) { $0.isDone = true } }

    /// What the sources have come to so far, where there is something to tell.
    var reports: [SourceReport] {
        let elapsed = Date().timeIntervalSince(start)
        return state.withLock { state in
            zip(state.sources, state.reports).compactMap { source, report in
                guard var report else { return nil }
                report.seconds = (elapsed * 1000).rounded() / 1000
                return SourceReport(
                    report, of: source.name, waiting: source.queued, posts: source.posts, flagged: source.flagged)
            }
        }
    }

    /// Posts found and flagged so far in one source.
    func counts(of source: String) -> (posts: Int, flagged: Int) {
        guard let place = places[source] else { return (0, 0) }
        return state.withLock { ($0.sources[place].posts, $0.sources[place].flagged) }
    }

    private func change(_ source: String, mustShow: Bool = false, _ body: (inout SourceProgress) -> Void) {
        guard let place = places[source] else { return }
        let elapsed = Date().timeIntervalSince(start)
        let progress: ScanProgress? = state.withLock { state in
            body(&state.sources[place])
            guard mustShow || elapsed - state.lastShown >= Self.interval else { return nil }
            state.lastShown = elapsed
            return Self.total(state.sources, elapsed)
        }
        if let progress { show(progress) }
    }

    private static func total(_ sources: [SourceProgress], _ elapsed: Double) -> ScanProgress {
        var total = ScanProgress(elapsed: elapsed)
        for source in sources {
            total.pages += source.pages
            total.failed += source.failed
            total.refused += source.refused
            total.queued += source.queued
            total.posts += source.posts
            total.flagged += source.flagged
        }
        total.sources = sources
        return total
    }
}
