import Foundation

/// Makes addresses absolute as RFC 3986 says (section 5), with Foundation's URL.
enum FoundationResolver {

    /// Makes each `href` on a page at `base` absolute, without its fragment; nil for what isn't `http:` or `https:`.
    static func resolver(_ base: String) -> (_ href: String) -> String? {
        let root = URL(string: base)
        return { href in
            guard let root, let url = URL(string: href, relativeTo: root)?.absoluteURL,
                let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https", url.host() != nil
            else { return nil }
            let text = url.absoluteString
            return text.firstIndex(of: "#").map { String(text[..<$0]) } ?? text
        }
    }
}
