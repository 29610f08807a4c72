/// A robots.txt file by RFC 9309.
///
/// Reading never fails: what is no rule is passed over. Besides the standard's lines, `Crawl-delay` and `Sitemap`
/// are read.
public struct RobotsRules: Sendable, Hashable {
    /// Bytes that are read; the standard asks for at least 500 KiB (section 2.5). A line that this limit cuts
    /// through is not read.
    public static let readBytes = 512 * 1024

    /// URLs of the file's `Sitemap` lines, as they stand there; they belong to no group.
    public let sitemaps: [String]

    let groups: [RobotsGroup]

    /// - Parameter bytes: the file, in UTF-8 or in what else the server sent.
    public init(_ bytes: [UInt8]) {
        var parser = RobotsParser()
        parser.read(bytes)
        groups = parser.groups
        sitemaps = parser.sitemaps
    }

    /// The rules for one crawler: all groups that name it, merged; else all groups for `*`, merged; else none.
    ///
    /// - Parameter agent: a product token such as `vigil`, or a whole User-Agent that begins with one; case does
    ///   not matter.
    public func rules(for agent: String) -> AgentRules {
        let token = RobotsParser.productToken(Array(agent.utf8)[...])
        let named = groups.filter { $0.agents.contains(token) && !token.isEmpty }
        return AgentRules(named.isEmpty ? groups.filter(\.isForAll) : named, sitemaps: sitemaps)
    }

    /// Whether `agent` may fetch `path` (section 2.2.2): the rule with the longest path that matches decides, `Allow`
    /// where two are equally long; without one the page is allowed. `/robots.txt` always is.
    ///
    /// - Parameter path: path and query, beginning with `/`.
    public func decision(for path: String, agent: String) -> RobotsDecision { rules(for: agent).decision(for: path) }

    /// As `decision(for:agent:)` of the URL's path and query.
    public func decision(for url: CanonicalURL, agent: String) -> RobotsDecision {
        decision(for: url.pathAndQuery, agent: agent)
    }
}

/// A group of a robots.txt file: crawlers and what they may fetch.
struct RobotsGroup: Sendable, Hashable {
    /// Product tokens in lower case.
    var agents: [String] = []
    var isForAll = false
    var rules: [RobotsRule] = []
    var crawlDelay: Double?
}
