import Model
import Storage

/// A crawl while it runs. Belongs to one task, which starts all others and takes what they bring; nothing else touches
/// it.
final class CrawlRun {
    private enum Event: Sendable {
        /// A host may be ready.
        case tick
        /// nil where the crawl was cancelled meanwhile.
        case robots(origin: String, host: String, RobotsVerdict?)
        case fetched(QueuedEntry, Result<Page, FetchError>)
        case read(QueuedEntry, Page, PageReading, links: [FrontierEntry])
        /// The crawl was cancelled, and its end does not wait for the reading.
        case leftUnread(QueuedEntry)
    }

    private typealias Group = ThrowingTaskGroup<Event, any Error>

    private let crawl: Crawl
    private let worker: CrawlWorker
    private let keeper: RobotsKeeper
    private let visited = VisitedPages()
    private let frontier: CrawlFrontier
    private var tally: CrawlTally

    private var shapes = ShapeWatch()
    private var queues = HostQueues()
    private var verdicts: [String: RobotsVerdict] = [:]
    private var robotsUnderWay: Set<String> = []
    private var fetching = 0
    private var reading = 0
    private var budget: CrawlBudget
    private var nextTick = Double.infinity
    private let begun = SystemClock.monotonic()
    /// When the store may be looked into again for other hosts.
    private var nextLook = 0.0

    /// Entries that are taken at most while all hosts taken so far rest.
    private static let mostQueued = 10_000
    /// Seconds between two looks into the store for other hosts.
    private static let lookInterval = 0.5

    init(_ crawl: Crawl) {
        self.crawl = crawl
        budget = CrawlBudget(crawl)
        frontier = CrawlFrontier(crawl)
        keeper = RobotsKeeper(
            fetcher: crawl.fetcher, store: crawl.store, sink: crawl.sink, options: crawl.options)
        worker = CrawlWorker(crawl: crawl, keeper: keeper, visited: visited)
        tally = CrawlTally(source: crawl.source.name, progress: crawl.progress)
    }

    func run() async throws -> CrawlReport {
        try seed()
        let patience = worker.patience
        try await withTaskCancellationHandler {
            try await withThrowingTaskGroup(of: Event.self) { group in
                try await work(&group)
                group.cancelAll()
                // What has come is kept; requests that were given up bring `cancelled`.
                while let event = try await group.next() { try await take(event, &group) }
            }
        } onCancel: {
            patience.cancel()
        }
        try await frontier.flush()
        tally.ended(budget.end)
        tally.took(SystemClock.monotonic() - begun)
        return tally.report(wasCancelled: Task.isCancelled)
    }

    // MARK: - The frontier

    private func seed() throws {
        for start in try frontier.seed() {
            tally.note(
                place: start, problem: "is no absolute http or https URL",
                advice: "correct it under `start` of the source")
        }
        let counts = try frontier.counts()
        budget.pages = counts.fetched + counts.failed
        tally.waiting = counts.waiting
    }

    private var isAtLimit: Bool { budget.isUsedUp(underWay: fetching) }

    /// Takes the next entries from the frontier.
    ///
    /// - Returns: whether there were any.
    private func refill() throws -> Bool { append(try frontier.take(crawl.options.batch)) }

    /// Takes entries from the frontier from its beginning on, so that none is missed.
    ///
    /// - Returns: whether there were any; if not, there are none until others are added.
    private func refillAnew() throws -> Bool { append(try frontier.takeAnew(crawl.options.batch)) }

    private func append(_ fresh: [QueuedEntry]) -> Bool {
        queues.append(fresh)
        return !fresh.isEmpty
    }

    // MARK: - The loop

    private func work(_ group: inout Group) async throws {
        while !Task.isCancelled {
            try await start(&group)
            let isIdle = fetching == 0 && reading == 0 && robotsUnderWay.isEmpty
            if queues.isEmpty && !isAtLimit && frontier.mayHaveMore {
                try await frontier.flush()
                tally.waiting = try frontier.counts().waiting
                if try refill() || refillAnew() { continue }
            }
            if isIdle && (queues.isEmpty || isAtLimit) { return }
            guard let event = try await group.next() else { return }
            try await take(event, &group)
        }
    }

    /// Starts what may start now, and a timer for what may start later.
    private func start(_ group: inout Group) async throws {
        queues.wake(now: SystemClock.monotonic())
        while !isFull, let host = queues.nextReady() {
            while let queued = queues.first(of: host) {
                if isFull {
                    queues.keepReady(host)
                    break
                }
                if let ready = try await serve(queued, of: host, &group) {
                    queues.rest(host, until: ready)
                    break
                }
            }
        }
        let now = SystemClock.monotonic()
        if !isFull, !queues.isEmpty, !crawl.scope.hasOneHost, frontier.mayHaveMore, queues.count < Self.mostQueued {
            // What was found is in the store only once it is flushed, so there is no use in looking all the time.
            if now >= nextLook {
                nextLook = now + Self.lookInterval
                let before = queues.count
                while queues.count < Self.mostQueued, try refill() {}
                if queues.count > before { return try await start(&group) }
            }
            schedule(nextLook, &group)
        }
        if !isAtLimit { schedule(min(budget.deadline, queues.soonest), &group) }
    }

