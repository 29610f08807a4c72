import Storage

/// An entry on its way to being fetched.
struct QueuedEntry: Sendable {
    let entry: FrontierEntry
    let url: CanonicalURL
    /// Requests that have failed so far.
    var attempts = 0
}

/// Entries taken from the frontier, in order for each host.
struct HostQueues {
    /// The next entry of a host is the last of its array.
    private var queues: [String: [QueuedEntry]] = [:]
    /// Hosts with entries, in the order in which they are served.
    private(set) var hosts: [String] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// Adds entries behind those that wait, in their order.
    mutating func append(_ entries: [QueuedEntry]) {
        for (host, group) in Dictionary(grouping: entries, by: \.url.hostAndPort) {
            if queues[host] == nil { hosts.append(host) }
            queues[host] = group.reversed() + (queues[host] ?? [])
        }
        count += entries.count
    }

    /// Puts an entry before those that wait.
    mutating func putBack(_ entry: QueuedEntry) {
        let host = entry.url.hostAndPort
        if queues[host] == nil { hosts.append(host) }
        queues[host, default: []].append(entry)
        count += 1
    }

    func first(of host: String) -> QueuedEntry? { queues[host]?.last }

    mutating func removeFirst(of host: String) {
        guard var queue = queues.removeValue(forKey: host) else { return }
        if queue.popLast() != nil { count -= 1 }
        if queue.isEmpty {
            hosts.removeAll { $0 == host }
        } else {
            queues[host] = queue
        }
    }

    /// Lets the hosts take turns at being the first.
    mutating func rotate() { if hosts.count > 1 { hosts.append(hosts.removeFirst()) } }
}
