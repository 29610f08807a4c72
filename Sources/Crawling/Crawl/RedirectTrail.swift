import Model
import Synchronization

/// The redirects that one request met, which are archived whatever comes at their end.
final class RedirectTrail: Sendable {
    private let pages = Mutex<[Page]>([])

    func add(_ redirect: Redirect) { pages.withLock { $0.append(redirect.response) } }

    /// - Throws: what the sink throws.
    func archive(in sink: any CrawlSink) async throws {
        let met = pages.withLock { $0 }
        guard !met.isEmpty else { return }
        try await uncancelled { for page in met { try await sink.redirect(page) } }
    }
}
