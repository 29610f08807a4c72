/// When a host may be asked again. Times are seconds on any clock that the caller keeps to.
struct Politeness: Sendable {
    private struct Host {
        var underWay = 0
        var next = 0.0
        var failures = 0
        var robotsDelay = 0.0
        var dropped: String?
    }

    /// The least time between the start of two requests to a host, in seconds.
    let delay: Double
    /// Requests to a host at once.
    let connections: Int
    /// Failures in a row after which a host is left alone for the night.
    let mostFailures: Int
    private var hosts: [String: Host] = [:]

    /// A host that states a longer Retry-After is dropped for the night.
    private static let longestWait = 600.0

    /// - Parameter delay: 0 lifts the limit of one connection a host, for sites of one's own.
    init(delay: Double, mostFailures: Int = 5) {
        self.delay = delay
        connections = delay > 0 ? 1 : 8
        self.mostFailures = mostFailures
    }

    /// Whether a request to `host` may start now; otherwise when to ask again, or nil while one must end first.
    func readiness(_ host: String, now: Double) -> (isReady: Bool, next: Double?) {
        let state = hosts[host] ?? Host()
        let allowed = state.robotsDelay > 0 ? 1 : connections
        if state.underWay >= allowed { return (false, nil) }
        return state.next <= now ? (true, nil) : (false, state.next)
    }

    mutating func started(_ host: String, now: Double) {
        var state = hosts[host] ?? Host()
        state.underWay += 1
        state.next = max(state.next, now + max(delay, state.robotsDelay))
        hosts[host] = state
    }

    /// The Crawl-delay of the host's robots.txt: the larger of it and ours is kept to, up to ten minutes.
    mutating func set(robotsDelay: Double, _ host: String) {
        hosts[host, default: Host()].robotsDelay = min(max(0, robotsDelay), Self.longestWait)
    }

    mutating func succeeded(_ host: String) {
        hosts[host]?.underWay -= 1
        hosts[host]?.failures = 0
    }

    /// Backs off: 1, 2, 4 … seconds, each longer by a chance share, so that hosts behind one server do not come back
    /// together.
    ///
    /// - Parameters:
    ///   - retryAfter: what the server asked for, in seconds.
    ///   - chance: 0 … 1.
    mutating func failed(_ host: String, now: Double, reason: String, retryAfter: Double? = nil, chance: Double) {
        var state = hosts[host] ?? Host()
        state.underWay -= 1
        state.failures += 1
        let backOff = min(Double(1 << min(state.failures - 1, 8)), 300) * (1 + chance * 0.5)
        state.next = max(state.next, now + max(backOff, retryAfter ?? 0))
        if state.failures >= mostFailures {
            state.dropped = "\(state.failures) failures in a row, the last: \(reason)"
        } else if let retryAfter, retryAfter > Self.longestWait {
            state.dropped = "it asks to be left alone for \(Int(retryAfter)) s"
        }
        hosts[host] = state
    }

    /// Ends a request that neither succeeded nor speaks against the host.
    mutating func ended(_ host: String) { hosts[host]?.underWay -= 1 }

    /// Why the host is left alone for the night; nil where it is not.
    func dropped(_ host: String) -> String? { hosts[host]?.dropped }

    var droppedHosts: [(host: String, reason: String)] {
        hosts.compactMap { entry in entry.value.dropped.map { (entry.key, $0) } }.sorted { $0.0 < $1.0 }
    }
}