    /// Makes sure that a tick comes at `time`.
    private func schedule(_ time: Double, _ group: inout Group) {
        guard time < nextTick else { return }
        nextTick = time
        let seconds = max(0.001, time - SystemClock.monotonic())
        group.addTask {
            try? await Task.sleep(for: .seconds(seconds))
            return .tick
        }
    }

    private var isFull: Bool {
        fetching + robotsUnderWay.count >= crawl.options.concurrency || reading >= crawl.options.readings || isAtLimit
    }

    /// Deals with the first entry of a host.
    ///
    /// - Returns: nil where the entry has left the queue; else when to look at the host again, infinite where an event
    ///   will tell.
    private func serve(_ queued: QueuedEntry, of host: String, _ group: inout Group) async throws -> Double? {
        let origin = queued.url.origin
        guard crawl.scope.keeps(queued.url, depth: queued.entry.depth, kind: queued.entry.kind) else {
            try await refuse(queued, of: host, "it is no longer in the source's scope")
            return nil
        }
        guard let verdict = try await verdict(origin) else {
            if robotsUnderWay.contains(origin) { return .infinity }
            return try await whenPermitted(host, crawl.source.delay) {
                robotsUnderWay.insert(origin)
                group.addTask { [keeper] in
                    let verdict: RobotsVerdict?
                    do { verdict = try await keeper.verdict(for: origin) } catch is CancellationError { verdict = nil }
                    return .robots(origin: origin, host: host, verdict)
                }
            }
        }
        let rules: AgentRules
        switch verdict {
        case .rules(let known): rules = known
        case .leftAlone(let reason, let answered):
            try await leave(queued, of: host, origin, reason, answered)
            return nil
        }
        let decision = rules.decision(for: queued.url.pathAndQuery)
        guard decision.isAllowed else {
            let line = decision.rule.map { ", line \($0.line): \($0.text)" } ?? ""
            try await refuse(queued, of: host, "robots.txt forbids it", reason: "robots.txt forbids it\(line)")
            return nil
        }
        if visited.contains(queued.url.string), queued.attempts == 0 {
            queues.removeFirst(of: host)
            tally.waiting -= 1
            try await frontier.settle(queued.entry, .fetched, reason: "it was fetched under another address")
            return nil
        }
        if let share = budget.hostShare, budget.hasHadItsShare(host) {
            try await refuse(
                queued, of: host, "its host has had its share of the budget",
                reason: "its host has had \(share) pages, half of the source's budget")
            return nil
        }
        if queued.entry.depth > 0, shapes.isClosed(queued.url) {
            try await refuse(
                queued, of: host, "pages like it bring nothing new",
                reason: "\(ShapeWatch.patience) pages like it have brought nothing new: "
                    + ShapeWatch.shape(of: queued.url))
            return nil
        }
        let delay = max(crawl.source.delay, rules.crawlDelay ?? 0)
        var isGone = false
        let ready = try await whenPermitted(host, delay) {
            queues.removeFirst(of: host)
            isGone = true
            fetching += 1
            budget.begin(host)
            group.addTask { [worker] in .fetched(queued, try await worker.fetch(queued, delay: delay)) }
        }
        return isGone || queues.first(of: host) == nil ? nil : ready
    }

    /// Takes an entry out of the queue without asking for it.
    ///
    /// - Parameters:
    ///   - summary: what the report counts by.
    ///   - reason: what the store keeps, where it says more.
    private func refuse(
        _ queued: QueuedEntry, of host: String, _ summary: String, reason: String? = nil
    ) async throws {
        queues.removeFirst(of: host)
        tally.refused(summary)
        try await frontier.settle(queued.entry, .refused, reason: reason ?? summary)
    }

    /// Calls `begin` where a request to the host may start now.
    ///
    /// - Returns: when to ask again.
    private func whenPermitted(_ host: String, _ delay: Double, _ begin: () -> Void) async throws -> Double {
        switch crawl.manners.begin(host, delay: delay) {
        case .go: begin()
        case .wait(let until): return until
        case .busy: return SystemClock.monotonic() + HostManners.pollInterval
        case .dropped(let reason):
            tally.dropped(host, reason)
            while let queued = queues.first(of: host) {
                queues.removeFirst(of: host)
                tally.failed("the host was dropped for the night")
                try await frontier.settle(
                    queued.entry, .failed, reason: "the host was dropped for the night: \(reason)")
            }
        }
        return .infinity
    }

    private func leave(
        _ queued: QueuedEntry, of host: String, _ origin: String, _ reason: String, _ answered: Bool
    ) async throws {
        queues.removeFirst(of: host)
        tally.robotsUnreachable(origin, reason)
        if answered {
            tally.refused("robots.txt cannot be read")
        } else {
            tally.failed("the host cannot be reached")
        }
        try await frontier.settle(
            queued.entry, answered ? .refused : .failed,
            reason: "robots.txt cannot be read, so the host is left alone for now: \(reason)")
    }

