import Model

/// Which addresses belong to a source.
public struct Scope: Sendable {
    private let hosts: Set<String>
    private let starts: Set<String>
    private let depth: Int
    private let includes: @Sendable (String) -> Bool
    private let excludes: @Sendable (String) -> Bool

    /// - Parameters:
    ///   - includes: whether a path with its query is wanted.
    ///   - excludes: whether it is not, whatever `includes` says.
    public init(
        source: Source, includes: @escaping @Sendable (String) -> Bool, excludes: @escaping @Sendable (String) -> Bool
    ) {
        let urls = source.start.compactMap { CanonicalURL($0) }
        hosts = Set(urls.map(Self.authority))
        starts = Set(urls.map(\.string))
        depth = source.depth
        self.includes = includes
        self.excludes = excludes
    }

    /// Whether `url`, so many links from a start page, is to be fetched: it stays on the start pages' hosts, within the
    /// depth and the patterns. Feeds and sitemaps need not match what is wanted, since they lead to what does.
    public func contains(_ url: CanonicalURL, depth: Int, kind: Link.Kind) -> Bool {
        if starts.contains(url.string) { return true }
        guard depth <= self.depth, hosts.contains(Self.authority(url)), !excludes(url.pathAndQuery) else {
            return false
        }
        return kind != .page || includes(url.pathAndQuery)
    }

    /// Host and port, without the scheme, so that a site may move from http to https where both have their own port.
    private static func authority(_ url: CanonicalURL) -> String {
        url.port == 80 || url.port == 443 ? url.host : "\(url.host):\(url.port)"
    }
}
