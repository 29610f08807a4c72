import Synchronization

/// What all sources of a night may use together; the crawls share one.
public final class NightBudget: Sendable {
    private struct Used {
        var pages = 0
        var bytes = 0
    }

    private let pages: Int?
    private let bytes: Int?
    private let time: Double?
    private let begun: Double
    private let used: Mutex<Used>

    /// - Parameters:
    ///   - pages: the most responses; nil for no limit.
    ///   - bytes: the most bytes of bodies, content coding undone.
    ///   - time: the longest that the night may fetch, in seconds.
    ///   - spent: what earlier parts of the night have used, with so many responses.
    public init(
        pages: Int? = nil, bytes: Int? = nil, time: Double? = nil, spent: CrawlSpent = CrawlSpent(),
        spentPages: Int = 0
    ) {
        self.pages = pages
        self.bytes = bytes
        self.time = time
        begun = SystemClock.monotonic() - spent.seconds
        used = Mutex(Used(pages: spentPages, bytes: spent.bytes))
    }

    /// Takes note of a response.
    func spend(bytes: Int) {
        used.withLock { used in
            used.pages += 1
            used.bytes += bytes
        }
    }

    /// The part that is used up, in words. What is under way still comes in.
    var end: String? {
        if let time, SystemClock.monotonic() - begun >= time {
            return "the night's budget of \(Int(time.rounded(.up))) s is used up"
        }
        guard pages != nil || bytes != nil else { return nil }
        let used = used.withLock { $0 }
        if let pages, used.pages >= pages { return "the night's budget of \(pages) pages is used up" }
        if let bytes, used.bytes >= bytes { return "the night's budget of \(bytes) bytes is used up" }
        return nil
    }

    /// When the time is over, on the clock of `SystemClock.monotonic`; infinite without a limit.
    var deadline: Double { time.map { begun + $0 } ?? .infinity }
}
