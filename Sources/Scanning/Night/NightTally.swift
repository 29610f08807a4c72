import Crawling
import Foundation
import Synchronization

/// The night's running totals over all sources.
final class NightTally: Sendable {
    private struct State {
        var posts: [String: Int] = [:]
        var flagged: [String: Int] = [:]
        var crawls: [String: CrawlProgress] = [:]
    }

    private let state = Mutex(State())
    private let start = Date()
    private let show: @Sendable (ScanProgress) -> Void

    init(show: @escaping @Sendable (ScanProgress) -> Void) { self.show = show }

    func add(posts: Int, flagged: Int, source: String) {
        state.withLock { state in
            state.posts[source, default: 0] += posts
            state.flagged[source, default: 0] += flagged
        }
    }

    func update(_ progress: CrawlProgress, source: String) {
        let total = state.withLock { state in
            state.crawls[source] = progress
            var total = ScanProgress(elapsed: Date().timeIntervalSince(start))
            for crawl in state.crawls.values {
                total.pages += crawl.fetched
                total.failed += crawl.failed
                total.refused += crawl.refused
                total.queued += crawl.waiting
            }
            total.posts = state.posts.values.reduce(0, +)
            total.flagged = state.flagged.values.reduce(0, +)
            return total
        }
        show(total)
    }

    /// Posts found and flagged so far in one source.
    func counts(of source: String) -> (posts: Int, flagged: Int) {
        state.withLock { ($0.posts[source, default: 0], $0.flagged[source, default: 0]) }
    }
}
