import Model

/// `vigil.yaml` as it is written; the source of its JSON Schema and of the keys that the reader knows.
public struct ConfigFile: Sendable, Hashable, Codable {
    public var contact: String
    public var rules: [String]?
    public var budget: Int?
    public var retention: String?
    public var night: ConfigNight?
    public var allowPrivateHosts: [String]?
    public var sources: [ConfigSource]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case contact, rules, budget, retention, night
        case allowPrivateHosts = "allow_private_hosts"
        case sources
    }
}

/// The budget of a whole night as it is written in `vigil.yaml`.
public struct ConfigNight: Sendable, Hashable, Codable {
    public var pages: Int?
    public var bytes: String?
    public var time: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case pages, bytes, time
    }
}

/// A source as it is written in `vigil.yaml`.
public struct ConfigSource: Sendable, Hashable, Codable {
    public var name: String
    public var start: [String]
    public var kind: Source.Kind?
    public var include: [String]?
    public var exclude: [String]?
    public var depth: Int?
    public var pages: Int?
    public var bytes: String?
    public var time: String?
    public var delay: String?
    public var nofollow: Nofollow?
    public var post: PostSelectors?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, start, kind, include, exclude, depth, pages, bytes, time, delay, nofollow, post
    }

    /// What is done with links that a site marks `rel=nofollow`.
    public enum Nofollow: String, Sendable, Hashable, Codable, CaseIterable {
        case honour, ignore
    }
}
