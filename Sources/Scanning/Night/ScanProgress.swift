import Exporting
import Model

/// How far a night has come.
public struct ScanProgress: Sendable, Hashable {
    public var pages: Int
    public var failed: Int
    public var refused: Int
    /// Known to wait; more may be found.
    public var queued: Int
    public var posts: Int
    public var flagged: Int
    /// Since the night was started or taken up again, in seconds.
    public var elapsed: Double
    /// In the order of `vigil.yaml`.
    public var sources: [SourceProgress] = []

    public init(
        pages: Int = 0, failed: Int = 0, refused: Int = 0, queued: Int = 0, posts: Int = 0, flagged: Int = 0,
        elapsed: Double = 0
    ) {
        self.pages = pages
        self.failed = failed
        self.refused = refused
        self.queued = queued
        self.posts = posts
        self.flagged = flagged
        self.elapsed = elapsed
    }

    /// One JSON object of the event stream: `"event": "progress"`, times in seconds.
    public var json: String {
        JSONLines.text(
            Event(
                elapsed: (elapsed * 1000).rounded() / 1000, pages: pages, queued: queued, refused: refused,
                failed: failed, posts: posts, flagged: flagged, sources: sources))
    }

    private struct Event: Encodable {
        var event = "progress"
        var elapsed: Double
        var pages: Int
        var queued: Int
        var refused: Int
        var failed: Int
        var posts: Int
        var flagged: Int
        var sources: [SourceProgress]
    }

    /// Pages a second so far; 0 before the first second is measured.
    public var pagesPerSecond: Double { elapsed > 0 ? Double(pages) / elapsed : 0 }

    /// Seconds for what is queued at the present rate; nil until there is a rate. More may still be found.
    public var secondsLeft: Double? {
        guard pages >= 5, elapsed > 0.2, pagesPerSecond > 0 else { return nil }
        return Double(queued) / pagesPerSecond
    }
}
