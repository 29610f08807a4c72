import Model
import Storage

/// Where a crawl's pages go.
///
/// A page is handed over first, and its outcome with the links that were taken from it later; both are kept until
/// `flush`, or until the sink sees fit, and then written together.
public protocol CrawlSink: Sendable {
    /// Archives and reads the page, and returns its links.
    func page(_ page: Page, entry: FrontierEntry) async throws -> [Link]

    /// Archives a robots.txt.
    func robots(_ page: Page) async throws

    /// Records what came of an entry, and the entries that were found on its page.
    func settle(_ outcome: FrontierOutcome, links: [FrontierEntry]) async throws

    /// Writes what has been settled so far, so that the frontier knows of it.
    func flush() async throws
}
