/// An `http` or `https` URL as the WHATWG URL standard parses it, save that escapes are in one form and that
/// credentials and fragment are gone. What a redirect names is fetched in this form; what a link names is
/// canonicalised further, see `CanonicalURL`.
///
/// Where libcurl's parser and the standard part ways, the text is brought into a form that both read alike before
/// libcurl gets it: blanks and line ends are removed, backslashes are slashes, missing or excess slashes after the
/// scheme are set right, user names are cut off, relative references are joined to their base.
struct WebAddress: Hashable {
    enum Scheme: String, CaseIterable {
        case http, https

        var defaultPort: Int { self == .http ? 80 : 443 }

        /// The scheme as it begins a URL.
        var prefix: String { self == .http ? "http://" : "https://" }
    }

    /// The longest URL that is taken, in bytes: what RFC 9110, section 4.1, asks every party to support.
    static let longest = 8000

    var scheme: Scheme
    /// In lower case, international names in punycode, IPv6 addresses in brackets.
    var host: String
    var port: Int
    /// Begins with `/`.
    var path: [UInt8]
    /// Without the `?`; nil where there is none or where it is empty.
    var query: [UInt8]?

    /// - Parameters:
    ///   - reference: as it stands in the document; bytes that are not UTF-8 are taken as they are.
    ///   - base: what a relative reference is relative to.
    init?(_ reference: some Sequence<UInt8>, base: WebAddress? = nil) {
        guard let text = Self.cleaned(reference) else { return nil }
        let (schemeText, rest) = Self.splitScheme(text)
        var remaining = rest
        if let schemeText {
            guard let scheme = Scheme(rawValue: schemeText) else { return nil }
            let slashes = remaining.prefix(while: Self.isSlash).count
            let isRelative = slashes < 2 && scheme == base?.scheme
            if !isRelative {
                self.init(scheme: scheme, afterSlashes: remaining.dropFirst(slashes))
                return
            }
        }
        guard let base else { return nil }
        let slashes = remaining.prefix(while: Self.isSlash).count
        if slashes >= 2 {
            self.init(scheme: base.scheme, afterSlashes: remaining.dropFirst(slashes))
            return
        }
        if remaining.isEmpty {
            self = base
            return
        }
        var path: [UInt8]
        if slashes == 1 {
            path = []
        } else if remaining.first == UInt8(ascii: "?") {
            path = base.path
        } else {
            path = Array(base.path[...(base.path.lastIndex(of: UInt8(ascii: "/")) ?? 0)])
        }
        let query = Self.takeQuery(&remaining)
        Self.appendPath(remaining, to: &path)
        // Nothing is left for libcurl to set right: host and port are the base's.
        if Self.mayHaveDotSegment(path) { DotSegments.remove(from: &path) }
        guard base.host.utf8.count + path.count + (query?.count ?? 0) + 16 <= Self.longest, !path.contains(0) else {
            return nil
        }
        self = base
        self.path = path
        self.query = query
    }

    private init?(scheme: Scheme, afterSlashes text: ArraySlice<UInt8>) {
        let end = text.firstIndex { Self.isSlash($0) || $0 == UInt8(ascii: "?") } ?? text.endIndex
        var authority = text[..<end]
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) { authority = authority[(at + 1)...] }
        var remaining = text[end...]
        let query = Self.takeQuery(&remaining)
        var path: [UInt8] = []
        Self.appendPath(remaining, to: &path)
        self.init(scheme: scheme, authority: Array(authority), path: path, query: query)
    }

    private init?(scheme: Scheme, authority: [UInt8], path: [UInt8], query: [UInt8]?) {
        guard !authority.isEmpty, !authority.contains(0) else { return nil }
        let prefix = Array(scheme.prefix.utf8)
        guard var parts = URLParts(prefix + authority + path) else { return nil }
        let needsSecondReading =
            parts.host.hasSuffix(".") || (HostName.endsInNumber(parts.host) && !HostName.isIPv4(parts.host))
        if needsSecondReading {
            // The name's final dot, or an address whose digits only came out of decoding.
            if parts.host.hasSuffix(".") { parts.host.removeLast() }
            guard let again = URLParts(prefix + Array(parts.host.utf8) + [UInt8(ascii: "/")]) else { return nil }
            parts.host = again.host
        }
        guard HostName.isUsable(parts.host) else { return nil }
        self.scheme = scheme
        self.host = parts.host
        self.port = parts.port ?? scheme.defaultPort
        self.path = parts.path
        self.query = query
        guard host.utf8.count + parts.path.count + (query?.count ?? 0) + 16 <= Self.longest else { return nil }
    }

    /// `scheme://host`, and the port where it is not the default.
    var origin: String {
        port == scheme.defaultPort ? scheme.prefix + host : "\(scheme.prefix)\(host):\(port)"
    }

    var pathAndQuery: [UInt8] {
        guard let query else { return path }
        return path + [UInt8(ascii: "?")] + query
    }

    var string: String { origin + String(decoding: pathAndQuery, as: UTF8.self) }

    // MARK: - Parsing

    /// Without blanks around it, tabs and line ends within it, and its fragment (WHATWG URL, section 4.4).
    private static func cleaned(_ reference: some Sequence<UInt8>) -> ArraySlice<UInt8>? {
        var text: [UInt8] = []
        text.reserveCapacity(reference.underestimatedCount)
        for byte in reference where byte != 0x09 && byte != 0x0a && byte != 0x0d {
            if text.isEmpty && byte <= 0x20 { continue }
            if text.count > 2 * longest { return nil }
            if byte == UInt8(ascii: "#") { return text[...] }
            text.append(byte)
        }
        while let last = text.last, last <= 0x20 { text.removeLast() }
        return text[...]
    }

    private static func splitScheme(_ text: ArraySlice<UInt8>) -> (scheme: String?, rest: ArraySlice<UInt8>) {
        guard let first = text.first, isLetter(first),
            let colon = text.firstIndex(where: { !isSchemeByte($0) }), text[colon] == UInt8(ascii: ":")
        else { return (nil, text) }
        return (String(decoding: text[..<colon], as: UTF8.self).lowercased(), text[(colon + 1)...])
    }

    /// Cuts the query off `text` and gives it in its one form.
    private static func takeQuery(_ text: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard let mark = text.firstIndex(of: UInt8(ascii: "?")) else { return nil }
        var query: [UInt8] = []
        PercentEncoding.append(text[(mark + 1)...], as: .query, to: &query)
        text = text[..<mark]
        return query.isEmpty ? nil : query
    }

    private static func appendPath(_ text: ArraySlice<UInt8>, to path: inout [UInt8]) {
        PercentEncoding.append(
            text.lazy.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }, as: .path, to: &path)
    }

    private static func mayHaveDotSegment(_ path: [UInt8]) -> Bool {
        for index in path.indices.dropLast() where path[index] == UInt8(ascii: "/") {
            let next = path[index + 1]
            if next == UInt8(ascii: ".") || next == UInt8(ascii: "%") { return true }
        }
        return false
    }

    private static func isSlash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isSchemeByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}
