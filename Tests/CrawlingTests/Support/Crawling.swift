import Crawling
import Model
import Storage
import TestSupport

/// Everything that a crawl of a loopback server needs.
struct CrawlBench: Sendable {
    let server: LoopbackServer
    let store: MemoryFrontier
    let sink: MemorySink
    let client: LoopbackFetcher

    init(
        store: MemoryFrontier = MemoryFrontier(), failsAfter: Int = .max, pause: Double = 0,
        _ handler: @escaping LoopbackServer.Handler
    ) throws {
        server = try LoopbackServer(handler)
        self.store = store
        sink = MemorySink(store, failsAfter: failsAfter, pause: pause)
        client = LoopbackFetcher(allowed: ["127.0.0.1", "localhost"])
    }

    func url(_ path: String) -> String { server.origin + path }

    func crawl(
        start: [String] = ["/"], kind: Source.Kind = .site, depth: Int = 5, pages: Int = 100, bytes: Int? = nil,
        time: Double? = nil, delay: Double = 0,
        name: String = "s", settings: Politeness.Settings = .quick, manners: HostManners? = nil,
        options: CrawlOptions = CrawlOptions(limits: .quick), budget: NightBudget = NightBudget(),
        spent: CrawlSpent = CrawlSpent(),
        includes: @escaping @Sendable (String) -> Bool = { _ in true },
        excludes: @escaping @Sendable (String) -> Bool = { _ in false },
        progress: @escaping @Sendable (CrawlProgress) -> Void = { _ in }
    ) -> Crawl {
        let source = Source(
            name: name, start: start.map { $0.hasPrefix("/") ? url($0) : $0 }, kind: kind, depth: depth, pages: pages,
            bytes: bytes, time: time, delay: delay)
        return Crawl(
            source: source, scope: Scope(source: source, includes: includes, excludes: excludes),
            fetcher: client.fetcher, store: store, sink: sink,
            manners: manners ?? HostManners(Politeness(settings)), budget: budget, spent: spent, options: options,
            progress: progress)
    }
}

extension Politeness.Settings {
    /// For tests: back-offs of hundredths of a second.
    static let quick = Politeness.Settings(failuresUntilDropped: 4, firstBackOff: 0.01, longestWait: 5)
}
