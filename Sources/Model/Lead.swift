/// A reason for a trained person to look; never a finding about a person.
public struct Lead: Sendable, Hashable, Codable {
    /// Stable across nights and exports.
    public var id: String
    /// 0 … 1.
    public var score: Double
    public var tier: Tier
    public var status: Status
    /// ISO 8601, UTC.
    public var firstSeen: String
    /// ISO 8601, UTC.
    public var lastSeen: String
    public var lang: String
    public var families: [Family]
    /// The title of its strongest post; contacts masked.
    public var title: String
    /// The strongest posts first.
    public var evidence: [Evidence]
    public var doubts: [Doubt]
    /// Contacts, masked.
    public var entities: [MaskedEntity]
    /// One to three sentences, in English.
    public var why: [String]
    /// The version of the rule packs that made it.
    public var rulesVersion: String
    /// How many posts stand behind it.
    public var posts: Int
    /// The template that its posts share, where it is a cluster.
    public var template: String?

    enum CodingKeys: String, CodingKey {
        case id, score, tier, status
        case firstSeen = "first_seen"
        case lastSeen = "last_seen"
        case lang, families, title, evidence, doubts, entities, why
        case rulesVersion = "rules_version"
        case posts, template
    }

    public enum Status: String, Codable, Sendable, Hashable, CaseIterable {
        case open, confirmed, dismissed, escalated, unsure
    }

    public init(
        id: String, score: Double, tier: Tier, status: Status = .open, firstSeen: String, lastSeen: String,
        lang: String, families: [Family], title: String, evidence: [Evidence], doubts: [Doubt],
        entities: [MaskedEntity], why: [String], rulesVersion: String, posts: Int = 1, template: String? = nil
    ) {
        self.id = id
        self.score = score
        self.tier = tier
        self.status = status
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.lang = lang
        self.families = families
        self.title = title
        self.evidence = evidence
        self.doubts = doubts
        self.entities = entities
        self.why = why
        self.rulesVersion = rulesVersion
        self.posts = posts
        self.template = template
    }
}

/// One post behind a lead, with what matched in it.
public struct Evidence: Sendable, Hashable, Codable {
    /// The post's id.
    public var post: String
    public var source: String?
    public var url: String?
    /// When it was fetched: ISO 8601, UTC; absent where the post did not come from a fetch.
    public var captured: String?
    /// The archived payload's digest, `sha256:` and hexadecimal; absent as above.
    public var digest: String?
    /// The post's text with contacts masked; absent where it may show a minor.
    public var text: String?
    /// The matches that counted. Their `text` has contacts masked; they are empty where `text` is absent for a
    /// possible minor, save for the rule's name and place.
    public var matches: [Match]

    public init(
        post: String, source: String?, url: String?, captured: String?, digest: String?, text: String?,
        matches: [Match]
    ) {
        self.post = post
        self.source = source
        self.url = url
        self.captured = captured
        self.digest = digest
        self.text = text
        self.matches = matches
    }
}

/// A contact as it may be shown: enough to recognise, not enough to use.
public struct MaskedEntity: Sendable, Hashable, Codable {
    public var kind: Entity.Kind
    /// Such as `+1555•••00` or `telegram:fa•••`.
    public var masked: String

    public init(kind: Entity.Kind, masked: String) {
        self.kind = kind
        self.masked = masked
    }
}
