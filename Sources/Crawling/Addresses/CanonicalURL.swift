/// An absolute `http` or `https` URL in the one form in which the frontier knows a page.
///
/// The form is the WHATWG URL standard's with these differences, each of which only joins spellings of one page:
/// - credentials and fragment are gone, as is the final dot of a host name and an empty query;
/// - escapes of unreserved characters are decoded, the others have capital digits (RFC 3986, section 6.2.2);
/// - tracking parameters and session ids are gone (see `URLNoise`), the other parameters are sorted by name, those
///   of one name staying in their order;
/// - text is always encoded as UTF-8, whatever the document's encoding;
/// - a host that DNS cannot hold, a zone id and a URL of more than 8,000 bytes are refused.
///
/// Canonicalising a canonical URL changes nothing.
public struct CanonicalURL: Sendable, Hashable, CustomStringConvertible {
    /// The whole URL; ASCII.
    public let string: String
    /// In lower case, international names in punycode, IPv6 addresses in brackets.
    public let host: String
    /// The port that is connected to, stated or default.
    public let port: Int
    /// `http` or `https`.
    public var scheme: String { string.hasPrefix("https:") ? "https" : "http" }
    /// UTF-8 offset of the path in `string`.
    private let pathStart: Int

    /// - Parameters:
    ///   - reference: a URL or a reference relative to `base`, as it stands in a document.
    ///   - base: where it stands; without one only absolute URLs are taken.
    /// - Returns: nil for what is no `http` or `https` URL, such as `mailto:` and `javascript:` links.
    public init?(_ reference: String, base: CanonicalURL? = nil) {
        guard let base else {
            self.init(reference: reference, base: nil)
            return
        }
        guard let address = WebAddress(base.string.utf8) else { return nil }
        self.init(reference: reference, base: address)
    }

    /// - Parameters:
    ///   - reference: a URL or a reference relative to `base`, as it stands in a document.
    ///   - base: an absolute URL, canonical or not.
    /// - Returns: nil for what is no `http` or `https` URL, and where `base` is none.
    public init?(_ reference: String, base: String) {
        guard let address = WebAddress(base.utf8) else { return nil }
        self.init(reference: reference, base: address)
    }

    private init?(reference: String, base: WebAddress?) {
        guard let address = WebAddress(reference.utf8, base: base) else { return nil }
        self.init(address)
    }

    init(_ address: WebAddress) {
        let origin = address.origin
        var text = Array(origin.utf8)
        text.reserveCapacity(text.count + address.path.count + (address.query?.count ?? 0) + 1)
        Self.appendPath(address.path, to: &text)
        if let query = address.query { Self.appendQuery(query, to: &text) }
        string = String(decoding: text, as: UTF8.self)
        host = address.host
        port = address.port
        pathStart = origin.utf8.count
    }

    /// Scheme, host and, where it is not the default, port: `https://example.org:8443`.
    public var origin: String { String(decoding: string.utf8.prefix(pathStart), as: UTF8.self) }

    /// What a request asks the server for: begins with `/`.
    public var pathAndQuery: String { String(decoding: string.utf8.dropFirst(pathStart), as: UTF8.self) }

    /// The registrable domain (Public Suffix List, private suffixes included), such as `example.co.uk`; the host
    /// for addresses and for names that have none.
    public var site: String { HostName.site(of: host) }

    /// The host, with the port where it is not the scheme's default: whom politeness and scope are about.
    public var hostAndPort: String { String(origin.utf8.dropFirst(scheme.utf8.count + 3)) ?? host }

    public var description: String { string }

    public static func == (left: CanonicalURL, right: CanonicalURL) -> Bool { left.string == right.string }

    public func hash(into hasher: inout Hasher) { hasher.combine(string) }

    // MARK: - Noise

    private static func appendPath(_ path: [UInt8], to text: inout [UInt8]) {
        let mayHoldSession = path.contains(UInt8(ascii: ";")) || path.contains(UInt8(ascii: "("))
        guard mayHoldSession else {
            text += path
            return
        }
        let start = text.count
        for segment in path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            let kept = withoutSession(segment)
            if URLNoise.isSession(segment: kept) { continue }
            text.append(UInt8(ascii: "/"))
            text += kept
        }
        if text.count == start { text.append(UInt8(ascii: "/")) }
    }

    /// The segment without parameters that are noise; as it is where only dots would remain of it, since those
    /// would mean another path.
    private static func withoutSession(_ segment: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard segment.contains(UInt8(ascii: ";")) else { return segment }
        let pieces = segment.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        let kept = pieces.dropFirst().filter { piece in
            let name = String(decoding: piece.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self).lowercased()
            return !URLNoise.pathParameters.contains(name)
        }
        let result = ([pieces[0]] + kept).joined(separator: [UInt8(ascii: ";")])
        let isDots = result.allSatisfy { $0 == UInt8(ascii: ".") }
        return isDots ? segment : ArraySlice(result)
    }

    private static func appendQuery(_ query: [UInt8], to text: inout [UInt8]) {
        var parameters: [(name: ArraySlice<UInt8>, whole: ArraySlice<UInt8>)] = []
        for whole in query.split(separator: UInt8(ascii: "&")) {
            let name = whole.prefix { $0 != UInt8(ascii: "=") }
            if !URLNoise.isNoise(parameter: name) { parameters.append((name, whole)) }
        }
        // Stable, so that parameters of one name keep their order.
        parameters.sort { $0.name.lexicographicallyPrecedes($1.name) }
        for (index, parameter) in parameters.enumerated() {
            text.append(UInt8(ascii: index == 0 ? "?" : "&"))
            text += parameter.whole
        }
    }
}
