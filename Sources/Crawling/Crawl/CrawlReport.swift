import Model

/// How far one source's crawl has come.
public struct CrawlProgress: Sendable, Hashable {
    /// Pages with a status below 400.
    public var fetched = 0
    public var refused = 0
    public var failed = 0
    /// Known to wait; more may be found.
    public var waiting = 0
    /// Of bodies, content coding undone.
    public var bytes = 0
    /// All that the report will tell, as of this page; its time and what sums it up are known at the end.
    public var soFar = CrawlReport()

    public init() {}
}

/// What one source's crawl came to.
public struct CrawlReport: Sendable, Hashable {
    /// Pages with a status below 400.
    public var fetched = 0
    /// Those of them that are as they were before: the server says so (304), or the same posts stand there.
    public var unchanged = 0
    /// Pages that were not asked for, by reason in words.
    public var refused: [String: Int] = [:]
    /// Pages that failed, by reason in words.
    public var failed: [String: Int] = [:]
    /// Of bodies, content coding undone.
    public var bytes = 0
    /// How long it took.
    public var seconds = 0.0
    /// Origins whose robots.txt could not be had and that were left alone therefore, and why.
    public var robotsUnreachable: [String: String] = [:]
    /// Hosts that were left alone for the rest of the night, and why.
    public var droppedHosts: [String: String] = [:]
    /// Shapes of addresses that were left because they brought nothing.
    public var closedShapes: [String] = []
    /// What a person should hear of: start pages that are no URLs, hosts that gave nothing or were dropped.
    public var problems: [CrawlProblem] = []
    /// The budget that ended the crawl while URLs still waited, in words.
    public var endedBy: String?
    /// Whether the task was cancelled before the frontier was empty or the page limit reached.
    public var wasCancelled = false

    public init() {}
}

/// Something about a source that a person should hear of.
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
