import Model

/// What to fetch and how far to go for it.
public struct FetchRequest: Sendable {
    /// Asked before a redirect is followed; throws what the request then fails with.
    public typealias RedirectGate = @Sendable (Redirect) async throws(FetchError) -> Void

    public var url: CanonicalURL
    public var limits: FetchLimits
    public var accepts: AcceptedMedia
    /// Asks the server to answer 304 where the page is still as it was.
    public var validators: PageValidators?
    /// nil lets every redirect through that scheme and address checks let through.
    public var gate: RedirectGate?

    public init(
        _ url: CanonicalURL, limits: FetchLimits = FetchLimits(), accepts: AcceptedMedia = .text,
        validators: PageValidators? = nil, gate: RedirectGate? = nil
    ) {
        self.url = url
        self.limits = limits
        self.accepts = accepts
        self.validators = validators
        self.gate = gate
    }
}

/// One hop of a redirect chain.
public struct Redirect: Sendable, Hashable {
    /// The page that redirects.
    public var from: CanonicalURL
    /// Where to.
    public var to: CanonicalURL
    /// Path and query of the target as they will be asked for: redirects are followed to the letter, with the
    /// parameters that a canonical URL leaves out.
    public var pathAndQuery: String
    /// What the page that redirects answered, for the archive.
    public var response: Page
}
