/// How far a request may go. Times are in seconds, sizes in bytes.
public struct FetchLimits: Sendable, Hashable {
    /// To look up the name and to connect, TLS included.
    public var connectTimeout: Double
    /// For each hop, from its start to the last byte.
    public var totalTimeout: Double
    /// A response that stays below this speed for `slowTime` is given up, in bytes a second.
    public var slowSpeed: Int
    public var slowTime: Double
    /// Of the body, content coding undone; enforced while it comes in.
    public var bodyBytes: Int
    /// How many times its size as it is sent a body may unpack to, once that is more than `freeBytes`; enforced while it
    /// comes in. Text hardly reaches 30; deflate could reach 1,032, brotli and Zstandard far more.
    public var ratio: Int
    public var freeBytes: Int
    /// What happens to a body that is larger.
    public var largeBody: LargeBody
    /// Of status line and headers, interim responses and trailers included.
    public var headerBytes: Int
    /// Redirects that are followed.
    public var redirects: Int

    public enum LargeBody: Sendable, Hashable {
        /// The request fails with `FetchError.bodyTooLarge`.
        case fails
        /// The page holds the first `bodyBytes` bytes.
        case isCut
    }

    public init(
        connectTimeout: Double = 15, totalTimeout: Double = 60, slowSpeed: Int = 200, slowTime: Double = 20,
        bodyBytes: Int = 10 << 20, ratio: Int = 100, freeBytes: Int = 256 << 10, largeBody: LargeBody = .fails,
        headerBytes: Int = 128 << 10, redirects: Int = 10
    ) {
        self.connectTimeout = connectTimeout
        self.totalTimeout = totalTimeout
        self.slowSpeed = slowSpeed
        self.slowTime = slowTime
        self.bodyBytes = bodyBytes
        self.ratio = ratio
        self.freeBytes = freeBytes
        self.largeBody = largeBody
        self.headerBytes = headerBytes
        self.redirects = redirects
    }
}
