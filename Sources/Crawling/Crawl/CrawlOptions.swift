/// How a crawl goes about it, beyond what its source says.
public struct CrawlOptions: Sendable, Hashable {
    /// Requests at once over all hosts; politeness bounds those to one host.
    public var concurrency: Int
    /// Pages that are read at once: their bodies are held in memory meanwhile.
    public var readings: Int
    /// How often a page is asked for that fails for a reason that may pass.
    public var attempts: Int
    /// Entries taken from the frontier at a time.
    public var batch: Int
    public var limits: FetchLimits
    /// The product token that robots.txt is read for.
    public var agent: String

    public init(
        concurrency: Int = 256, readings: Int = 16, attempts: Int = 3, batch: Int = 256,
        limits: FetchLimits = FetchLimits(),
        agent: String = "vigil"
    ) {
        self.concurrency = concurrency
        self.readings = readings
        self.attempts = attempts
        self.batch = batch
        self.limits = limits
        self.agent = agent
    }
}
