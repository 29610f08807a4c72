/// One place to watch, as `vigil.yaml` names it.
public struct Source: Sendable, Hashable, Codable {
    public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
        case site, feed, sitemap
        /// The public preview pages of Telegram channels, `https://t.me/s/NAME`.
        case telegramPreview = "telegram-preview"
        /// Answers of a listing API in JSON.
        case json

        /// What a start page of such a source is.
        public var startKind: Link.Kind {
            switch self {
            case .site, .telegramPreview, .json: .page
            case .feed: .feed
            case .sitemap: .sitemap
            }
        }
    }

    /// Unique within the workspace.
    public var name: String
    /// Absolute `http:` or `https:` URLs; at least one.
    public var start: [String]
    public var kind: Kind
    /// PCRE2 on a URL's path and query; where any is given, one must match for a page to be fetched.
    /// Start pages are always fetched.
    public var include: [String]
    /// PCRE2 on a URL's path and query; a page that one of them matches is not fetched.
    public var exclude: [String]
    /// How many links away from a start page; 0 fetches the start pages only.
    public var depth: Int
    /// The most pages to fetch in one night.
    public var pages: Int
    /// The most bytes of pages to fetch in one night, content coding undone; nil for no limit.
    public var bytes: Int?
    /// The longest that one night may fetch, in seconds; nil for no limit.
    public var time: Double?
    /// The least time between two requests to a host, in seconds.
    public var delay: Double
    /// Whether links that the site marks `rel=nofollow` are followed all the same.
    public var followsNofollow: Bool
    /// CSS selectors for its posts; nil lets the extractor find them.
    public var post: PostSelectors?

    public init(
        name: String, start: [String], kind: Kind = .site, include: [String] = [], exclude: [String] = [],
        depth: Int = 3, pages: Int = 1000, bytes: Int? = nil, time: Double? = nil, delay: Double = 1,
        followsNofollow: Bool = false, post: PostSelectors? = nil
    ) {
        self.name = name
        self.start = start
        self.kind = kind
        self.include = include
        self.exclude = exclude
        self.depth = depth
        self.pages = pages
        self.bytes = bytes
        self.time = time
        self.delay = delay
        self.followsNofollow = followsNofollow
        self.post = post
    }
}

/// Where a site keeps its posts: CSS selectors, each optionally with `@attribute` at its end; for a source of the kind
/// `json`, field paths such as `data.children[].title`.
public struct PostSelectors: Sendable, Hashable, Codable {
    /// One element a post; the others are looked up within it, and on the whole page where the item has none.
    public var item: String
    public var title: String?
    public var text: String?
    public var posted: String?
    public var author: String?
    public var place: String?
    /// The post's own address. Of JSON, a path, or an address with paths in braces: `/t/{slug}/{id}`.
    public var url: String?
    /// JSON only: an address to fetch for each item, with paths in braces.
    public var follow: String?
    /// JSON only: where the listing goes on; `&after={data.after}` sets a parameter of the page's own address.
    public var next: String?

    public init(
        item: String, title: String? = nil, text: String? = nil, posted: String? = nil, author: String? = nil,
        place: String? = nil, url: String? = nil, follow: String? = nil, next: String? = nil
    ) {
        self.item = item
        self.title = title
        self.text = text
        self.posted = posted
        self.author = author
        self.place = place
        self.url = url
        self.follow = follow
        self.next = next
    }
}
