import Foundation
import Model
import Storage

/// One source's crawl: takes waiting URLs from the frontier, asks robots.txt, keeps to the pace, fetches, hands pages
/// over, and adds the links that are in scope.
public struct Crawl: Sendable {
    private let source: Source
    private let scope: Scope
    private let fetcher: Fetcher
    private let store: any FrontierStore
    private let sink: any CrawlSink
    private let agent: String
    private let limits: FetchLimits
    private let progress: @Sendable (CrawlProgress) -> Void

    /// Fetches at once over all hosts.
    private static let mostAtOnce = 16
    /// Entries taken from the frontier at a time.
    private static let taken = 256
    /// Attempts for a page that fails for a reason that may pass.
    private static let mostAttempts = 3

    /// - Parameters:
    ///   - agent: the product token that robots.txt is asked for.
    ///   - progress: called after each page.
    public init(
        source: Source, scope: Scope, fetcher: Fetcher, store: any FrontierStore, sink: any CrawlSink,
        agent: String = "vigil", limits: FetchLimits = FetchLimits(),
        progress: @escaping @Sendable (CrawlProgress) -> Void = { _ in }
    ) {
        self.source = source
        self.scope = scope
        self.fetcher = fetcher
        self.store = store
        self.sink = sink
        self.agent = agent
        self.limits = limits
        self.progress = progress
    }

    /// Crawls until nothing waits, the source's page limit is reached, or the task is cancelled: then what is under way
    /// is left waiting and what was fetched is written.
    ///
    /// - Throws: what the sink or the store throw; nothing more is fetched then.
    public func run() async throws -> CrawlReport {
        let gate = RobotsGate(fetcher: fetcher, store: store, agent: agent) { try await sink.robots($0) }
        try await seed(gate)
        var state = CrawlState(politeness: Politeness(delay: source.delay))
        try await withThrowingTaskGroup(of: Attempt.self) { group in
            while !Task.isCancelled {
                let wait = try await startReady(&state, gate, &group)
                if state.underWay.isEmpty, wait == nil {
                    if try await refill(&state) { continue }
                    break
                }
                if state.isTimerNeeded(wait) {
                    state.hasTimer = true
                    let seconds = min(max(wait ?? 0, 0.001), 1)
                    group.addTask {
                        try? await Task.sleep(for: .seconds(seconds))
                        return .timer
                    }
                }
                guard let attempt = try await group.next() else { break }
                try await settle(attempt, &state)
            }
            group.cancelAll()
            while let attempt = try await group.next() {
                if case .done(_, .success) = attempt { try await settle(attempt, &state) }
            }
        }
        try await sink.flush()
        return report(state)
    }

    // MARK: Frontier

    private func seed(_ gate: RobotsGate) async throws {
        let kind: Link.Kind = source.kind == .feed ? .feed : source.kind == .sitemap ? .sitemap : .page
        var entries: [FrontierEntry] = []
        for start in source.start {
            guard let url = CanonicalURL(start) else { continue }
            entries.append(FrontierEntry(source: source.name, url: url.string, depth: 0, kind: kind))
            guard source.kind == .site else { continue }
            for sitemap in try await gate.sitemaps(of: url.origin) {
                guard let address = CanonicalURL(sitemap, base: url),
                    scope.contains(address, depth: 0, kind: .sitemap)
                else { continue }
                entries.append(FrontierEntry(source: source.name, url: address.string, depth: 0, kind: .sitemap))
            }
        }
        try store.add(entries)
    }

    /// Takes more entries from the frontier; false where none waits.
    private func refill(_ state: inout CrawlState) async throws -> Bool {
        guard state.queue.isEmpty, state.fetched < source.pages else { return false }
        try await sink.flush()
        state.queue = try store.waiting(source: source.name, limit: Self.taken)
        state.waiting = try store.frontierCounts(source: source.name).waiting
        return !state.queue.isEmpty
    }

    // MARK: Starting

    private enum Attempt: Sendable {
        case timer
        case done(FrontierEntry, Result<Page, Failure>)
    }

    private enum Failure: Error, Sendable {
        case denied(String)
        case robots(String)
        case fetch(FetchError)
    }

