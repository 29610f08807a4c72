import Archiving
import Crawling
import Extraction
import Foundation
import Model
import Storage

/// What happens to one source's pages on their way from the network to the store: archived, extracted, judged.
struct SourceSink: CrawlSink {
    let source: Source
    let writer: NightWriter
    let extractor: Extractor
    let bench: Bench
    let tally: NightTally

    func page(_ page: Page, entry: FrontierEntry) async throws -> [Link] {
        let record = try await writer.archive(page)
        guard (200..<300).contains(page.status) else {
            await writer.keep([], of: page, source: source.name, url: entry.url, record: record)
            return []
        }
        let extracted = extractor.extract(
            Document(
                body: page.body, url: page.finalURL, contentType: page.header("Content-Type"),
                robotsHeader: page.headers.filter { $0.name.lowercased() == "x-robots-tag" }.map(\.value),
                linkHeader: page.headers.filter { $0.name.lowercased() == "link" }.map(\.value),
                source: source.name, kind: entry.kind))
        let posts = keptPosts(of: extracted, entry)
        let judged = await bench.judge(for: entry.url).judge(
            posts, captured: page.fetchedAt, digest: record.payloadDigest)
        await writer.keep(judged, of: page, source: source.name, url: entry.url, record: record)
        tally.add(posts: judged.count, flagged: judged.count { $0.finding.flagged }, source: source.name)
        return extracted.nofollow ? [] : extracted.links
    }

    func robots(_ page: Page) async throws { _ = try await writer.archive(page) }

    func redirect(_ page: Page) async throws { _ = try await writer.archive(page) }

    func settle(_ outcome: FrontierOutcome, links: [FrontierEntry]) async throws {
        try await writer.settle(outcome, links: links)
    }

    func flush() async throws { try await writer.flush() }

    /// A feed's entry is a teaser of a page: where the page itself is fetched, the page's post is the one to keep.
    private func keptPosts(of extracted: Extracted, _ entry: FrontierEntry) -> [Post] {
        extracted.kind == .feed && entry.depth < source.depth ? [] : extracted.posts
    }
}
