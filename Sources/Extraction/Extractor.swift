import Gzip
import Model

/// Turns documents into posts and links: bytes, charset, then HTML, feed, sitemap, JSON listing or plain text.
///
/// Nothing fails: whatever a server sends, broken, hostile or empty, gives what can be read of it. The same document
/// gives the same result on every machine, and its posts the same ids every night (see `Post.id` and
/// `docs/architecture.md`). An extractor has no state and may be shared by all threads.
public struct Extractor: Sendable {
    /// For a page at `base`, what makes each `href` on it absolute and canonical, without fragment; nil for what is not
    /// to be fetched. Asked once a page, so that `base` is read once.
    public typealias Resolver = @Sendable (_ base: String) -> (_ href: String) -> String?

    /// Whether a page at `page` may say that its address is `canonical`: both absolute and different.
    public typealias CanonicalRule = @Sendable (_ page: String, _ canonical: String) -> Bool

    /// Bounds and choices.
    public struct Options: Sendable, Hashable {
        /// Whether links with `rel=nofollow` are kept.
        public var keepsNofollowLinks = false
        /// The most links that one page gives.
        public var maximumLinks = 20_000
        /// The most addresses that one sitemap gives; the protocol allows 50,000.
        public var maximumSitemapEntries = 50_000
        /// The most bytes of a sitemap, gzip undone; the protocol allows 50 MiB.
        public var maximumSitemapBytes = 50 << 20
        /// The most entries that one feed gives.
        public var maximumFeedEntries = 5_000

        public init() {}
    }

    private let kind: Source.Kind
    private let selection: PostSelection?
    private let listing: ListingSelection?
    private let options: Options
    private let resolver: Resolver
    private let mayBeCanonical: CanonicalRule

    /// - Parameters:
    ///   - kind: the source's.
    ///   - selectors: where the source keeps its posts; nil finds them. Field paths for the kind `json`, else CSS.
    ///   - resolver: by default RFC 3986 with Foundation's URL.
    ///   - mayBeCanonical: by default never, since only a crawler knows which hosts make a site.
    /// - Throws: `SelectorError`, with the column, for the first selector that cannot be read.
    public init(
        kind: Source.Kind = .site, selectors: PostSelectors? = nil, options: Options = Options(),
        resolver: Resolver? = nil, mayBeCanonical: @escaping CanonicalRule = { _, _ in false }
    ) throws(SelectorError) {
        var selection: PostSelection?
        var listing: ListingSelection?
        if let selectors {
            if kind == .json {
                listing = try ListingSelection(selectors)
            } else {
                selection = try PostSelection(selectors)
            }
        }
        self.kind = kind
        self.selection = selection
        self.listing = listing
        self.options = options
        self.resolver = resolver ?? { FoundationResolver.resolver($0) }
        self.mayBeCanonical = mayBeCanonical
    }

    /// The posts and links of `document`.
    public func extract(_ document: Document) -> Extracted {
        var document = document
        // Sitemaps come as gzip files; anything else that does is refused.
        if document.kind == .sitemap, GzipText.isGzip(document.body) {
            document.body = GzipText.unpacked(document.body, limit: options.maximumSitemapBytes)
            document.contentType = nil
        }
        let text = CharsetReader.read(document.body, contentType: document.contentType)
        let kind = ContentSniffer.kind(
            of: text.utf8, body: document.body, contentType: document.contentType, hint: document.kind)
        var result = Extracted(kind: kind, charset: text.charset, charsetOrigin: text.origin)
        var robots = RobotsDirectives()
        for value in document.robotsHeader { robots.read(header: value) }
        switch kind {
        case .html: extractHTML(text.utf8, document, &robots, &result)
        case .feed: extractFeed(text.utf8, document, &result)
        case .sitemap: extractSitemap(text.utf8, document, &result)
        case .text: extractText(text, document, &result)
        case .json: extractJSON(text.utf8, document, &result)
        case .unknown: break
        }
        result.noindex = robots.noindex
        result.nofollow = robots.nofollow
        if robots.noindex { result.posts = [] }
        if robots.nofollow { result.links = [] }
        return result
    }

    // MARK: - HTML

