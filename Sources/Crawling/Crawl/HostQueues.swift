import HeapModule
import Storage

/// An entry on its way to being fetched.
struct QueuedEntry: Sendable {
    let entry: FrontierEntry
    let url: CanonicalURL
    /// Requests that have failed so far.
    var attempts = 0
}

/// Entries taken from the frontier, in order for each host, and which hosts may be served when.
///
/// A host with entries is ready, rests until a time, or is parked until something is heard of it. Each step costs the
/// logarithm of the number of hosts at most, so that a thousand hosts that rest cost next to nothing.
struct HostQueues {
    private enum State {
        case ready
        case resting(until: Double)
        case parked
    }

    private struct Host {
        /// The next entry is the last.
        var entries: [QueuedEntry]
        var state = State.ready
    }

    /// A host's time to wake.
    private struct Waking: Comparable {
        var until: Double
        var host: String

        static func < (left: Waking, right: Waking) -> Bool { left.until < right.until }
    }

    private var hosts: [String: Host] = [:]
    /// Hosts that were made ready, in turn; some may have changed their state since.
    private var ready: [String] = []
    private var readyStart = 0
    /// What does not agree with the host's state is out of date.
    private var resting = Heap<Waking>()
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// Adds entries behind those that wait, in their order.
    mutating func append(_ entries: [QueuedEntry]) {
        for (host, group) in Dictionary(grouping: entries, by: \.url.hostAndPort) {
            if let known = hosts[host] {
                hosts[host]?.entries = group.reversed() + known.entries
            } else {
                add(host, group.reversed())
            }
        }
        count += entries.count
    }

    /// Puts an entry before those that wait.
    mutating func putBack(_ entry: QueuedEntry) {
        let host = entry.url.hostAndPort
        if hosts[host] == nil { add(host, []) }
        hosts[host]?.entries.append(entry)
        count += 1
    }

    private mutating func add(_ host: String, _ entries: [QueuedEntry]) {
        hosts[host] = Host(entries: entries)
        ready.append(host)
    }

    func first(of host: String) -> QueuedEntry? { hosts[host]?.entries.last }

    mutating func removeFirst(of host: String) {
        guard hosts[host]?.entries.popLast() != nil else { return }
        count -= 1
        if hosts[host]?.entries.isEmpty == true { hosts[host] = nil }
    }

    // MARK: - Turns

    /// The host whose turn it is; it stays ready until it is told otherwise.
    mutating func nextReady() -> String? {
        while readyStart < ready.count {
            let host = ready[readyStart]
            readyStart += 1
            if readyStart > 1024, readyStart * 2 > ready.count {
                ready.removeFirst(readyStart)
                readyStart = 0
            }
            if case .ready = hosts[host]?.state { return host }
        }
        ready.removeAll(keepingCapacity: true)
        readyStart = 0
        return nil
    }

    /// Gives a ready host that was not served its turn back, behind the others.
    mutating func keepReady(_ host: String) { if hosts[host] != nil { ready.append(host) } }

    /// Lets a host rest until `time`; until something is heard of it, where that is infinite.
    mutating func rest(_ host: String, until time: Double) {
        guard hosts[host] != nil else { return }
        hosts[host]?.state = time == .infinity ? .parked : .resting(until: time)
        if time < .infinity { resting.insert(Waking(until: time, host: host)) }
    }

    /// Makes a host ready at once, since something was heard of it.
    mutating func touch(_ host: String) {
        guard let state = hosts[host]?.state else { return }
        if case .ready = state { return }
        hosts[host]?.state = .ready
        ready.append(host)
    }

    /// Makes the hosts ready whose time has come.
    mutating func wake(now: Double) {
        while let first = resting.min, first.until <= now {
            resting.removeMin()
            if isCurrent(first) { touch(first.host) }
        }
    }

    /// When the next host wakes; infinite where none rests.
    var soonest: Double {
        mutating get {
            while let first = resting.min {
                if isCurrent(first) { return first.until }
                resting.removeMin()
            }
            return .infinity
        }
    }

    private func isCurrent(_ item: Waking) -> Bool {
        if case .resting(let until) = hosts[item.host]?.state { return until == item.until }
        return false
    }
}