    /// Starts what may start now; how many seconds until something else may, nil where nothing waits for time.
    private func startReady(
        _ state: inout CrawlState, _ gate: RobotsGate, _ group: inout ThrowingTaskGroup<Attempt, any Error>
    ) async throws -> Double? {
        let now = Self.now()
        var later: [FrontierEntry] = []
        var soonest: Double?
        for entry in state.queue {
            guard let url = CanonicalURL(entry.url) else {
                try await settle(entry, .refused, reason: "not a URL", &state)
                continue
            }
            if let reason = state.politeness.dropped(url.host) {
                try await settle(entry, .failed, reason: "the host was dropped for the night: \(reason)", &state)
                continue
            }
            guard scope.contains(url, depth: entry.depth, kind: entry.kind) else {
                try await settle(entry, .refused, reason: "no longer in scope", &state)
                continue
            }
            let (isReady, next) = state.politeness.readiness(url.host, now: now)
            let isFull =
                state.underWay.count >= Self.mostAtOnce || state.fetched + state.underWay.count >= source.pages
            guard isReady, !isFull else {
                if let next, !isFull { soonest = min(soonest ?? .infinity, next - now) }
                later.append(entry)
                continue
            }
            if case .allowed(let delay?) = try await gate.verdict(for: url), delay > 0 {
                state.politeness.set(robotsDelay: delay, url.host)
            }
            state.politeness.started(url.host, now: Self.now())
            state.underWay.insert(entry.url)
            group.addTask { .done(entry, await attempt(entry, url, gate)) }
        }
        state.queue = state.fetched >= source.pages ? [] : later
        return soonest
    }

    private func attempt(_ entry: FrontierEntry, _ url: CanonicalURL, _ gate: RobotsGate) async -> Result<Page, Failure>
    {
        do {
            switch try await gate.verdict(for: url) {
            case .denied(let rule): return .failure(.denied(rule))
            case .unavailable(let reason): return .failure(.robots(reason))
            case .allowed: return .success(try await fetcher.fetch(FetchRequest(url: url, limits: limits)))
            }
        } catch let error as FetchError {
            return .failure(.fetch(error))
        } catch {
            return .failure(.robots("\(error)"))
        }
    }

    // MARK: Settling

    private func settle(_ attempt: Attempt, _ state: inout CrawlState) async throws {
        guard case .done(let entry, let result) = attempt else {
            state.hasTimer = false
            return
        }
        state.underWay.remove(entry.url)
        let host = CanonicalURL(entry.url)?.host ?? ""
        switch result {
        case .success(let page): try await settle(page, entry, host, &state)
        case .failure(.denied(let rule)):
            state.politeness.ended(host)
            try await settle(entry, .refused, reason: "robots.txt: \(rule)", &state)
        case .failure(.robots(let reason)):
            state.politeness.ended(host)
            state.unreadable[host] = reason
            try await settle(entry, .refused, reason: reason, &state)
        case .failure(.fetch(.cancelled)): state.politeness.ended(host)
        case .failure(.fetch(let error)):
            if error.isTransient {
                state.politeness.failed(
                    host, now: Self.now(), reason: error.sentence, chance: Double.random(in: 0...1))
            } else {
                state.politeness.ended(host)
            }
            if error.isTransient, state.mayRetry(entry.url, Self.mostAttempts), state.politeness.dropped(host) == nil {
                state.queue.append(entry)
            } else {
                state.failures[host] = error.sentence
                try await settle(entry, .failed, reason: error.sentence, &state)
            }
        }
        report(state, to: progress)
    }

    private func settle(_ page: Page, _ entry: FrontierEntry, _ host: String, _ state: inout CrawlState) async throws {
        if page.status == 429 || page.status >= 500 {
            let wait = page.header("Retry-After").flatMap {
                RetryAfter.seconds($0, now: Date().timeIntervalSince1970)
            }
            state.politeness.failed(
                host, now: Self.now(), reason: "status \(page.status)", retryAfter: wait,
                chance: Double.random(in: 0...1))
            if state.mayRetry(entry.url, Self.mostAttempts), state.politeness.dropped(host) == nil {
                state.queue.append(entry)
                return
            }
        } else {
            state.politeness.succeeded(host)
        }
        let links = try await sink.page(page, entry: entry)
        var found = frontierEntries(links, from: entry)
        if (300..<400).contains(page.status), let location = page.header("Location"),
            let target = CanonicalURL(location, base: entry.url),
            scope.contains(target, depth: entry.depth, kind: entry.kind)
        {
            found.append(FrontierEntry(source: source.name, url: target.string, depth: entry.depth, kind: entry.kind))
        }
        state.bytes += page.body.count
        if page.status >= 400 {
            let reason = "status \(page.status)"
            state.failures[host] = reason
            try await settle(entry, .failed, reason: reason, status: page.status, links: found, &state)
        } else {
            state.fetched += 1
            try await settle(entry, .fetched, reason: nil, status: page.status, links: found, &state)
        }
    }