    private func extractHTML(
        _ utf8: [UInt8], _ document: Document, _ robots: inout RobotsDirectives, _ result: inout Extracted
    ) {
        let page = HTMLParser.parse(utf8)
        let resolve = self.resolve(on: page, at: document.url)
        let collected = LinkCollector(
            document: page, resolve: resolve, keepsNofollow: options.keepsNofollowLinks, limit: options.maximumLinks
        ).collect()
        robots.noindex = robots.noindex || collected.robots.noindex
        robots.nofollow = robots.nofollow || collected.robots.nofollow
        result.links = collected.links
        result.canonical = collected.canonical
        let metadata = PageMetadata(page)
        result.title = metadata.title
        guard !robots.noindex else { return }
        result.isNotFound = NotFoundPage.isOne(page, title: metadata.title)
        guard !result.isNotFound else { return }
        if let canonical = collected.canonical, document.trustsCanonical, canonical != document.url,
            mayBeCanonical(document.url, canonical)
        {
            result.ownAddress = canonical
        }
        let address = result.ownAddress ?? document.url
        let permalink = permalinkResolver(page: document.url, resolve)
        let found: SchemaPosts.Result
        if kind == .telegramPreview {
            let preview = TelegramPreview.read(page, pageURL: document.url, resolve: permalink)
            found = SchemaPosts.Result(drafts: preview.drafts, isThread: true)
            result.links = preview.links
        } else if let selection {
            let drafts = SelectedPosts(document: page, selection: selection, resolve: permalink).drafts()
            found = SchemaPosts.Result(drafts: drafts, isThread: false)
        } else {
            found =
                PostDetector(document: page, metadata: metadata, pageURL: address, resolve: permalink).posts()
        }
        result.posts = PostIdentity.posts(
            from: found.drafts, pageURL: address, source: document.source, isThread: found.isThread,
            pageLanguage: metadata.language)
    }

    /// What makes the page's references absolute: they are relative to the first `base`, itself relative to the page.
    private func resolve(on page: HTMLDocument, at url: String) -> (String) -> String? {
        let own = resolver(url)
        for node in page.nodes.indices where page.nodes[node].tag == .base {
            guard let href = page.attribute("href", of: node)?.trimmedOrNil else { continue }
            return own(href).map(resolver) ?? own
        }
        return own
    }

    /// Resolves a post's link to itself, keeping the fragment that a resolver takes away.
    private func permalinkResolver(page: String, _ resolve: @escaping (String) -> String?) -> (String) -> String? {
        { href in
            guard let hash = href.firstIndex(of: "#") else { return resolve(href) }
            let address = hash == href.startIndex ? page : resolve(String(href[..<hash]))
            let fragment = href[href.index(after: hash)...]
            return fragment.isEmpty ? address : address.map { $0 + "#" + fragment }
        }
    }

    // MARK: - Others

    private func extractFeed(_ utf8: [UInt8], _ document: Document, _ result: inout Extracted) {
        let feed = FeedReader.read(utf8, limit: options.maximumFeedEntries)
        result.title = feed.title
        (result.posts, result.links) = FeedPosts.posts(
            from: feed, feedURL: document.url, source: document.source, resolve: resolver(document.url))
    }

    private func extractJSON(_ utf8: [UInt8], _ document: Document, _ result: inout Extracted) {
        guard let root = JSONText.parse(utf8) else { return }
        let resolve = resolver(document.url)
        if listing == nil, let feed = JSONFeed.read(root, limit: options.maximumFeedEntries) {
            result.kind = .feed
            result.title = feed.title
            (result.posts, result.links) = FeedPosts.posts(
                from: feed, feedURL: document.url, source: document.source, resolve: resolve)
            return
        }
        let reader = JSONListing(root: root, pageURL: document.url, resolve: resolve)
        guard let found = listing.map(reader.read) ?? reader.readKnown() else { return }
        result.title = found.title
        result.links = found.links
        if !found.links.contains(where: { $0.kind == .listing }) {
            result.links += LinkHeader.targets(document.linkHeader, relation: "next").prefix(1).compactMap(resolve)
                .map { Link(url: $0, kind: .listing) }
        }
        result.posts = PostIdentity.posts(
            from: found.drafts, pageURL: document.url, source: document.source, isThread: true, pageLanguage: nil)
    }

    private func extractSitemap(_ utf8: [UInt8], _ document: Document, _ result: inout Extracted) {
        let isXML = utf8.first { !ASCII.isSpace($0) } == ASCII.less
        let limit = options.maximumSitemapEntries
        let links = isXML ? SitemapReader.read(utf8, limit: limit) : SitemapReader.readText(utf8, limit: limit)
        let resolve = resolver(document.url)
        var seen: Set<Link> = []
        result.links = links.compactMap { link in
            guard let url = resolve(link.url) else { return nil }
            let resolved = Link(url: url, kind: link.kind)
            return seen.insert(resolved).inserted ? resolved : nil
        }
    }

    private func extractText(_ text: DecodedText, _ document: Document, _ result: inout Extracted) {
        var writer = TextWriter()
        // Line ends as HTML has them; NUL as the standard reads it in text.
        var plain: [UInt8] = []
        plain.reserveCapacity(text.utf8.count)
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte == 0 {
                plain.append(contentsOf: [0xEF, 0xBF, 0xBD])
            } else if byte == 0x0D {
                plain.append(ASCII.newline)
            } else if byte != ASCII.newline || previous != 0x0D {
                plain.append(byte)
            }
            previous = byte
        }
        plain.withUnsafeBufferPointer { writer.writePreserved($0) }
        let draft = PostDraft(text: writer.finished())
        guard !draft.isEmpty else { return }
        result.posts = PostIdentity.posts(
            from: [draft], pageURL: document.url, source: document.source, isThread: false, pageLanguage: nil)
    }
}
