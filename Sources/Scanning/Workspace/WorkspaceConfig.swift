import Model

/// What `vigil.yaml` says.
public struct WorkspaceConfig: Sendable, Hashable {
    /// How a site's owner reaches the people who run the watch; goes into the User-Agent.
    public var contact: String
    /// Rule directories, relative to the workspace.
    public var rules: [String]
    /// Leads a night that the team can work.
    public var budget: Int
    /// How long posts that are on no open lead are kept, in days.
    public var retentionDays: Int
    /// The most pages, bytes and seconds that all sources of a night may use together; nil for no limit.
    public var nightPages: Int?
    public var nightBytes: Int?
    public var nightTime: Double?
    /// Hosts that may be fetched although their address is private or loopback; for tests only.
    public var allowPrivateHosts: [String]
    public var sources: [Source]

    public init(
        contact: String, rules: [String] = ["rules"], budget: Int = 25, retentionDays: Int = 90,
        allowPrivateHosts: [String] = [], sources: [Source]
    ) {
        self.contact = contact
        self.rules = rules
        self.budget = budget
        self.retentionDays = retentionDays
        self.allowPrivateHosts = allowPrivateHosts
        self.sources = sources
    }
}
