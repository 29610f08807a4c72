import Model
import Storage

/// Where a crawl's pages go.
///
/// A page is handed over first, its outcome with the links taken from it later; what is settled is written together
/// at `flush`, or sooner where the sink sees fit. Several pages may be handed over at the same time; `settle` and
/// `flush` are called one after the other. Calls are never made in a cancelled task.
public protocol CrawlSink: Sendable {
    /// Archives and reads a response, whatever its status.
    ///
    /// - Throws: what ends the crawl, such as a full disk.
    func page(_ page: Page, entry: FrontierEntry) async throws -> PageReading

    /// Archives a robots.txt, whatever its status.
    func robots(_ page: Page) async throws

    /// Archives a response that sent the crawl elsewhere, on the way to a page or to a robots.txt.
    func redirect(_ page: Page) async throws

    /// Takes note of what came of an entry, and of the entries found on its page.
    func settle(_ outcome: FrontierOutcome, links: [FrontierEntry]) async throws

    /// Writes what has been settled so far, so that the frontier knows of it.
    func flush() async throws
}
