import Model

/// A response's body with what is known about it.
public struct Document: Sendable, Hashable {
    /// Content coding undone; in whatever charset.
    public var body: [UInt8]
    /// The page's own address: absolute and canonical, since ids are made from it.
    public var url: String
    /// The Content-Type header's value.
    public var contentType: String?
    /// The values of X-Robots-Tag headers.
    public var robotsHeader: [String]
    /// The values of Link headers (RFC 8288).
    public var linkHeader: [String]
    /// The name of the source in `vigil.yaml`, for its posts.
    public var source: String?
    /// What the link to it promised.
    public var kind: Link.Kind
    /// Whether `link rel=canonical` is believed, where it may be (see `Extractor.mayBeCanonical`).
    public var trustsCanonical: Bool

    public init(
        body: [UInt8], url: String, contentType: String? = nil, robotsHeader: [String] = [],
        linkHeader: [String] = [], source: String? = nil, kind: Link.Kind = .page,
        trustsCanonical: Bool = true
    ) {
        self.body = body
        self.url = url
        self.contentType = contentType
        self.robotsHeader = robotsHeader
        self.linkHeader = linkHeader
        self.source = source
        self.kind = kind
        self.trustsCanonical = trustsCanonical
    }
}

/// What was found in a document.
public struct Extracted: Sendable, Hashable {
    public var kind: DocumentKind
    /// In the order of the page; empty where it asks not to be indexed.
    public var posts: [Post]
    /// Where it leads, absolute, each once, in the order of the page; empty where it asks not to be followed.
    public var links: [Link]
    /// What the page says its address is (`link rel=canonical`), absolute.
    public var canonical: String?
    /// The canonical address, where it is another one than the page's and the posts have their ids by it.
    public var ownAddress: String?
    /// Whether the page says that there is nothing here, whatever its status says; it has no posts then.
    public var isNotFound = false
    /// The document's title.
    public var title: String?
    /// The charset's name in the WHATWG Encoding Standard.
    public var charset: String
    public var charsetOrigin: CharsetOrigin
    /// Whether `meta name=robots` or X-Robots-Tag ask not to index, or not to follow links.
    public var noindex: Bool
    public var nofollow: Bool

    public init(
        kind: DocumentKind, posts: [Post] = [], links: [Link] = [], canonical: String? = nil, title: String? = nil,
        charset: String = "utf-8", charsetOrigin: CharsetOrigin = .fallback, noindex: Bool = false,
        nofollow: Bool = false
    ) {
        self.kind = kind
        self.posts = posts
        self.links = links
        self.canonical = canonical
        self.title = title
        self.charset = charset
        self.charsetOrigin = charsetOrigin
        self.noindex = noindex
        self.nofollow = nofollow
    }
}
