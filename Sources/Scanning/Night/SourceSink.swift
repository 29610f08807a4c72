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
    let store: any Store
    let night: Int64
    let twins = TwinPages()

    func page(_ page: Page, entry: FrontierEntry) async throws -> PageReading {
        let record = try writer.archive(page)
        guard (200..<300).contains(page.status) else {
            await writer.keep([], of: page, source: source.name, url: entry.url, record: record)
            return PageReading()
        }
        let extracted = read(page, entry)
        let posts = keptPosts(of: extracted, entry)
        var reading = PageReading(
            links: extracted.nofollow ? [] : extracted.links, contentDigest: ContentDigest.of(posts),
            canonical: extracted.ownAddress)
        let isKnown: Bool
        (reading.content, isKnown) = content(of: extracted, reading.contentDigest, page, entry)
        if try isOld(posts, entry) { reading.links.removeAll { $0.kind == .listing } }
        let judged =
            isKnown
            ? []
            : await bench.judge(for: entry.url).judge(
                posts, captured: page.fetchedAt, digest: record.payloadDigest)
        await writer.keep(judged, of: page, source: source.name, url: entry.url, record: record)
        tally.add(posts: posts.count, flagged: judged.count { $0.finding.flagged }, source: source.name)
        return reading
    }

    private func read(_ page: Page, _ entry: FrontierEntry) -> Extracted {
        func values(_ name: String) -> [String] {
            page.headers.filter { $0.name.lowercased() == name }.map(\.value)
        }
        var document = Document(
            body: page.body, url: page.finalURL, contentType: page.header("Content-Type"),
            robotsHeader: values("x-robots-tag"), linkHeader: values("link"), source: source.name, kind: entry.kind)
        let extracted = extractor.extract(document)
        guard let address = extracted.ownAddress,
            twins.contradicts(ContentDigest.of(extracted.posts), at: address)
        else { return extracted }
        document.trustsCanonical = false
        return extractor.extract(document)
    }

    /// What the page held, and whether its posts need not be judged since they have been: at the last visit, or on the
    /// same page under another address.
    private func content(
        of extracted: Extracted, _ digest: String?, _ page: Page, _ entry: FrontierEntry
    ) -> (PageReading.Content, isKnown: Bool) {
        if extracted.isNotFound { return (.notFound, true) }
        if extracted.kind == .unknown, !page.body.isEmpty { return (.unreadable, true) }
        guard let digest else { return (.none, true) }
        let kin = twins.meet(digest, at: extracted.ownAddress ?? page.finalURL)
        if entry.contentDigest == digest { return (.unchanged, true) }
        switch kin {
        case .first: return (.new, false)
        case .samePage: return (.repeated, true)
        case .repost: return (.repeated, false)
        }
    }

    /// Whether all of a listing's posts were known before this night, so that what comes after them is too.
    private func isOld(_ posts: [Post], _ entry: FrontierEntry) throws -> Bool {
        guard !posts.isEmpty, entry.kind == .listing || source.kind == .telegramPreview || source.kind == .json else {
            return false
        }
        return try store.countKnown(posts: posts.map(\.id), before: night) == posts.count
    }

    func robots(_ page: Page) async throws { _ = try writer.archive(page) }

    func redirect(_ page: Page) async throws { _ = try writer.archive(page) }

    func settle(_ outcome: FrontierOutcome, links: [FrontierEntry]) async throws {
        try await writer.settle(outcome, links: links)
    }

    func flush() async throws { try await writer.flush() }

    /// A feed's entry is a teaser of a page: where the page itself is fetched, the page's post is the one to keep.
    private func keptPosts(of extracted: Extracted, _ entry: FrontierEntry) -> [Post] {
        extracted.kind == .feed && entry.depth < source.depth ? [] : extracted.posts
    }
}
