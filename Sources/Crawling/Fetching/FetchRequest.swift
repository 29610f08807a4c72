/// One request.
public struct FetchRequest: Sendable, Hashable {
    public var url: CanonicalURL
    public var limits: FetchLimits

    public init(url: CanonicalURL, limits: FetchLimits = FetchLimits()) {
        self.url = url
        self.limits = limits
    }
}

/// What one response may cost.
public struct FetchLimits: Sendable, Hashable {
    /// Bytes of the body, content coding undone; enforced while it comes in.
    public var body = 16 << 20
    /// Bytes of all headers.
    public var headers = 256 << 10
    /// Seconds until the connection stands.
    public var connect = 15.0
    /// Seconds for the whole response.
    public var total = 60.0
    /// Bytes a second that a response may not stay below for `slowness` seconds.
    public var slowest = 64
    public var slowness = 20.0

    public init() {}
}
