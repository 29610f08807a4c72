import Crawling
import Model
import Testing

/// A fetcher that may talk to loopback, shut down when it goes.
final class LoopbackFetcher: Sendable {
    let fetcher: Fetcher

    init(userAgent: String = "vigil/test (+watch@example.org)", allowed: Set<String> = ["127.0.0.1"]) {
        fetcher = Fetcher(userAgent: userAgent, allowedPrivateHosts: allowed)
    }

    deinit { fetcher.shutdown() }

    func page(
        _ url: String, limits: FetchLimits = .quick, accepts: AcceptedMedia = .text,
        gate: FetchRequest.RedirectGate? = nil
    ) async throws -> Page {
        let url = try #require(CanonicalURL(url))
        return try await fetcher.fetch(FetchRequest(url, limits: limits, accepts: accepts, gate: gate))
    }

    /// Why the request fails; nil where it does not.
    func failure(_ url: String, limits: FetchLimits = .quick, accepts: AcceptedMedia = .text) async throws
        -> FetchError?
    {
        let url = try #require(CanonicalURL(url))
        do throws(FetchError) {
            _ = try await fetcher.fetch(FetchRequest(url, limits: limits, accepts: accepts))
            return nil
        } catch {
            return error
        }
    }
}

extension FetchLimits {
    /// For tests: nothing takes longer than a few seconds.
    static let quick = FetchLimits(connectTimeout: 2, totalTimeout: 5, slowSpeed: 50, slowTime: 3, bodyBytes: 1 << 20)

    func with(_ change: (inout FetchLimits) -> Void) -> FetchLimits {
        var copy = self
        change(&copy)
        return copy
    }
}
