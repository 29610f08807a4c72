import Foundation
import Model
import Storage

/// Answers for the hosts of one crawl whether a page may be fetched; fetches each host's robots.txt once a day.
actor RobotsGate {
    enum Verdict: Sendable {
        case allowed(crawlDelay: Double?)
        /// The line that forbids it.
        case denied(String)
        /// robots.txt could not be had, so that the host is left alone for now (RFC 9309, section 2.3.1.4).
        case unavailable(String)
    }

    private enum Answer {
        case rules(RobotsRules)
        case unavailable(String)
    }

    private let fetcher: Fetcher
    private let store: any FrontierStore
    private let agent: String
    private let archive: @Sendable (Page) async throws -> Void
    private var answers: [String: Task<Answer, any Error>] = [:]

    /// RFC 9309, section 2.4: a copy is not used for longer than a day.
    private static let lifetime = 86_400.0
    /// RFC 9309, section 2.3.1.2.
    private static let mostRedirects = 5

    init(
        fetcher: Fetcher, store: any FrontierStore, agent: String,
        archive: @escaping @Sendable (Page) async throws -> Void
    ) {
        self.fetcher = fetcher
        self.store = store
        self.agent = agent
        self.archive = archive
    }

    func verdict(for url: CanonicalURL) async throws -> Verdict {
        switch try await answer(url.origin) {
        case .unavailable(let reason): return .unavailable(reason)
        case .rules(let rules):
            let decision = rules.decision(for: url.pathAndQuery, agent: agent)
            if decision.isAllowed { return .allowed(crawlDelay: decision.crawlDelay) }
            return .denied(decision.rule.map { "line \($0.line), \($0.text)" } ?? "a rule")
        }
    }

    /// The `Sitemap` lines of an origin's robots.txt.
    func sitemaps(of origin: String) async throws -> [String] {
        if case .rules(let rules) = try await answer(origin) { return rules.sitemaps }
        return []
    }

    private func answer(_ origin: String) async throws -> Answer {
        if let known = answers[origin] { return try await known.value }
        let task = Task { try await self.load(origin) }
        answers[origin] = task
        return try await task.value
    }

    private func load(_ origin: String) async throws -> Answer {
        if let known = try store.robots(origin: origin), known.status != 0, known.status < 500,
            Date().timeIntervalSince1970 - known.fetchedAt < Self.lifetime
        {
            return Self.answer(status: known.status, body: known.body)
        }
        guard var url = CanonicalURL(origin + "/robots.txt") else { return .unavailable("no address") }
        for _ in 0...Self.mostRedirects {
            let page: Page
            do {
                page = try await fetcher.fetch(FetchRequest(url: url))
            } catch FetchError.bodyTooLarge {
                // What could be parsed of it is not kept; a file beyond all measure is no reason to stay away.
                return .rules(RobotsRules([]))
            } catch {
                return .unavailable("robots.txt: \(error.sentence)")
            }
            try await archive(page)
            if (300..<400).contains(page.status), let location = page.header("Location"),
                let next = CanonicalURL(location, base: url)
            {
                url = next
                continue
            }
            try store.save(
                robots: RobotsRecord(
                    origin: origin, status: page.status, body: Array(page.body.prefix(RobotsRules.readBytes)),
                    fetchedAt: page.fetchedAt))
            return Self.answer(status: page.status, body: page.body)
        }
        return .rules(RobotsRules([]))
    }

    private static func answer(status: Int, body: [UInt8]) -> Answer {
        switch status {
        case 200..<300: .rules(RobotsRules(body))
        case 500...: .unavailable("robots.txt answers with status \(status)")
        // 4xx means that there is no robots.txt (section 2.3.1.3).
        default: .rules(RobotsRules([]))
        }
    }
}
