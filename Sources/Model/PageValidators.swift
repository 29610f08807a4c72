/// What a server said of a page's version, to ask it later whether the page is still the same (RFC 9110, section 8.8).
public struct PageValidators: Sendable, Hashable {
    /// The `ETag` header, as it came.
    public var etag: String?
    /// The `Last-Modified` header, as it came.
    public var lastModified: String?
    /// When the page was fetched that this says something of; seconds since 1970, UTC.
    public var fetchedAt: Double

    public init(etag: String?, lastModified: String?, fetchedAt: Double) {
        self.etag = etag
        self.lastModified = lastModified
        self.fetchedAt = fetchedAt
    }

    /// What `page` can be asked about later; nil where the server said nothing, or where a redirect led to it, since
    /// the validators are then another address's.
    public init?(of page: Page) {
        guard page.status == 200, page.finalURL == page.url else { return nil }
        etag = Self.sendable(page.header("ETag"))
        lastModified = Self.sendable(page.header("Last-Modified"))
        fetchedAt = page.fetchedAt
        if etag == nil && lastModified == nil { return nil }
    }

    /// Nothing that could end a header, and nothing that no server means as a tag.
    private static func sendable(_ value: String?) -> String? {
        guard let value, !value.isEmpty, value.utf8.count <= 512, value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
        else { return nil }
        return value
    }
}
