import Model

/// How far one source's crawl has come.
public struct CrawlProgress: Sendable, Hashable {
    public var fetched = 0
    public var refused = 0
    public var failed = 0
    public var waiting = 0
    public var bytes = 0

    public init() {}
}

/// What one source's crawl came to.
public struct CrawlReport: Sendable {
    public var fetched = 0
    /// By reason, in words.
    public var refused: [String: Int] = [:]
    /// By reason, in words.
    public var failed: [String: Int] = [:]
    /// Bodies' bytes, content coding undone.
    public var bytes = 0
    /// What the night's report calls out: hosts that could not be read or were dropped.
    public var problems: [CrawlProblem] = []

    public init() {}
}

/// A host that gave nothing.
public struct CrawlProblem: Explained, Hashable {
    public var place: String
    public var problem: String
    public var advice: String

    public init(place: String, problem: String, advice: String) {
        self.place = place
        self.problem = problem
        self.advice = advice
    }
}
