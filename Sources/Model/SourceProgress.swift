/// How far one source has come.
public struct SourceProgress: Sendable, Hashable, Encodable {
    public var name: String
    public var pages = 0
    public var failed = 0
    public var refused = 0
    /// Known to wait; more may be found.
    public var queued = 0
    public var posts = 0
    public var flagged = 0
    /// Whether its crawl has ended.
    public var isDone = false

    public init(name: String) { self.name = name }

    private enum CodingKeys: String, CodingKey {
        case name, pages, queued, refused, failed, posts, flagged
        case isDone = "done"
    }
}
