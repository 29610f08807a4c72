import Model
import Synchronization

/// Fetches pages over HTTP with libcurl.
///
/// One thread owns libcurl; requests come from anywhere, run at the same time and share connections. Politeness is
/// not its business: whoever asks decides when (see `Crawl`).
///
/// What servers get: a GET with the caller's User-Agent, `Accept`, and `Accept-Encoding` for the codings that
/// libcurl undoes. Cookies live for one redirect chain only, since some sites set one and redirect to the same page;
/// none are kept across requests. No credentials are sent, neither from URLs nor from `.netrc`. Proxies are not
/// used, whatever the environment says. TLS certificates are verified against the system's store, TLS 1.2 at least.
///
/// Each address is checked when its socket is opened, so a name that resolves to a private address is refused
/// however often it is looked up; a kept connection is one that was checked.
public final class Fetcher: Sendable {
    private let loop: TransferLoop
    private let nextID = Atomic<UInt64>(0)

    /// - Parameters:
    ///   - userAgent: sent with every request, such as `vigil/1.0 (+watch@example.org)`.
    ///   - allowedPrivateHosts: names and addresses whose private, loopback and other non-public addresses are
    ///     connected to all the same.
    ///   - certificateAuthorities: a file of certificates in PEM that are trusted in place of the system's.
    public init(
        userAgent: String, allowedPrivateHosts: Set<String> = [], certificateAuthorities: String? = nil
    ) {
        loop = TransferLoop(
            TransferOptions(
                userAgent: userAgent, allowedPrivateHosts: allowedPrivateHosts,
                certificateAuthorities: certificateAuthorities))
    }

    deinit { loop.stop() }

    /// Fails what is under way with `FetchError.Reason.cancelled` and ends the thread; later requests fail likewise.
    public func shutdown() { loop.stop() }

    /// The response to a GET, whatever its status, after redirects.
    ///
    /// Cancelling the task cancels the transfer.
    ///
    /// - Returns: the page with heads and body of the last response of the chain.
    public func fetch(_ request: FetchRequest) async throws(FetchError) -> Page {
        guard var address = WebAddress(request.url.string.utf8) else {
            throw FetchError(.other, place: request.url.string, detail: "is no URL")
        }
        var cookies: [String] = []
        var followed = 0
        while true {
            let exchange = try await exchange(
                Exchange.Request(
                    address: address, limits: request.limits, accepts: request.accepts, cookies: cookies,
                    // They belong to the address that was asked for, not to where it leads.
                    validators: followed == 0 ? request.validators : nil))
            guard let target = try Self.redirect(exchange, from: address) else {
                return Self.page(exchange, of: request, from: address)
            }
            followed += 1
            guard followed <= request.limits.redirects else {
                throw FetchError(.tooManyRedirects(limit: request.limits.redirects), place: request.url.string)
            }
            if let gate = request.gate {
                try await gate(
                    Redirect(
                        from: CanonicalURL(address), to: CanonicalURL(target),
                        pathAndQuery: String(decoding: target.pathAndQuery, as: UTF8.self),
                        response: Self.page(exchange, of: request, from: address)))
            }
            address = target
            cookies = exchange.cookies
        }
    }

    private func exchange(_ request: Exchange.Request) async throws(FetchError) -> Exchange {
        let id = nextID.add(1, ordering: .relaxed).newValue
        defer { loop.forget(id: id) }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Cancellation before this point has reached the loop by then, or will: see `TransferLoop.cancel`.
                loop.start(id: id, request) { continuation.resume(returning: $0) }
            }
        } onCancel: {
            loop.cancel(id: id)
        }
        return try result.get()
    }

    /// Where the response sends the client; nil where it is the page itself.
    private static func redirect(_ exchange: Exchange, from address: WebAddress) throws(FetchError) -> WebAddress? {
        guard [301, 302, 303, 307, 308].contains(exchange.status),
            let location = exchange.headers.last(where: { $0.name.lowercased() == "location" })?.value
        else { return nil }
        guard let target = WebAddress(location.utf8, base: address) else {
            throw FetchError(.forbiddenScheme(String(location.prefix(200))), place: address.string)
        }
        return target
    }

    private static func page(_ exchange: Exchange, of request: FetchRequest, from address: WebAddress) -> Page {
        Page(
            url: request.url.string, finalURL: CanonicalURL(address).string, status: exchange.status,
            headers: exchange.headers, body: exchange.body, fetchedAt: exchange.sentAt, address: exchange.connectedTo,
            requestHead: exchange.requestHead, responseHead: exchange.responseHead,
            comparedWith: exchange.status == 304 ? request.validators : nil, answerTime: exchange.seconds)
    }
}
