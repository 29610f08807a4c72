import Model

/// Why a page could not be fetched.
public enum FetchError: Error, Sendable, Hashable {
    case resolveFailed(host: String)
    case connectFailed(String)
    case timedOut
    case tooSlow
    case bodyTooLarge(limit: Int)
    case headersTooLarge(limit: Int)
    /// The host's address is private, loopback, link-local or otherwise not of the public network.
    case forbiddenAddress(String)
    /// Images, video, audio and archives are refused at the header.
    case mediaRefused(contentType: String)
    case tls(String)
    case truncated
    case cancelled
    case other(String)

    /// In words, without a full stop.
    public var sentence: String {
        switch self {
        case .resolveFailed(let host): "the host \(host) is not known"
        case .connectFailed(let words): "no connection: \(words)"
        case .timedOut: "the host took too long"
        case .tooSlow: "the response came too slowly"
        case .bodyTooLarge(let limit): "the response is larger than \(limit) bytes"
        case .headersTooLarge(let limit): "the headers are larger than \(limit) bytes"
        case .forbiddenAddress(let address): "the address \(address) is not of the public network"
        case .mediaRefused(let type): "the content type \(type) is refused"
        case .tls(let words): "no safe connection: \(words)"
        case .truncated: "the response broke off"
        case .cancelled: "cancelled"
        case .other(let words): words
        }
    }

    /// Whether another attempt may succeed.
    public var isTransient: Bool {
        switch self {
        case .resolveFailed, .connectFailed, .timedOut, .tooSlow, .truncated, .other: true
        case .bodyTooLarge, .headersTooLarge, .forbiddenAddress, .mediaRefused, .tls, .cancelled: false
        }
    }
}
