import CLibCurl
import Foundation
import Synchronization

/// The fetcher's thread: libcurl's multi handle, its easy handles and the transfers under way.
///
/// `@unchecked Sendable`: `inbox` is behind a lock. `multi` is written once, before the thread starts, and used from
/// other threads for `curl_multi_wakeup` only, which libcurl allows, and with the lock held, so that it is never freed
/// meanwhile. Everything else belongs to the thread.
final class FetchLoop: @unchecked Sendable {
    /// Names one transfer to whoever may cancel it.
    final class Ticket: Sendable, Hashable {
        static func == (left: Ticket, right: Ticket) -> Bool { left === right }
        func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
    }

    private struct Inbox {
        var arrivals: [(Transfer, Ticket)] = []
        var cancelled: Set<Ticket> = []
        var isStopping = false
        var isOver = false
    }

    private struct Running {
        var transfer: Transfer
        var ticket: Ticket
    }

    private let userAgent: String
    private let inbox = Mutex(Inbox())
    private let multi: UnsafeMutableRawPointer?
    private var running: [UnsafeMutableRawPointer: Running] = [:]
    private var idle: [UnsafeMutableRawPointer] = []

    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    /// Connections that are kept alive for the next request.
    private static let keptConnections = 512

    init(userAgent: String) {
        self.userAgent = userAgent
        multi = Self.isReady ? curl_multi_init() : nil
        if let multi { vigil_multi_set_long(multi, CURLMOPT_MAXCONNECTS, Self.keptConnections) }
    }

    func start() {
        let thread = Thread { [self] in run() }
        thread.name = "vigil.fetcher"
        thread.stackSize = 1 << 20
        thread.start()
    }

    func submit(_ transfer: Transfer, _ ticket: Ticket) {
        let isRefused = inbox.withLock { inbox in
            if inbox.isStopping || inbox.cancelled.remove(ticket) != nil { return true }
            inbox.arrivals.append((transfer, ticket))
            wake(inbox)
            return false
        }
        if isRefused { transfer.finish(.failure(.cancelled)) }
    }

    func cancel(_ ticket: Ticket) {
        inbox.withLock { inbox in
            inbox.cancelled.insert(ticket)
            wake(inbox)
        }
    }

    func stop() {
        inbox.withLock { inbox in
            inbox.isStopping = true
            wake(inbox)
        }
    }

    private func wake(_ inbox: Inbox) {
        if !inbox.isOver, let multi { curl_multi_wakeup(multi) }
    }

    // MARK: On the thread

    private func run() {
        guard let multi else {
            stop()
            end()
            return
        }
        while takeArrivals(multi) {
            var count: Int32 = 0
            curl_multi_perform(multi, &count)
            finishDone(multi)
            curl_multi_poll(multi, nil, 0, running.isEmpty ? 60_000 : 1000, nil)
        }
        end()
    }

    /// Starts what has arrived and breaks off what was cancelled; false when the thread is to end.
    private func takeArrivals(_ multi: UnsafeMutableRawPointer) -> Bool {
        let (arrivals, cancelled, isStopping) = inbox.withLock { inbox in
            let taken = (inbox.arrivals, inbox.cancelled, inbox.isStopping)
            inbox.arrivals = []
            // A ticket may be cancelled before its transfer arrives, so that unknown ones are kept.
            let known = Set(running.values.map(\.ticket)).union(taken.0.map(\.1))
            inbox.cancelled.subtract(known)
            return taken
        }
        if isStopping {
            for (transfer, _) in arrivals { transfer.finish(.failure(.cancelled)) }
            return false
        }
        for (transfer, ticket) in arrivals {
            if cancelled.contains(ticket) {
                transfer.finish(.failure(.cancelled))
            } else {
                begin(transfer, ticket, multi)
            }
        }
        if !cancelled.isEmpty {
            for (handle, entry) in running where cancelled.contains(entry.ticket) {
                curl_multi_remove_handle(multi, handle)
                running[handle] = nil
                idle.append(handle)
                entry.transfer.finish(.failure(.cancelled))
            }
        }
        return true
    }

    private func begin(_ transfer: Transfer, _ ticket: Ticket, _ multi: UnsafeMutableRawPointer) {
        guard let handle = idle.popLast() ?? curl_easy_init() else {
            transfer.finish(.failure(.other("libcurl has no handle left")))
            return
        }
        EasyHandle.prepare(handle, for: transfer, userAgent: userAgent)
        running[handle] = Running(transfer: transfer, ticket: ticket)
        if curl_multi_add_handle(multi, handle) != CURLM_OK {
            running[handle] = nil
            idle.append(handle)
            transfer.finish(.failure(.other("libcurl does not take the request")))
        }
    }

    private func finishDone(_ multi: UnsafeMutableRawPointer) {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
            let code = vigil_message_result(message)
            curl_multi_remove_handle(multi, handle)
            guard let entry = running.removeValue(forKey: handle) else { continue }
            entry.transfer.finish(EasyHandle.result(handle, code, entry.transfer))
            idle.append(handle)
        }
    }

    /// Fails what is under way and frees everything; the one place where libcurl's handles are released.
    private func end() {
        let left = inbox.withLock { inbox in
            inbox.isOver = true
            inbox.isStopping = true
            let arrivals = inbox.arrivals
            inbox.arrivals = []
            return arrivals
        }
        for (transfer, _) in left { transfer.finish(.failure(.cancelled)) }
        for (handle, entry) in running {
            curl_multi_remove_handle(multi, handle)
            curl_easy_cleanup(handle)
            entry.transfer.finish(.failure(.cancelled))
        }
        running = [:]
        for handle in idle { curl_easy_cleanup(handle) }
        idle = []
        curl_multi_cleanup(multi)
    }
}
