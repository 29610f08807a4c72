import Model
import Storage

/// The crawl of one source: takes waiting URLs from the frontier, asks robots.txt, keeps to the hosts' pace, fetches,
/// hands pages to the sink, and gives it the links that are in scope for the frontier.
public struct Crawl: Sendable {
    let source: Source
    let scope: Scope
    let fetcher: Fetcher
    let store: any FrontierStore
    let sink: any CrawlSink
    let manners: HostManners
    let budget: NightBudget
    let spent: CrawlSpent
    let options: CrawlOptions
    let progress: @Sendable (CrawlProgress) -> Void

    /// - Parameters:
    ///   - manners: shared by the crawls of a night, so that sources on one host spare it together.
    ///   - budget: shared by the crawls of a night.
    ///   - spent: what an earlier part of the night has used of the source's own budget; pages are told by the store.
    ///   - progress: called after each page.
    public init(
        source: Source, scope: Scope, fetcher: Fetcher, store: any FrontierStore, sink: any CrawlSink,
        manners: HostManners = HostManners(), budget: NightBudget = NightBudget(), spent: CrawlSpent = CrawlSpent(),
        options: CrawlOptions = CrawlOptions(),
        progress: @escaping @Sendable (CrawlProgress) -> Void = { _ in }
    ) {
        self.source = source
        self.scope = scope
        self.fetcher = fetcher
        self.store = store
        self.sink = sink
        self.manners = manners
        self.budget = budget
        self.spent = spent
        self.options = options
        self.progress = progress
    }

    /// Crawls until nothing waits, the source's page limit is reached or the task is cancelled.
    ///
    /// A cancelled crawl ends in order: requests under way are given up and their URLs stay waiting, pages that have
    /// come are handed over, settled and flushed, save that a sink that takes seconds over a page is not waited for; the
    /// report says so, and nothing is thrown. The page limit counts
    /// what the frontier has as fetched or failed since it was last reopened, so that a night that is taken up again
    /// does not begin anew; what is beyond it stays waiting.
    ///
    /// - Throws: what the sink throws and `StoreError`; nothing more is fetched then, and what was not yet flushed
    ///   stays waiting.
    public func run() async throws -> CrawlReport { try await CrawlRun(self).run() }
}

/// What a crawl has used of its source's budget.
public struct CrawlSpent: Sendable, Hashable {
    /// Of bodies, content coding undone.
    public var bytes: Int
    public var seconds: Double

    public init(bytes: Int = 0, seconds: Double = 0) {
        self.bytes = bytes
        self.seconds = seconds
    }
}
