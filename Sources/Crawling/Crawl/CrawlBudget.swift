import Model

/// What a crawl has used of its source's budget and of the night's, and how much of it one host may have.
struct CrawlBudget {
    private let source: Source
    private let night: NightBudget
    /// When the source's time began, on the clock of `SystemClock.monotonic`; what an earlier part of the night took lies
    /// before.
    private let begun: Double
    /// The most pages that one host may have of a budget that several share, so that no site uses it up alone; nil
    /// where there is one host.
    let hostShare: Int?
    /// Pages that count towards the limit so far.
    var pages = 0
    /// Of bodies, read already or not.
    private var bytes: Int
    /// Requests for each host, where several share the limit.
    private var requests: [String: Int] = [:]

    init(_ crawl: Crawl) {
        source = crawl.source
        night = crawl.budget
        begun = SystemClock.monotonic() - crawl.spent.seconds
        bytes = crawl.spent.bytes
        hostShare = crawl.scope.hasOneHost ? nil : max(1, crawl.source.pages / 2)
    }

    /// Takes note of a request that begins.
    mutating func begin(_ host: String) { if hostShare != nil { requests[host, default: 0] += 1 } }

    /// Takes note of what came of a request, a body of so many bytes or none.
    mutating func spend(bytes count: Int) {
        pages += 1
        bytes += count
        night.spend(bytes: count)
    }

    func hasHadItsShare(_ host: String) -> Bool {
        guard let hostShare else { return false }
        return requests[host] ?? 0 >= hostShare
    }

    /// - Parameter underWay: requests whose end is not known yet.
    func isUsedUp(underWay: Int) -> Bool { pages + underWay >= source.pages || endBeforePages != nil }

    /// The part that is used up, in words. What is under way still comes in.
    var end: String? {
        endBeforePages ?? (pages >= source.pages ? "the budget of \(pages) pages is used up" : nil)
    }

    private var endBeforePages: String? {
        if let limit = source.bytes, bytes >= limit { return "the budget of \(limit) bytes is used up" }
        if let time = source.time, SystemClock.monotonic() - begun >= time {
            return "the budget of \(Int(time.rounded(.up))) s is used up"
        }
        return night.end
    }

    /// When the time is over, on the clock of `SystemClock.monotonic`; infinite without a limit.
    var deadline: Double { min(source.time.map { begun + $0 } ?? .infinity, night.deadline) }
}
