/// What the references on a page are relative to, read once for all of them.
public struct BaseURL: Sendable {
    private let address: WebAddress

    /// - Parameter url: absolute, canonical or not.
    /// - Returns: nil for what is no `http` or `https` URL.
    public init?(_ url: String) {
        guard let address = WebAddress(url.utf8) else { return nil }
        self.address = address
    }

    /// The canonical URL of `reference` as it stands on the page; nil for what is no `http` or `https` URL.
    public func canonical(_ reference: String) -> CanonicalURL? {
        WebAddress(reference.utf8, base: address).map { CanonicalURL($0) }
    }

    /// Gives the canonical URL, as text, of each reference on a page at `url`; nil for all where that is none.
    public static func resolver(_ url: String) -> (_ reference: String) -> String? {
        let base = BaseURL(url)
        return { base?.canonical($0)?.string }
    }
}
