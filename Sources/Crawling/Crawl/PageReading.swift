import Model

/// What a sink made of a page, as far as the crawl needs it to go on.
public struct PageReading: Sendable, Hashable {
    /// What the page held.
    public enum Content: Sendable, Hashable {
        /// Nothing that could be a post: a list, a form, an empty page.
        case none
        /// Posts that were not seen on another page of this night.
        case new
        /// The same as at the last visit.
        case unchanged
        /// The same as another page of this night.
        case repeated
        /// No text that can be read, whatever its type says.
        case unreadable
        /// It says that there is nothing here, whatever its status says.
        case notFound
    }

    /// Canonical (`CanonicalURL.string`); none where the page asks that its links be not followed.
    public var links: [Link]
    public var content: Content
    /// A digest of the posts, for the next visit; nil where there are none.
    public var contentDigest: String?
    /// The address that the page says is its own, canonical and of the same site, where that is another one.
    public var canonical: String?

    public init(
        links: [Link] = [], content: Content = .new, contentDigest: String? = nil, canonical: String? = nil
    ) {
        self.links = links
        self.content = content
        self.contentDigest = contentDigest
        self.canonical = canonical
    }
}