    private func settle(
        _ entry: FrontierEntry, _ result: FrontierOutcome.Result, reason: String?, status: Int? = nil,
        links: [FrontierEntry] = [], _ state: inout CrawlState
    ) async throws {
        switch result {
        case .fetched: break
        case .refused: state.refused[reason ?? "", default: 0] += 1
        case .failed: state.failed[reason ?? "", default: 0] += 1
        }
        state.waiting = max(0, state.waiting - 1)
        try await sink.settle(
            FrontierOutcome(
                source: entry.source, url: entry.url, result: result, status: status, reason: reason,
                at: Date().timeIntervalSince1970), links: links)
    }

    private func frontierEntries(_ links: [Link], from entry: FrontierEntry) -> [FrontierEntry] {
        var seen: Set<String> = []
        return links.compactMap { link in
            // A feed or sitemap that a page names is as near to the start as the page itself.
            let depth = link.kind == .page ? entry.depth + 1 : entry.depth
            guard let url = CanonicalURL(link.url), scope.contains(url, depth: depth, kind: link.kind),
                seen.insert(url.string).inserted
            else { return nil }
            return FrontierEntry(source: source.name, url: url.string, depth: depth, kind: link.kind)
        }
    }

    // MARK: Reporting

    private func report(_ state: CrawlState, to progress: (CrawlProgress) -> Void) {
        var now = CrawlProgress()
        now.fetched = state.fetched
        now.refused = state.refused.values.reduce(0, +)
        now.failed = state.failed.values.reduce(0, +)
        now.waiting = max(state.waiting, state.queue.count)
        now.bytes = state.bytes
        progress(now)
    }

    private func report(_ state: CrawlState) -> CrawlReport {
        var report = CrawlReport()
        report.fetched = state.fetched
        report.refused = state.refused
        report.failed = state.failed
        report.bytes = state.bytes
        for (host, reason) in state.unreadable.sorted(by: { $0.key < $1.key }) {
            report.problems.append(
                CrawlProblem(
                    place: "\(source.name), \(host)", problem: "left alone: \(reason)",
                    advice: "the next scan asks again"))
        }
        for (host, reason) in state.politeness.droppedHosts {
            report.problems.append(
                CrawlProblem(
                    place: "\(source.name), \(host)", problem: "dropped for the night: \(reason)",
                    advice: "the next scan tries again"))
        }
        if state.fetched == 0, report.problems.isEmpty, let failure = state.failures.min(by: { $0.key < $1.key }) {
            report.problems.append(
                CrawlProblem(
                    place: "\(source.name), \(failure.key)", problem: "nothing could be fetched: \(failure.value)",
                    advice: "check the source's start pages"))
        }
        return report
    }

    private static func now() -> Double { ProcessInfo.processInfo.systemUptime }
}

/// A crawl's memory.
private struct CrawlState {
    var politeness: Politeness
    /// Taken from the frontier and not yet started.
    var queue: [FrontierEntry] = []
    var underWay: Set<String> = []
    var hasTimer = false
    var attempts: [String: Int] = [:]
    var fetched = 0
    var waiting = 0
    var bytes = 0
    var refused: [String: Int] = [:]
    var failed: [String: Int] = [:]
    /// Hosts whose robots.txt could not be had, and why.
    var unreadable: [String: String] = [:]
    /// The last failure of each host.
    var failures: [String: String] = [:]

    init(politeness: Politeness) { self.politeness = politeness }

    func isTimerNeeded(_ wait: Double?) -> Bool { wait != nil && !hasTimer }

    mutating func mayRetry(_ url: String, _ most: Int) -> Bool {
        attempts[url, default: 1] += 1
        return (attempts[url] ?? 1) <= most
    }
}
