import Model
import Storage

/// A crawl's side of the frontier: what it has taken from the store and not given back. Belongs to the crawl's task.
final class CrawlFrontier {
    private let crawl: Crawl
    /// URLs that the store may still call waiting though they are not: taken, under way, or settled and not flushed.
    private var held: Set<String> = []
    private var settled: [String] = []
    /// Whether the store may have waiting entries that are not held.
    private(set) var mayHaveMore = true
    private var reading = FrontierReading()

    init(_ crawl: Crawl) { self.crawl = crawl }

    /// Adds the source's start pages.
    ///
    /// - Returns: those that are no URLs.
    func seed() throws -> [String] {
        let source = crawl.source
        var entries: [FrontierEntry] = []
        var wrong: [String] = []
        for start in source.start {
            if let url = CanonicalURL(start) {
                entries.append(
                    FrontierEntry(source: source.name, url: url.string, depth: 0, kind: source.kind.startKind))
            } else {
                wrong.append(start)
            }
        }
        try crawl.store.add(entries)
        return wrong
    }

    func add(_ entries: [FrontierEntry]) throws { if try crawl.store.add(entries) > 0 { mayHaveMore = true } }

    func counts() throws -> FrontierCounts { try crawl.store.frontierCounts(source: crawl.source.name) }

    /// Takes up to `count` of the waiting entries that come next, those left out that are held, and holds them.
    func take(_ count: Int) throws -> [QueuedEntry] {
        try hold(crawl.store.waiting(source: crawl.source.name, limit: max(1, count), after: &reading))
    }

    /// Takes from the frontier's beginning on, so that none is missed. To be called with everything flushed.
    func takeAnew(_ count: Int) throws -> [QueuedEntry] {
        reading = FrontierReading()
        let limit = held.count + max(1, count)
        let fresh = try hold(crawl.store.waiting(source: crawl.source.name, limit: limit, after: &reading))
        mayHaveMore = !fresh.isEmpty
        return fresh
    }

    private func hold(_ waiting: [FrontierEntry]) -> [QueuedEntry] {
        var fresh: [QueuedEntry] = []
        for entry in waiting where !held.contains(entry.url) {
            guard let url = CanonicalURL(entry.url) else { continue }
            held.insert(entry.url)
            fresh.append(QueuedEntry(entry: entry, url: url))
        }
        return fresh
    }

    /// Lets go of an entry that stays waiting.
    func release(_ entry: FrontierEntry) { held.remove(entry.url) }

    /// Hands an entry's outcome, and the links of its page, to the sink.
    func settle(
        _ entry: FrontierEntry, _ result: FrontierOutcome.Result, status: Int? = nil, reason: String? = nil,
        links: [FrontierEntry] = [], validators: PageValidators? = nil,
        content: FrontierOutcome.Content? = nil, contentDigest: String? = nil
    ) async throws {
        settled.append(entry.url)
        if !links.isEmpty { mayHaveMore = true }
        let outcome = FrontierOutcome(
            source: entry.source, url: entry.url, result: result, status: status, reason: reason,
            at: SystemClock.wall(), validators: validators, content: content, contentDigest: contentDigest)
        let sink = crawl.sink
        try await uncancelled { try await sink.settle(outcome, links: links) }
    }

    /// Has the sink write what was settled.
    func flush() async throws {
        let written = settled
        settled = []
        let sink = crawl.sink
        try await uncancelled { try await sink.flush() }
        held.subtract(written)
    }
}
