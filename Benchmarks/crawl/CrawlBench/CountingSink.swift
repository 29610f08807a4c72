import Crawling
import Extraction
import Model
import Storage
import Synchronization

/// Extracts each page as the night does, counts what came of it and lets it go.
final class CountingSink: CrawlSink {
    struct Counts {
        var posts = 0
        var links = 0
        /// Of the posts' titles and texts.
        var textBytes = 0
    }

    let frontier = MemoryFrontier()
    private let extractor: Extractor
    private let state = Mutex(Counts())

    init(extractor: Extractor) { self.extractor = extractor }

    var counts: Counts { state.withLock { $0 } }

    func page(_ page: Page, entry: FrontierEntry) async throws -> PageReading {
        guard (200..<300).contains(page.status) else { return PageReading() }
        let extracted = extractor.extract(
            Document(
                body: page.body, url: page.finalURL, contentType: page.header("Content-Type"), source: entry.source,
                kind: entry.kind))
        let textBytes = extracted.posts.reduce(0) { $0 + $1.text.utf8.count + ($1.title?.utf8.count ?? 0) }
        state.withLock { counts in
            counts.posts += extracted.posts.count
            counts.links += extracted.links.count
            counts.textBytes += textBytes
        }
        return PageReading(links: extracted.links, content: extracted.posts.isEmpty ? .none : .new)
    }

    func robots(_ page: Page) async throws {}

    func redirect(_ page: Page) async throws {}

    /// At once: there is nothing to be gained by writing many together.
    func settle(_ outcome: FrontierOutcome, links: [FrontierEntry]) async throws {
        _ = try frontier.add(links)
        try frontier.settle([outcome])
    }

    func flush() async throws {}
}
