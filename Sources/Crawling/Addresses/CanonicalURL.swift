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
    /// The port that is connected to, stated or default.
    public let port: Int
    /// UTF-8 offsets in `string`: one past the host, and of the path.
    private let hostEnd: Int
    private let pathStart: Int

    /// - Parameters:
    ///   - reference: a URL or a reference relative to `base`, as it stands in a document.
    ///   - base: where it stands; without one only absolute URLs are taken.
    /// - Returns: nil for what is no `http` or `https` URL, such as `mailto:` and `javascript:` links.
    public init?(_ reference: String, base: CanonicalURL? = nil) {
        guard let base else {
            guard let address = WebAddress(reference.utf8) else { return nil }
            self.init(address)
            return
        }
        self.init(reference, base: base.string)
    }

    /// - Parameters:
    ///   - reference: a URL or a reference relative to `base`, as it stands in a document.
    ///   - base: an absolute URL, canonical or not; see `BaseURL` for many references on one.
    /// - Returns: nil for what is no `http` or `https` URL, and where `base` is none.
    public init?(_ reference: String, base: String) {
        guard let url = BaseURL(base)?.canonical(reference) else { return nil }
        self = url
    }

    init(_ address: WebAddress) {
        let (origin, hostLength) = (address.origin, address.host.utf8.count)
        var text = Array(origin.utf8)
        text.reserveCapacity(text.count + address.path.count + (address.query?.count ?? 0) + 1)
        Self.appendPath(address.path, to: &text)
        if let query = address.query { Self.appendQuery(query, to: &text) }
        string = String(decoding: text, as: UTF8.self)
        port = address.port
        hostEnd = address.scheme.prefix.utf8.count + hostLength
        pathStart = origin.utf8.count
    }

    /// Takes a URL that is in the canonical form already, such as another one's `string`, without reading it again.
    ///
    /// - Returns: nil for what does not begin as one.
    public init?(canonical string: String) {
        var string = string
        let parts = string.withUTF8 { bytes -> (port: Int, hostEnd: Int, pathStart: Int)? in
            guard let scheme = WebAddress.Scheme.allCases.first(where: { bytes.starts(with: $0.prefix.utf8) }) else {
                return nil
            }
            let start = scheme.prefix.utf8.count
            guard let slash = bytes[start...].firstIndex(of: UInt8(ascii: "/")), slash > start else { return nil }
            // A bracketed address holds colons; the port's stands behind the bracket.
            let hostStart = bytes[start..<slash].lastIndex(of: UInt8(ascii: "]")) ?? start
            guard let colon = bytes[hostStart..<slash].firstIndex(of: UInt8(ascii: ":")) else {
                return (scheme.defaultPort, slash, slash)
            }
            guard let port = Int(String(decoding: bytes[(colon + 1)..<slash], as: UTF8.self)) else { return nil }
            return (port, colon, slash)
        }
        guard let parts else { return nil }
        self.string = string
        (port, hostEnd, pathStart) = parts
    }

    /// `http` or `https`.
    public var scheme: String { isSecure ? "https" : "http" }

    /// In lower case, international names in punycode, IPv6 addresses in brackets.
    public var host: String { part(hostStart, hostEnd) }

    /// Scheme, host and, where it is not the default, port: `https://example.org:8443`.
    public var origin: String { part(0, pathStart) }

    /// What a request asks the server for: begins with `/`.
    public var pathAndQuery: String { part(pathStart, string.utf8.count) }

    /// The host, with the port where it is not the scheme's default: whom politeness and scope are about.
    public var hostAndPort: String { part(hostStart, pathStart) }

    private var isSecure: Bool { string.utf8.dropFirst(4).first == UInt8(ascii: "s") }

    private var hostStart: Int { isSecure ? 8 : 7 }

    private func part(_ start: Int, _ end: Int) -> String {
        let utf8 = string.utf8
        let first = utf8.index(utf8.startIndex, offsetBy: start)
        return String(string[first..<utf8.index(first, offsetBy: end - start)])
    }

    /// The registrable domain (Public Suffix List, private suffixes included), such as `example.co.uk`; the host
    /// for addresses and for names that have none.
    public var site: String { HostName.site(of: host) }

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
