import Synchronization

/// Politeness that several crawls share, so that two sources on one host spare it together.
public final class HostManners: Sendable {
    private let politeness: Mutex<Politeness>

    /// How soon a crawl looks again for a host that another crawl has under way, in seconds.
    static let pollInterval = 0.05

    public init(_ politeness: Politeness = Politeness()) { self.politeness = Mutex(politeness) }

    /// Begins a request if it may start now; whoever gets `go` calls `end`.
    func begin(_ host: String, delay: Double) -> Politeness.Permission {
        let now = SystemClock.monotonic()
        return politeness.withLock { politeness in
            let permission = politeness.permission(for: host, delay: delay, now: now)
            if permission == .go { politeness.began(host, delay: delay, now: now) }
            return permission
        }
    }

    /// - Parameter answerTime: see `Politeness.ended`.
    func end(_ host: String, _ ending: Politeness.Ending, answerTime: Double? = nil) {
        let now = SystemClock.monotonic()
        politeness.withLock { $0.ended(host, ending, answerTime: answerTime, now: now) }
    }

    /// Waits until a request may start and begins it.
    ///
    /// - Returns: nil, or why the host is dropped.
    /// - Throws: `CancellationError`.
    func wait(_ host: String, delay: Double) async throws -> String? {
        while true {
            switch begin(host, delay: delay) {
            case .go: return nil
            case .dropped(let reason): return reason
            case .busy: try await Task.sleep(for: .seconds(Self.pollInterval))
            case .wait(let until): try await Task.sleep(for: .seconds(max(0.001, until - SystemClock.monotonic())))
            }
        }
    }

    /// Waits, within a request that has begun, until the host may be asked once more.
    ///
    /// - Throws: `CancellationError`.
    func waitForNext(_ host: String, delay: Double) async throws {
        while true {
            let now = SystemClock.monotonic()
            let next = politeness.withLock { politeness in
                let next = politeness.next(for: host)
                if next <= now { politeness.continued(host, delay: delay, now: now) }
                return next
            }
            if next <= now { return }
            try await Task.sleep(for: .seconds(next - now))
        }
    }
}
