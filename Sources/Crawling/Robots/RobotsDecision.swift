/// An `Allow` or `Disallow` line of a robots.txt file.
public struct RobotsRule: Sendable, Hashable {
    public let allows: Bool
    /// The line as it stands in the file, without blanks around it and without comment.
    public let text: String
    /// Counted from 1.
    public let line: Int
    let pattern: RobotsPattern
}

/// Whether a page may be fetched, and why.
public struct RobotsDecision: Sendable, Hashable {
    public let isAllowed: Bool
    /// The deciding rule; nil where none matches, and for `/robots.txt` itself.
    public let rule: RobotsRule?
    /// The least time between two requests that the crawler's group asks for, in seconds.
    public let crawlDelay: Double?
    /// URLs of the file's `Sitemap` lines, as they stand there.
    public let sitemaps: [String]
}

/// The rules of a robots.txt file for one crawler, ready for many decisions.
public struct AgentRules: Sendable, Hashable {
    /// The longest first, of equally long ones those that allow: the first match decides.
    private let rules: [RobotsRule]
    /// The least time between two requests, in seconds: the largest of the groups'.
    public let crawlDelay: Double?
    public let sitemaps: [String]

    init(_ groups: [RobotsGroup], sitemaps: [String]) {
        rules = groups.flatMap(\.rules).sorted { left, right in
            if left.pattern.length != right.pattern.length { return left.pattern.length > right.pattern.length }
            if left.allows != right.allows { return left.allows }
            return left.line < right.line
        }
        crawlDelay = groups.compactMap(\.crawlDelay).max()
        self.sitemaps = sitemaps
    }

    /// See `RobotsRules.decision(for:agent:)`.
    public func decision(for path: String) -> RobotsDecision {
        let subject = RobotsPattern.normalised(path)
        let isRobotsFile = subject == Array("/robots.txt".utf8)
        let rule = isRobotsFile ? nil : rules.first { $0.pattern.matches(subject) }
        return RobotsDecision(
            isAllowed: rule?.allows ?? true, rule: rule, crawlDelay: crawlDelay, sitemaps: sitemaps)
    }
}
