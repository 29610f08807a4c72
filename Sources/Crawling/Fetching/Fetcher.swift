import CLibCurl
import Foundation
import Model
import Synchronization

/// Fetches pages with libcurl: several at once, on one thread that owns every handle of libcurl's.
///
/// What a server is told is the User-Agent and what HTTP needs, nothing more: no cookies, no referrer, no log-in.
/// Redirects are not followed; a page with status 3xx is handed back, so that every address is judged like any other.
/// Only public addresses are connected to, whatever a name resolves to, unless a host is explicitly allowed. Proxy
/// settings of the environment are ignored, since the check would then see the proxy's address only.
public final class Fetcher: Sendable {
    private let loop: FetchLoop
    private let allowedPrivateHosts: Set<String>

    /// - Parameters:
    ///   - userAgent: such as `vigil/0.1.0 (+watch@example.org)`.
    ///   - allowedPrivateHosts: hosts that may be fetched although their address is not public; for tests.
    public init(userAgent: String, allowedPrivateHosts: Set<String> = []) {
        loop = FetchLoop(userAgent: userAgent)
        self.allowedPrivateHosts = Set(allowedPrivateHosts.map { $0.lowercased() })
        loop.start()
    }

    deinit { loop.stop() }

    /// The response to `request`, whatever its status.
    ///
    /// - Throws: `FetchError`; `cancelled` where the task is cancelled or the fetcher shut down.
    public func fetch(_ request: FetchRequest) async throws(FetchError) -> Page {
        let ticket = FetchLoop.Ticket()
        do {
            return try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    let transfer = Transfer(
                        request: request, mayBePrivate: allowedPrivateHosts.contains(request.url.host),
                        continuation: continuation)
                    loop.submit(transfer, ticket)
                }
            } onCancel: {
                loop.cancel(ticket)
            }
        } catch let error as FetchError {
            throw error
        } catch {
            throw .other("\(error)")
        }
    }

    /// Ends the thread; what is under way fails with `cancelled`. May be called again.
    public func shutdown() { loop.stop() }
}
