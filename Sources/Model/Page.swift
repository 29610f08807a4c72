/// One response, as it came from the network.
public struct Page: Sendable, Hashable {
    /// The canonical URL that was asked for.
    public var url: String
    /// Where the body came from, after redirects; canonical.
    public var finalURL: String
    public var status: Int
    /// Response headers in order, names as they were sent.
    public var headers: [Header]
    /// The body, content coding undone.
    public var body: [UInt8]
    /// Seconds since 1970, UTC, when the request was sent.
    public var fetchedAt: Double
    /// The address that was connected to, such as `127.0.0.1`.
    public var address: String?
    /// The request line and headers as they were sent, for the archive.
    public var requestHead: [UInt8]
    /// The status line and headers as they were received, for the archive.
    public var responseHead: [UInt8]
    /// What the server was asked to compare with; a status of 304 says that the page is still as it was then.
    public var comparedWith: PageValidators?
    /// How long the server took for the last response of the chain, from the connecting to the last byte, in seconds.
    public var answerTime: Double?

    public struct Header: Sendable, Hashable {
        public var name: String
        public var value: String
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(
        url: String, finalURL: String, status: Int, headers: [Header], body: [UInt8], fetchedAt: Double,
        address: String?, requestHead: [UInt8], responseHead: [UInt8],
        comparedWith: PageValidators? = nil, answerTime: Double? = nil
    ) {
        self.url = url
        self.finalURL = finalURL
        self.status = status
        self.headers = headers
        self.body = body
        self.fetchedAt = fetchedAt
        self.address = address
        self.requestHead = requestHead
        self.responseHead = responseHead
        self.comparedWith = comparedWith
        self.answerTime = answerTime
    }

    /// The last header of that name, whatever its case (RFC 9110, section 5.1).
    public func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.last { $0.name.lowercased() == wanted }?.value
    }
}

/// A link that a page, a feed or a sitemap holds.
public struct Link: Sendable, Hashable {
    /// Absolute, and in the form that whoever found it gives.
    public var url: String
    public var kind: Kind

    public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
        case page, feed, sitemap
        /// A further part of a listing whose parts shift as posts come in, such as `?before=123`: worth a visit once.
        case listing
    }

    public init(url: String, kind: Kind = .page) {
        self.url = url
        self.kind = kind
    }
}
