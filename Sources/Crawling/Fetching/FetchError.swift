import Model

/// Why a page could not be fetched.
public struct FetchError: Explained, Hashable {
    public enum Reason: Sendable, Hashable {
        /// The host's name has no address.
        case resolveFailed
        case connectFailed
        /// No connection, or no whole response, in the time that the limits give.
        case timedOut
        /// The response came in more slowly than the limits allow.
        case tooSlow
        case bodyTooLarge(limit: Int)
        /// It unpacks to so many times the size that it was sent in.
        case bomb(ratio: Int)
        case headersTooLarge(limit: Int)
        case tooManyRedirects(limit: Int)
        /// Private, loopback, link-local and other addresses that are not of the public internet.
        case forbiddenAddress(String)
        /// A redirect to something that is neither `http` nor `https`.
        case forbiddenScheme(String)
        case mediaRefused(contentType: String)
        /// The certificate is expired, self-signed or for another name, or there is no common ground.
        case tls
        /// The response ended before its announced end.
        case truncated
        /// The body's content coding (gzip, brotli, …) is damaged or unknown.
        case undecodable
        /// What came is no HTTP response.
        case noHTTP
        /// A redirect to where the crawl may not go or need not go.
        case redirectRefused(RedirectRefusal, to: String)
        case cancelled
        case other
    }

    /// Why a redirect was not followed.
    public enum RedirectRefusal: Sendable, Hashable {
        case outOfScope
        /// The target's robots.txt forbids it.
        case robots
        /// The target's robots.txt cannot be read, or the host has been dropped.
        case hostLeftAlone
        case alreadyFetched
    }

    public let reason: Reason
    /// The URL.
    public let place: String
    /// What libcurl or the system says about it; empty where that adds nothing.
    public let detail: String

    public init(_ reason: Reason, place: String, detail: String = "") {
        self.reason = reason
        self.place = place
        self.detail = detail
    }

    /// The reason alone, without URL and figures: what reports count by.
    public var summary: String {
        switch reason {
        case .resolveFailed: "the host's name has no address"
        case .connectFailed: "the host takes no connection"
        case .timedOut: "no whole answer in time"
        case .tooSlow: "the answer came in too slowly"
        case .bodyTooLarge: "the body is too large"
        case .bomb: "the body unpacks to far more than was sent"
        case .headersTooLarge: "the headers are too large"
        case .tooManyRedirects: "too many redirects"
        case .forbiddenAddress: "the address is not of the public internet"
        case .forbiddenScheme: "a redirect leads away from http and https"
        case .mediaRefused: "pictures, sound, films and archives are not fetched"
        case .tls: "the TLS connection is not to be trusted"
        case .truncated: "the answer is incomplete"
        case .undecodable: "the body's content coding is damaged"
        case .noHTTP: "the answer is not HTTP"
        case .redirectRefused(.outOfScope, _): "a redirect leads out of the source"
        case .redirectRefused(.robots, _): "a redirect leads to where robots.txt forbids"
        case .redirectRefused(.hostLeftAlone, _): "a redirect leads to a host that is left alone"
        case .redirectRefused(.alreadyFetched, _): "a redirect leads to a page that was fetched already"
        case .cancelled: "the request was cancelled"
        case .other: "the request failed"
        }
    }

    public var problem: String {
        let figures =
            switch reason {
            case .bodyTooLarge(let limit): "more than \(limit) bytes"
            case .bomb(let ratio): "more than \(ratio) times"
            case .headersTooLarge(let limit): "more than \(limit) bytes"
            case .tooManyRedirects(let limit): "more than \(limit)"
            case .forbiddenAddress(let address): address
            case .forbiddenScheme(let target): target
            case .mediaRefused(let contentType): contentType
            case .redirectRefused(_, let target): detail.isEmpty ? target : "\(target) (\(detail))"
            default: detail
            }
        return figures.isEmpty ? summary : "\(summary): \(figures)"
    }

    public var advice: String {
        switch reason {
        case .resolveFailed: "check the host's name and the network"
        case .connectFailed, .timedOut: "check whether the site is up; the next scan tries again"
        case .forbiddenAddress: "list the host under `allow_private_hosts` if it is your own test server"
        case .tls: "open the site in a browser to see what is wrong with its certificate"
        default: ""
        }
    }

    /// Whether the same request may well succeed later.
    public var isPassing: Bool {
        switch reason {
        case .resolveFailed, .connectFailed, .timedOut, .tooSlow, .truncated, .other: true
        default: false
        }
    }

    /// Whether it tells that the host is in trouble, rather than something about one page.
    public var blamesHost: Bool {
        switch reason {
        case .resolveFailed, .connectFailed, .timedOut, .tooSlow, .tls, .noHTTP, .truncated, .other: true
        default: false
        }
    }
}
