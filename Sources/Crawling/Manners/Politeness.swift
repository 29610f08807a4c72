/// When a host may be asked again: pure values, with the time given by the caller, in seconds on any clock that does
/// not go back.
///
/// A host is whoever `CanonicalURL.hostAndPort` names. Between the starts of two requests to it lies at least the
/// delay that the caller gives, the larger of the source's and the host's own `Crawl-delay`, and longer where the host
/// is slow. Errors make the next request wait 1, 2, 4 … seconds, up to half as long again by chance, so that hosts behind
/// one server do not come back together; `Retry-After` makes it wait as long as it says. A host that fails too often in a row, or asks for
/// more patience than a night has, is dropped.
public struct Politeness: Sendable {

    public struct Settings: Sendable, Hashable {
        /// Requests to a host at once.
        public var connections: Int
        /// The same for hosts that nobody asks to be spared, with a delay of 0.
        public var connectionsWithoutDelay: Int
        /// Failures in a row after which a host is dropped.
        public var failuresUntilDropped: Int
        /// Seconds to wait after a first failure.
        public var firstBackOff: Double
        /// A host that takes long to answer is asked the less often: between the starts of two requests lie at least so
        /// many times its usual time to answer, but never more than `longestRespite` seconds for that reason. 0 for
        /// hosts that nobody asks to be spared.
        public var respite: Double
        public var longestRespite: Double
        /// A host that would have to be waited for longer, in seconds, is dropped.
        public var longestWait: Double

        public init(
            connections: Int = 1, connectionsWithoutDelay: Int = 8, failuresUntilDropped: Int = 5,
            firstBackOff: Double = 1, respite: Double = 3, longestRespite: Double = 30, longestWait: Double = 600
        ) {
            self.connections = connections
            self.connectionsWithoutDelay = connectionsWithoutDelay
            self.failuresUntilDropped = failuresUntilDropped
            self.firstBackOff = firstBackOff
            self.respite = respite
            self.longestRespite = longestRespite
            self.longestWait = longestWait
        }
    }

    /// Whether a request may start.
    public enum Permission: Sendable, Hashable {
        case go
        /// Not before that time.
        case wait(until: Double)
        /// Not before one under way has ended.
        case busy
        /// Not in this night, for a reason in words.
        case dropped(String)
    }

    /// How a request ended, as far as it tells about the host.
    public enum Ending: Sendable, Hashable {
        /// The host works.
        case answered
        /// The host is in trouble or has had enough; `retryAfter` is what it asked for, in seconds.
        case failed(reason: String, retryAfter: Double?)
        /// Nothing can be told, as after a cancellation.
        case neither
    }

    private struct Host {
        var underWay = 0
        var next = -Double.infinity
        var failures = 0
        var dropped: String?
        /// When the last request began, where a delay is kept; its usual time to answer.
        var began: Double?
        var usual: Double?
    }

    private let settings: Settings
    private let chance: @Sendable () -> Double
    private var hosts: [String: Host] = [:]

    /// - Parameter chance: 0 … 1, asked at each failure.
    public init(
        _ settings: Settings = Settings(), chance: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
    ) {
        self.settings = settings
        self.chance = chance
    }

    /// Whether a request to `host` may start at `now`; changes nothing, save that a host that asks for too much
    /// patience is dropped.
    public mutating func permission(for host: String, delay: Double, now: Double) -> Permission {
        let state = hosts[host] ?? Host()
        if let reason = state.dropped { return .dropped(reason) }
        let most = delay > 0 ? settings.connections : settings.connectionsWithoutDelay
        if state.underWay >= max(1, most) { return .busy }
        if state.next <= now { return .go }
        guard state.next - now > settings.longestWait else { return .wait(until: state.next) }
        let reason = "it asks to be left alone for \(Int((state.next - now).rounded())) s"
        hosts[host, default: Host()].dropped = reason
        return .dropped(reason)
    }

    public mutating func began(_ host: String, delay: Double, now: Double) {
        hosts[host, default: Host()].underWay += 1
        continued(host, delay: delay, now: now)
    }

    /// A request under way is followed by another at once, as after a redirect on the same host.
    public mutating func continued(_ host: String, delay: Double, now: Double) {
        let next = hosts[host]?.next ?? -.infinity
        hosts[host, default: Host()].next = max(next, now + max(0, delay))
        hosts[host, default: Host()].began = delay > 0 ? now : nil
    }

    /// When a request that is under way may be followed by the next.
    public func next(for host: String) -> Double { hosts[host]?.next ?? -.infinity }

    /// - Parameter answerTime: how long the host itself took, in seconds; nil where that is not known. What the crawl
    ///   took beside is no sign of the host's load.
    public mutating func ended(_ host: String, _ ending: Ending, answerTime: Double? = nil, now: Double) {
        var state = hosts[host] ?? Host()
        state.underWay = max(0, state.underWay - 1)
        switch ending {
        case .neither: break
        case .answered:
            state.failures = 0
            guard let answerTime, let began = state.began, state.underWay == 0 else { break }
            // Smoothed, so that one slow page does not slow the rest of the night.
            let usual = state.usual.map { 0.7 * $0 + 0.3 * answerTime } ?? answerTime
            state.usual = usual
            state.next = max(state.next, began + min(settings.respite * usual, settings.longestRespite))
        case .failed(let reason, let retryAfter):
            state.failures += 1
            let doublings = Double(1 << min(state.failures - 1, 16))
            let backOff = min(settings.firstBackOff * doublings, settings.longestWait / 2) * (1 + chance() / 2)
            state.next = max(state.next, now + max(backOff, retryAfter ?? 0))
            if state.failures >= settings.failuresUntilDropped, state.dropped == nil {
                state.dropped = "\(state.failures) failures in a row, the last: \(reason)"
            }
        }
        hosts[host] = state
    }

    /// Hosts that are left alone for the night, and why.
    public var dropped: [String: String] { hosts.compactMapValues(\.dropped) }
}
