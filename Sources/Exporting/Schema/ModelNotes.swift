import Model

// What the published schemas say of the values in `Model`.

extension Post: SchemaNoted {
    public static let schemaSummary = "One public ad or post, as it was found. Unknown fields are kept and ignored."
    public static var schemaIsOpen: Bool { true }
    public static let schemaNotes: [String: SchemaNote] = [
        "id": "Stable: the same post has the same id from night to night.",
        "text": "The body as plain text.",
        "title": "The headline.",
        "url": "Where it stood.",
        "source": "The name of the source in vigil.yaml.",
        "posted": "When it was posted, by the page: ISO 8601 where it could be read, else as it stood.",
        "author": "The name that it was posted under.",
        "place": "The place that it names.",
        "lang": "The language that the page states, as BCP 47.",
    ]
}

extension Finding: SchemaNoted {
    public static let schemaSummary = "What vigil makes of one post; one for each post, in input order."
    public static let schemaNotes: [String: SchemaNote] = [
        "id": "The post's id.",
        "score": SchemaNote("0 to 1, rounded to four places.", minimum: 0, maximum: 1),
        "tier": "How soon a person should look.",
        "flagged": "Whether the post is a lead.",
        "lang": "The language of the text, as BCP 47; und where it cannot be told.",
        "families": "The families that counted.",
        "matches": "Where rules matched.",
        "doubts": "Why the post may be innocent.",
        "entities": "Contacts in the title and text.",
        "undecided":
            "Rules that reached a match limit on this post, and rules that depend on them: what they did not find may be there.",
    ]
}

extension Match: SchemaNoted {
    public static let schemaSummary = "One place in a post where a rule matched."
    public static let schemaNotes: [String: SchemaNote] = [
        "rule": "The rule's id.",
        "family": "The rule's family.",
        "severity": "S0 context to S4 protect now.",
        "field": "The field that start and end count in.",
        "start": SchemaNote("Unicode scalars before the match.", minimum: 0),
        "end": SchemaNote("Unicode scalars up to its end.", minimum: 0),
        "text": "What stands there; in leads, with contacts masked.",
        "layer": "The reading of the text that the rule matched on.",
        "contribution": SchemaNote("Log-odds that this match added; 0 where the rule did not count.", minimum: 0),
    ]
}

extension Doubt: SchemaNoted {
    public static let schemaSummary = "A reason to think that a post is innocent."
    public static let schemaNotes: [String: SchemaNote] = [
        "rule": "The protective rule's id.",
        "field": "The field that start and end count in.",
        "start": SchemaNote("Unicode scalars before the place.", minimum: 0),
        "end": SchemaNote("Unicode scalars up to its end.", minimum: 0),
        "contribution": SchemaNote("Log-odds, 0 or less.", maximum: 0),
        "says": "The reason in words.",
    ]
}

extension Entity: SchemaNoted {
    public static let schemaSummary = "A contact in a post."
    public static let schemaNotes: [String: SchemaNote] = [
        "kind": "What it is.",
        "value": "Normalised: E.164 for telephones where the region could be told, service:name for messenger names.",
        "field": "The field that start and end count in.",
        "start": SchemaNote("Unicode scalars before it.", minimum: 0),
        "end": SchemaNote("Unicode scalars up to its end.", minimum: 0),
    ]
}

extension Lead: SchemaNoted {
    public static let schemaSummary =
        "A reason for a trained person to look; never a finding about a person. Contacts are masked."
    public static let schemaNotes: [String: SchemaNote] = [
        "id": SchemaNote("Stable across nights and exports.", pattern: "^L-[0-9A-HJKMNP-TV-Z]{12}$"),
        "score": SchemaNote("0 to 1.", minimum: 0, maximum: 1),
        "tier": "How soon a person should look.",
        "status": "What reviewers decided.",
        "first_seen": "ISO 8601, UTC.",
        "last_seen": "ISO 8601, UTC.",
        "lang": "The language of its strongest post, as BCP 47; und where it cannot be told.",
        "families": "The families that counted.",
        "title": "The headline of its strongest post; empty where it may show a minor.",
        "evidence": "The strongest posts first.",
        "doubts": "Why it may be innocent.",
        "entities": "Contacts, masked.",
        "why": "One to three sentences, in English, without personal data.",
        "rules_version": "The version of the rule packs that made it.",
        "posts": SchemaNote("How many posts stand behind it.", minimum: 1),
        "template": "The template that its posts share, where it is a cluster.",
    ]
}

extension Evidence: SchemaNoted {
    public static let schemaSummary = "One post behind a lead, with what matched in it."
    public static let schemaNotes: [String: SchemaNote] = [
        "post": "The post's id.",
        "source": "The name of the source.",
        "url": "Where it stood.",
        "captured": "When it was fetched: ISO 8601, UTC.",
        "digest": SchemaNote("Of the archived payload.", pattern: "^sha256:[0-9a-f]{64}$"),
        "text": "The text with contacts masked; absent where it may show a minor.",
        "matches": "The matches that counted.",
    ]
}

extension MaskedEntity: SchemaNoted {
    public static let schemaSummary = "A contact as it may be shown."
    public static let schemaNotes: [String: SchemaNote] = [
        "kind": "What it is.",
        "masked": "Enough to recognise, not enough to use.",
    ]
}
