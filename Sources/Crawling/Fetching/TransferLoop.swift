import CLibCurl
import Foundation
import Synchronization

/// The one thread that owns libcurl's multi handle and every easy handle.
///
/// `@unchecked Sendable` holds because what is shared lies behind a lock, save for the multi handle's address:
/// that never changes, and other threads pass it to `curl_multi_wakeup` only, which libcurl allows, and only under
/// the lock and while `isOpen` says that the thread has not freed it.
final class TransferLoop: @unchecked Sendable {
    private enum Command: Sendable {
        case start(id: UInt64, Exchange.Request, Transfer.Completion)
        case cancel(id: UInt64)
    }

    private struct Inbox {
        var commands: [Command] = []
        /// Cancelled before they were submitted.
        var cancelledEarly: Set<UInt64> = []
        var submitted: Set<UInt64> = []
        var isStopping = false
        var isOpen = true
    }

    private let multi: UnsafeMutableRawPointer?
    private let inbox = Mutex(Inbox())
    private let options: TransferOptions

    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Starts the thread, which runs until `stop()`.
    init(_ options: TransferOptions) {
        self.options = options
        multi = Self.isReady ? curl_multi_init() : nil
        guard multi != nil else {
            inbox.withLock { $0.isOpen = false }
            return
        }
        let thread = Thread { [self] in run() }
        thread.name = "vigil.fetch"
        thread.start()
    }

    /// `completion` is called once, on the transfer thread or, where the loop has stopped, at once.
    func start(id: UInt64, _ request: Exchange.Request, completion: @escaping Transfer.Completion) {
        enum Answer { case accepted, cancelled, closed }
        let answer = inbox.withLock { inbox -> Answer in
            guard inbox.isOpen, !inbox.isStopping else { return .closed }
            if inbox.cancelledEarly.remove(id) != nil { return .cancelled }
            inbox.submitted.insert(id)
            inbox.commands.append(.start(id: id, request, completion))
            wake(inbox)
            return .accepted
        }
        let place = request.address.string
        switch answer {
        case .accepted: break
        case .cancelled: completion(.failure(FetchError(.cancelled, place: place)))
        case .closed:
            completion(.failure(FetchError(.cancelled, place: place, detail: "the fetcher has been shut down")))
        }
    }

    /// May come before `start` of the same id, which then fails.
    func cancel(id: UInt64) {
        inbox.withLock { inbox in
            guard inbox.submitted.contains(id) else {
                inbox.cancelledEarly.insert(id)
                return
            }
            inbox.commands.append(.cancel(id: id))
            wake(inbox)
        }
    }

    /// To be called when nothing more will be asked about `id`.
    func forget(id: UInt64) {
        inbox.withLock { inbox in
            _ = inbox.cancelledEarly.remove(id)
            _ = inbox.submitted.remove(id)
        }
    }

    /// Fails what is under way and ends the thread; returns at once.
    func stop() {
        inbox.withLock { inbox in
            inbox.isStopping = true
            wake(inbox)
        }
    }

    /// Called with the lock held: the thread frees the handle only after it has taken `isOpen` back under the lock.
    private func wake(_ inbox: Inbox) { if inbox.isOpen, let multi { curl_multi_wakeup(multi) } }

    // MARK: - On the transfer thread

    private func run() {
        guard let multi else { return }
        let bench = TransferBench(multi: multi, options: options)
        while true {
            let (commands, isStopping) = inbox.withLock { inbox in
                defer { inbox.commands = [] }
                return (inbox.commands, inbox.isStopping)
            }
            for command in commands {
                switch command {
                case .start(let id, let request, let completion): bench.start(id, request, completion)
                case .cancel(let id): bench.cancel(id)
                }
            }
            if isStopping { break }
            bench.perform()
            bench.wait()
        }
        bench.cancelAll()
        // From here on nobody wakes the handle.
        inbox.withLock { $0.isOpen = false }
        bench.close()
    }
}
