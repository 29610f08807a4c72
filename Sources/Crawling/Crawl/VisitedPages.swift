import Synchronization

/// Where the responses of this crawl came from, after redirects, so that a page that many links redirect to is
/// fetched once. The source's page limit bounds it.
final class VisitedPages: Sendable {
    private let urls = Mutex<Set<String>>([])

    func insert(_ url: String) { urls.withLock { _ = $0.insert(url) } }

    func contains(_ url: String) -> Bool { urls.withLock { $0.contains(url) } }
}
