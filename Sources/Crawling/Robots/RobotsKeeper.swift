import Model
import Storage

/// Gets the robots.txt of a crawl's origins, each once: from the store where it is fresh, else from the host.
actor RobotsKeeper {
    private let fetcher: Fetcher
    private let store: any FrontierStore
    private let sink: any CrawlSink
    private let agent: String
    private let limits: FetchLimits
    private var verdicts: [String: Task<RobotsVerdict, any Error>] = [:]

    init(fetcher: Fetcher, store: any FrontierStore, sink: any CrawlSink, options: CrawlOptions) {
        self.fetcher = fetcher
        self.store = store
        self.sink = sink
        agent = options.agent
        var limits = options.limits
        limits.redirects = RobotsPolicy.redirects
        limits.bodyBytes = RobotsRules.readBytes
        limits.largeBody = .isCut
        self.limits = limits
    }

    /// - Parameter origin: such as `https://example.org:8443`.
    /// - Throws: `StoreError`, what the sink throws, `CancellationError`.
    func verdict(for origin: String) async throws -> RobotsVerdict {
        if let known = verdicts[origin] { return try await known.value }
        let task = Task { try await self.get(origin) }
        verdicts[origin] = task
        do {
            return try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        } catch {
            verdicts[origin] = nil
            throw error
        }
    }

    /// Whether a verdict is to be had without asking the host.
    func knows(_ origin: String) throws -> Bool {
        if verdicts[origin] != nil { return true }
        return try Self.stored(origin, in: store, agent: agent) != nil
    }

    /// What the store says of an origin, where that is fresh.
    static func stored(_ origin: String, in store: any FrontierStore, agent: String) throws -> RobotsVerdict? {
        guard let record = try store.robots(origin: origin), RobotsPolicy.isFresh(record, now: SystemClock.wall())
        else { return nil }
        return RobotsVerdict(record, agent: agent)
    }

    private func get(_ origin: String) async throws -> RobotsVerdict {
        if let verdict = try Self.stored(origin, in: store, agent: agent) { return verdict }
        guard let url = CanonicalURL(origin + "/robots.txt") else {
            return .leftAlone(reason: "\(origin) is no origin", answered: false)
        }
        var record = RobotsRecord(origin: origin, status: 0, body: [], fetchedAt: SystemClock.wall())
        var failure: FetchError?
        let trail = RedirectTrail()
        let request = FetchRequest(url, limits: limits, accepts: .anything) { trail.add($0) }
        let answer = await answer(request)
        try await trail.archive(in: sink)
        switch answer {
        case .success(let page):
            record.status = page.status
            record.body = page.body
            record.fetchedAt = page.fetchedAt
            try await uncancelled { [sink] in try await sink.robots(page) }
        case .failure(let error):
            switch error.reason {
            case .cancelled: throw CancellationError()
            // RFC 9309, section 2.3.1.2: beyond five redirects the file may be taken as not there.
            case .tooManyRedirects: record.status = 302
            default: failure = error
            }
        }
        try store.save(robots: record)
        return RobotsVerdict(record, agent: agent, failure: failure)
    }

    private func answer(_ request: FetchRequest) async -> Result<Page, FetchError> {
        do throws(FetchError) { return .success(try await fetcher.fetch(request)) } catch { return .failure(error) }
    }
}
