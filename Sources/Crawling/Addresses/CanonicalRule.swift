/// Which `rel=canonical` is believed (RFC 6596): a page may only speak of its own site, and a front page that all others
/// call their address is a mistake of the site's.
public enum CanonicalRule {

    /// - Parameters:
    ///   - canonical: what the page says that its address is, absolute.
    ///   - page: where it was found.
    public static func allows(_ canonical: String, for page: String) -> Bool {
        guard let canonical = CanonicalURL(canonical), let page = CanonicalURL(page), canonical != page else {
            return false
        }
        return canonical.site == page.site && (canonical.pathAndQuery != "/" || page.pathAndQuery.hasPrefix("/?"))
    }
}
