import Crawling
import Foundation
import Model
import Storage
import Synchronization

/// A sink that finds links by `href="…"`, `feed="…"` and `loc="…"`, buffers like the real one, and can fail.
final class MemorySink: CrawlSink {
    struct DiskFull: Error {}

    private struct State {
        var pages: [(page: Page, entry: FrontierEntry)] = []
        var robots: [Page] = []
        var redirects: [Page] = []
        var settled: [(outcome: FrontierOutcome, links: [FrontierEntry])] = []
        var flushes = 0
        var sawCancellation = false
    }

    private let store: MemoryFrontier
    private let failsAfter: Int
    private let pause: Double
    private let state = Mutex(State())

    init(_ store: MemoryFrontier, failsAfter: Int = .max, pause: Double = 0) {
        self.store = store
        self.failsAfter = failsAfter
        self.pause = pause
    }

    func page(_ page: Page, entry: FrontierEntry) async throws -> PageReading {
        if pause > 0 { try await Task.sleep(for: .seconds(pause)) }
        let count = state.withLock { state in
            state.pages.append((page, entry))
            if Task.isCancelled { state.sawCancellation = true }
            return state.pages.count
        }
        if count > failsAfter { throw DiskFull() }
        guard page.status < 400 else { return PageReading() }
        let text = String(decoding: page.body, as: UTF8.self)
        let kinds: [(String, Link.Kind)] = [("href", .page), ("feed", .feed), ("loc", .sitemap)]
        let links = kinds.flatMap { name, kind in
            text.components(separatedBy: "\(name)=\"").dropFirst().map {
                let url = $0.components(separatedBy: "\"")[0]
                return Link(url: CanonicalURL(url, base: page.finalURL)?.string ?? url, kind: kind)
            }
        }
        return PageReading(links: links, content: content(text))
    }

    private func content(_ text: String) -> PageReading.Content {
        if text.contains("is-none") { return .none }
        if text.contains("is-gone") { return .notFound }
        return .new
    }

    func robots(_ page: Page) async throws { state.withLock { $0.robots.append(page) } }

    func redirect(_ page: Page) async throws { state.withLock { $0.redirects.append(page) } }

    func settle(_ outcome: FrontierOutcome, links: [FrontierEntry]) async throws {
        state.withLock { $0.settled.append((outcome, links)) }
    }

    func flush() async throws {
        let settled = state.withLock { state in
            defer { state.settled = [] }
            state.flushes += 1
            if Task.isCancelled { state.sawCancellation = true }
            return state.settled
        }
        _ = try store.add(settled.flatMap(\.links))
        try store.settle(settled.map(\.outcome))
    }

    var pages: [(page: Page, entry: FrontierEntry)] { state.withLock { $0.pages } }
    var robots: [Page] { state.withLock { $0.robots } }
    var redirects: [Page] { state.withLock { $0.redirects } }
    var flushes: Int { state.withLock { $0.flushes } }
    var unflushed: Int { state.withLock { $0.settled.count } }
    var sawCancellation: Bool { state.withLock { $0.sawCancellation } }
}
