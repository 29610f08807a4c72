import Model

/// Which URLs belong to a source.
///
/// A source keeps to the hosts of its start pages, `www.` making no difference; where a start page redirects to
/// another host of the same registrable domain, to that host too. Only what a feed or a sitemap names may lie
/// elsewhere, and only where the source itself is a feed or a sitemap. Start pages are always in scope.
public struct Scope: Sendable {
    private let kind: Source.Kind
    private let depth: Int
    private let starts: Set<String>
    private let hosts: Set<String>
    private let sites: Set<String>
    private let includes: @Sendable (String) -> Bool
    private let excludes: @Sendable (String) -> Bool

    /// - Parameters:
    ///   - includes: whether a path with its query is wanted.
    ///   - excludes: whether it is not, whatever `includes` says.
    public init(
        source: Source, includes: @escaping @Sendable (String) -> Bool = { _ in true },
        excludes: @escaping @Sendable (String) -> Bool = { _ in false }
    ) {
        let urls = source.start.compactMap { CanonicalURL($0) }
        kind = source.kind
        depth = source.depth
        starts = Set(urls.map(\.string))
        hosts = Set(urls.map(Self.place))
        sites = Set(urls.map(\.site))
        self.includes = includes
        self.excludes = excludes
    }

    /// Whether a link is to be followed.
    ///
    /// - Parameters:
    ///   - depth: the link's, counted from the start pages.
    ///   - page: where it was found, after redirects.
    ///   - pageKind: what that is.
    public func contains(
        _ url: CanonicalURL, depth: Int, kind: Link.Kind, foundOn page: CanonicalURL, pageKind: Link.Kind
    ) -> Bool {
        if starts.contains(url.string) { return true }
        guard self.depth > 0, depth <= self.depth else { return false }
        let mayBeElsewhere = mayLeave && pageKind != .page
        guard !URLTrap.catches(url) else { return false }
        guard mayBeElsewhere || isAtHome(url) || (Self.place(url) == Self.place(page) && sites.contains(page.site))
        else { return false }
        return isWanted(url, kind: kind)
    }

    /// Whether a URL that the frontier knows from an earlier night, with an earlier configuration, is still in scope.
    func keeps(_ url: CanonicalURL, depth: Int, kind: Link.Kind) -> Bool {
        if starts.contains(url.string) { return true }
        guard self.depth > 0, depth <= self.depth, depth > 0 || kind != .page else { return false }
        return (mayLeave || isAtHome(url) || sites.contains(url.site)) && isWanted(url, kind: kind)
    }

    /// Whether a sitemap that robots.txt names is to be read.
    func containsSitemap(_ url: CanonicalURL) -> Bool {
        kind == .site && depth > 0 && (isAtHome(url) || sites.contains(url.site)) && !excludes(url.pathAndQuery)
    }

    /// Whether a redirect may be followed. A page that was wanted need not be wanted under its new address.
    public func allowsRedirect(to url: CanonicalURL) -> Bool {
        if starts.contains(url.string) { return true }
        return (mayLeave || isAtHome(url) || sites.contains(url.site)) && !excludes(url.pathAndQuery)
    }

    /// Whether all URLs are of one host, so that there is no use in looking for other hosts while it rests.
    var hasOneHost: Bool { !mayLeave && hosts.count <= 1 }

    private var mayLeave: Bool { kind == .feed || kind == .sitemap }

    private func isAtHome(_ url: CanonicalURL) -> Bool { hosts.contains(Self.place(url)) }

    /// Sitemaps need not match what is wanted, since they lead to what does.
    private func isWanted(_ url: CanonicalURL, kind: Link.Kind) -> Bool {
        let path = url.pathAndQuery
        return !excludes(path) && (kind == .sitemap || includes(path))
    }

    private static func place(_ url: CanonicalURL) -> String {
        let host = url.hostAndPort
        return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    }
}
