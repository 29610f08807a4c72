import Foundation

/// Makes addresses absolute as RFC 3986 says (section 5), with Foundation's URL.
enum FoundationResolver {

    /// `href` against `base`, without its fragment; nil for what isn't `http:` or `https:`.
    static func resolve(_ href: String, _ base: String) -> String? {
        guard let root = URL(string: base), let url = URL(string: href, relativeTo: root)?.absoluteURL,
            let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https", url.host() != nil
        else { return nil }
        let text = url.absoluteString
        return text.firstIndex(of: "#").map { String(text[..<$0]) } ?? text
    }
}