    /// The origin's rules, where they are known without asking the host.
    private func verdict(_ origin: String) async throws -> RobotsVerdict? {
        if let known = verdicts[origin] { return known }
        guard !robotsUnderWay.contains(origin),
            let stored = try RobotsKeeper.stored(origin, in: crawl.store, agent: crawl.options.agent)
        else { return nil }
        try learn(stored, of: origin)
        return stored
    }

    private func learn(_ verdict: RobotsVerdict, of origin: String) throws {
        verdicts[origin] = verdict
        guard let sitemaps = verdict.rules?.sitemaps, let base = CanonicalURL(origin + "/robots.txt") else { return }
        try frontier.add(
            sitemaps.compactMap { CanonicalURL($0, base: base) }.filter(crawl.scope.containsSitemap).map {
                FrontierEntry(source: crawl.source.name, url: $0.string, depth: 0, kind: .sitemap)
            })
    }

    // MARK: - What the tasks bring

    private func take(_ event: Event, _ group: inout Group) async throws {
        switch event {
        case .tick: nextTick = .infinity
        case .robots(let origin, let host, let verdict):
            robotsUnderWay.remove(origin)
            queues.touch(host)
            // Trouble with robots.txt already keeps the host from being asked for anything else.
            crawl.manners.end(host, verdict?.rules == nil ? .neither : .answered)
            if let verdict { try learn(verdict, of: origin) }
        case .fetched(let queued, let result):
            fetching -= 1
            queues.touch(queued.url.hostAndPort)
            try await take(result, of: queued, &group)
        case .read(let queued, let page, let pageReading, let links):
            reading -= 1
            try await take(pageReading, of: page, links: links, queued)
        case .leftUnread(let queued):
            reading -= 1
            frontier.release(queued.entry)
        }
    }

    private func take(_ reading: PageReading, of page: Page, links: [FrontierEntry], _ queued: QueuedEntry) async throws
    {
        let entry = queued.entry
        let isUnchanged = page.status == 304 || reading.content == .unchanged
        let failure = Self.failure(page, reading)
        tally.came(page, isUnchanged: isUnchanged, isRead: failure == nil)
        if let canonical = reading.canonical { visited.insert(canonical) }
        if page.status < 400, page.status != 304, entry.kind == .page,
            let shape = shapes.read(queued.url, content: reading.content, links: links.map(\.url))
        {
            tally.closed(shape)
        }
        if let failure {
            tally.failed(failure)
            try await frontier.settle(
                entry, .failed, status: page.status, reason: failure, links: links,
                content: reading.content == .notFound ? .gone : nil)
        } else {
            try await frontier.settle(
                entry, .fetched, status: page.status, links: links, validators: PageValidators(of: page),
                content: isUnchanged || reading.content == .repeated ? .unchanged : .open,
                contentDigest: reading.contentDigest)
        }
    }

    /// Why a response is no page that could be read; nil where it is one.
    private static func failure(_ page: Page, _ reading: PageReading) -> String? {
        if page.status >= 400 { return "status \(page.status)" }
        switch reading.content {
        case .unreadable: return "it holds no text that can be read"
        case .notFound: return "not found, though the status is \(page.status)"
        case .none, .new, .unchanged, .repeated: return nil
        }
    }

    private func take(_ result: Result<Page, FetchError>, of queued: QueuedEntry, _ group: inout Group) async throws {
        switch result {
        case .success(let page):
            let mayPass = page.status == 429 || page.status >= 500
            if mayPass, retry(queued) { return }
            budget.spend(bytes: page.body.count)
            visited.insert(page.finalURL)
            reading += 1
            group.addTask { [worker] in
                guard let (reading, links) = try await worker.read(page, of: queued.entry) else {
                    return .leftUnread(queued)
                }
                return .read(queued, page, reading, links: links)
            }
        case .failure(let error):
            switch error.reason {
            // Its URL stays waiting.
            case .cancelled: frontier.release(queued.entry)
            case _ where error.isPassing && Task.isCancelled: frontier.release(queued.entry)
            case .redirectRefused, .mediaRefused:
                tally.refused(error.summary)
                try await frontier.settle(queued.entry, .refused, reason: error.problem)
            default:
                if error.isPassing, retry(queued) { return }
                budget.spend(bytes: 0)
                tally.failed(error.summary, error.problem)
                try await frontier.settle(queued.entry, .failed, reason: error.problem)
            }
        }
    }

    /// Puts an entry back for another attempt, where it has one left and the crawl goes on.
    private func retry(_ queued: QueuedEntry) -> Bool {
        guard queued.attempts + 1 < crawl.options.attempts, !Task.isCancelled else { return false }
        var again = queued
        again.attempts += 1
        queues.putBack(again)
        return true
    }
}
