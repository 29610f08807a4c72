import Model
import Storage
import Synchronization

/// What a crawl's tasks do beside its main one: a request, or the reading of a page.
struct CrawlWorker: Sendable {
    let crawl: Crawl
    let keeper: RobotsKeeper
    let visited: VisitedPages
    let patience = ReadingPatience()
    private let offered = OfferedLinks()

    init(crawl: Crawl, keeper: RobotsKeeper, visited: VisitedPages) {
        self.crawl = crawl
        self.keeper = keeper
        self.visited = visited
    }

    /// Fetches an entry whose host has been begun with `HostManners`, and ends it there; redirects that were met on
    /// the way have gone to the sink.
    ///
    /// - Throws: what the sink throws.
    func fetch(_ queued: QueuedEntry, delay: Double) async throws -> Result<Page, FetchError> {
        let trail = RedirectTrail()
        let host = BegunHost(queued.url.hostAndPort)
        let gate: FetchRequest.RedirectGate = { redirect throws(FetchError) in
            trail.add(redirect)
            try await pass(redirect, of: queued, delay: delay, host)
        }
        var limits = crawl.options.limits
        var accepts = AcceptedMedia.text
        if queued.entry.kind == .sitemap {
            // The protocol allows 50 MiB; of a larger one, the beginning is read.
            limits.bodyBytes = max(limits.bodyBytes, 50 << 20)
            limits.largeBody = .isCut
            accepts = .textOrGzip
        }
        let request = FetchRequest(
            queued.url, limits: limits, accepts: accepts,
            validators: queued.entry.validators, gate: gate)
        let result: Result<Page, FetchError>
        do throws(FetchError) {
            result = .success(try await crawl.fetcher.fetch(request))
        } catch {
            result = .failure(error)
        }
        host.end(Self.ending(result), answerTime: (try? result.get())?.answerTime, in: crawl.manners)
        try await trail.archive(in: crawl.sink)
        return result
    }

    /// Hands a page to the sink.
    ///
    /// - Returns: what the sink made of it, and the links that are in scope, each once, those left out that an earlier
    ///   page of this crawl has led to; nil where a crawl that was cancelled does not wait for it.
    func read(_ page: Page, of entry: FrontierEntry) async throws -> (PageReading, [FrontierEntry])? {
        let sink = crawl.sink
        guard let reading = try await patience.run({ try await sink.page(page, entry: entry) }) else { return nil }
        guard !reading.links.isEmpty, let found = CanonicalURL(canonical: page.finalURL) else { return (reading, []) }
        var entries: [FrontierEntry] = []
        for link in reading.links where link.url != entry.url {
            // A feed or sitemap that a page names is as near to the start as the page itself.
            let depth = link.kind == .page ? entry.depth + 1 : entry.depth
            guard let url = CanonicalURL(canonical: link.url), !offered.contains(url, depth: depth),
                crawl.scope.contains(url, depth: depth, kind: link.kind, foundOn: found, pageKind: entry.kind)
            else { continue }
            // The page stays waiting until its links are written with its outcome, so that none is lost to a crash.
            offered.insert(url, depth: depth)
            entries.append(FrontierEntry(source: entry.source, url: url.string, depth: depth, kind: link.kind))
        }
        return (reading, entries)
    }

    /// Lets a redirect through that a link to the same place would have been let through, when its host is ready.
    private func pass(
        _ redirect: Redirect, of queued: QueuedEntry, delay: Double, _ host: BegunHost
    ) async throws(FetchError) {
        let target = redirect.to
        func refuse(_ refusal: FetchError.RedirectRefusal, because reason: String = "") -> FetchError {
            FetchError(.redirectRefused(refusal, to: target.string), place: queued.url.string, detail: reason)
        }
        guard crawl.scope.allowsRedirect(to: target) else { throw refuse(.outOfScope) }
        if target != queued.url, visited.contains(target.string) { throw refuse(.alreadyFetched) }
        do {
            let isKnown = try await keeper.knows(target.origin)
            if host.isBegun(target.hostAndPort) {
                if isKnown { try await crawl.manners.waitForNext(target.hostAndPort, delay: delay) }
            } else {
                // The host that redirects is let go before the other is waited for: two requests that each hold
                // the host the other wants would wait for ever.
                host.end(.answered, in: crawl.manners)
                if let reason = try await crawl.manners.wait(target.hostAndPort, delay: crawl.source.delay) {
                    throw refuse(.hostLeftAlone, because: reason)
                }
                host.begin(target.hostAndPort)
            }
            let rules: AgentRules
            switch try await keeper.verdict(for: target.origin) {
            case .rules(let known): rules = known
            case .leftAlone(let reason, _): throw refuse(.hostLeftAlone, because: reason)
            }
            guard rules.decision(for: redirect.pathAndQuery).isAllowed else { throw refuse(.robots) }
            if !isKnown {
                let delay = max(crawl.source.delay, rules.crawlDelay ?? 0)
                try await crawl.manners.waitForNext(target.hostAndPort, delay: delay)
            }
        } catch let error as FetchError {
            throw error
        } catch is CancellationError {
            throw FetchError(.cancelled, place: queued.url.string)
        } catch {
            throw FetchError(.other, place: queued.url.string, detail: "\(error)")
        }
    }

    private static func ending(_ result: Result<Page, FetchError>) -> Politeness.Ending {
        switch result {
        case .success(let page) where page.status == 429 || page.status >= 500:
            let retryAfter = page.header("Retry-After").flatMap {
                RetryAfter.seconds($0, now: SystemClock.wall())
            }
            return .failed(reason: "it answers with status \(page.status)", retryAfter: retryAfter)
        case .success: return .answered
        case .failure(let error):
            if error.blamesHost { return .failed(reason: error.problem, retryAfter: nil) }
            return error.reason == .cancelled ? .neither : .answered
        }
    }
}

/// The host that a redirect chain has under way; none while it waits for the next.
private final class BegunHost: Sendable {
    private let host: Mutex<String?>

    init(_ host: String) { self.host = Mutex(host) }

    func isBegun(_ name: String) -> Bool { host.withLock { $0 == name } }

    func begin(_ name: String) { host.withLock { $0 = name } }

    func end(_ ending: Politeness.Ending, answerTime: Double? = nil, in manners: HostManners) {
        let ended = host.withLock { host in
            defer { host = nil }
            return host
        }
        if let ended { manners.end(ended, ending, answerTime: answerTime) }
    }
}
