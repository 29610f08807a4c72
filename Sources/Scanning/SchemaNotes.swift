import Exporting
import Matching
import Model

// What the published schemas say of the files that people write.

extension ConfigFile: SchemaNoted {
    public static let schemaSummary = "vigil.yaml: what a watch looks at, and who runs it."
    public static let schemaNotes: [String: SchemaNote] = [
        "contact": "How a site's owner reaches you; goes into the User-Agent. No scan starts without it.",
        "rules": "Directories with rule packs, relative to this file.",
        "budget": SchemaNote("Leads a night that the team can work.", minimum: 1),
        "retention": SchemaNote("How long posts on no open lead are kept.", pattern: "^[0-9.]+(ms|s|m|h|d|w)$"),
        "night": "The most that all sources of a night may use together.",
        "allow_private_hosts": "Hosts that may be fetched although their address is private; for tests only.",
        "sources": "The places to watch.",
    ]
}

extension ConfigNight: SchemaNoted {
    public static let schemaSummary = "The budget of a whole night; what is beyond it waits for the next."
    public static let schemaNotes: [String: SchemaNote] = [
        "pages": SchemaNote("The most pages to fetch.", minimum: 1),
        "bytes": SchemaNote("The most to fetch, as `2GB`.", pattern: "^[0-9.]+(B|kB|MB|GB)$"),
        "time": SchemaNote("The longest that it may fetch, as `8h`.", pattern: "^[0-9.]+(ms|s|m|h|d|w)$"),
    ]
}

extension ConfigSource: SchemaNoted {
    public static let schemaSummary = "One place to watch."
    public static let schemaNotes: [String: SchemaNote] = [
        "name": "Unique within the file.",
        "start": "Absolute http or https URLs to start from.",
        "kind":
            "What the start pages are: pages with links (site), a feed, a sitemap, a Telegram channel's preview, or JSON.",
        "include": "PCRE2 on path and query; where given, one must match for a page to be fetched.",
        "exclude": "PCRE2 on path and query; a page that one matches is not fetched.",
        "depth": SchemaNote("Links away from a start page.", minimum: 0),
        "pages": SchemaNote("The most pages to fetch in one night.", minimum: 1),
        "bytes": SchemaNote("The most to fetch in one night, as `200MB`.", pattern: "^[0-9.]+(B|kB|MB|GB)$"),
        "time": SchemaNote("The longest that one night may take, as `30m`.", pattern: "^[0-9.]+(ms|s|m|h|d|w)$"),
        "delay": SchemaNote("The least time between two requests to a host.", pattern: "^[0-9.]+(ms|s|m|h|d|w)$"),
        "nofollow": "Whether `rel=nofollow` on links is honoured, as without this, or ignored.",
        "post": "CSS selectors or field paths for its posts; without them they are found.",
    ]
}

extension PostSelectors: SchemaNoted {
    public static let schemaSummary = "CSS selectors, `@name` at the end takes an attribute; field paths for JSON."
    public static let schemaNotes: [String: SchemaNote] = [
        "item": "One element a post.",
        "title": "The headline, within the item.",
        "text": "The body, within the item; the item itself where it is missing.",
        "posted": "When it was posted.",
        "author": "The name that it was posted under.",
        "place": "The place that it names.",
        "url": "The post's own address.",
        "follow": "JSON only: an address to fetch for each item, as `/t/{slug}/{id}.json`.",
        "next": "JSON only: where the listing goes on, as a path or `&after={data.after}`.",
    ]
}

extension PackFile: SchemaNoted {
    public static let schemaSummary = "A rule pack; docs/rules.md teaches it."
    public static let schemaNotes: [String: SchemaNote] = [
        "pack": "A name for the file.",
        "version": "Stands in every lead that the pack made; a date is good.",
        "family": "Which kind of sign the rules are.",
        "rules": "The rules.",
    ]
}

extension RuleEntry: SchemaNoted {
    public static let schemaSummary = "A rule: it says one thing, and shows on what it holds and on what not."
    public static let schemaNotes: [String: SchemaNote] = [
        "id": SchemaNote("The family, a few words, the language.", pattern: "^[a-z0-9-]+(\\.[a-z0-9-]+)+$"),
        "says": "The sentence that the reviewer reads.",
        "lang": "The language whose words the rule knows.",
        "severity": "S0 context to S4 protect now; sets the largest weight.",
        "weight": SchemaNote("Log-odds; negative in protective packs.", minimum: -4, maximum: 4),
        "evidence": "How it is known that the sign means anything.",
        "layer":
            "The reading of the text to match on: plain is as written; folded, where it is missing, undoes case, width, look-alikes and hidden marks; joined, with `undone`, also letters set apart and digits for letters.",
        "fields": "The fields to match on; title and text where it is missing.",
        "voice":
            "Who speaks where it matches: own is the person concerned or somebody close, seller who offers or recruits, any not known.",
        "any": "Patterns; one must match.",
        "all": "Patterns; each must match somewhere.",
        "at_least": SchemaNote("How many different patterns of `of` must match.", minimum: 1),
        "of": "Patterns; `at_least` of them must match somewhere.",
        "where": "What must hold of a captured number, such as `age < 18` of `(?<age>…)`; or a list.",
        "undone": "Ways of hiding, one of which the layer joined has undone: where patterns match, or anywhere.",
        "none": "Patterns; none may match in the rule's fields.",
        "near": "What must stand close to a match for it to count; or a list, each of which must.",
        "not_near": "What must not stand close to a match for it to count; or a list, none of which may.",
        "unless": "Patterns; none may match in the post's title or text.",
        "when": "A condition over other rules and families.",
        "slow": "Accepts a pattern that no prefilter serves.",
        "may_be": "Known innocent readings, shown to the reviewer.",
        "match": "Texts on which the rule must hold.",
        "ignore": "Texts on which it must not.",
    ]
}

extension EvidenceEntry: SchemaNoted {
    public static let schemaSummary = "What a rule stands on."
    public static let schemaNotes: [String: SchemaNote] = [
        "grade":
            "T+ tested and predictive, T0 tested and not, T- contrary, E experts, C cases, W weak label, K general.",
        "sources": "Keys of the catalogue.",
        "tested_on": "What it was tested on.",
        "reviewed": SchemaNote("The date of the last review.", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        "reviewer": "The native reader who confirmed the wording; null where none has.",
    ]
}

extension NearEntry: SchemaNoted {
    public static let schemaSummary = "A neighbour: another rule's match, or that of patterns given here."
    public static let schemaNotes: [String: SchemaNote] = [
        "rule": "The rule's id, or several with `*`; `any` in its place.",
        "any": "Patterns, one of which is the neighbour; `rule` in their place.",
        "within": SchemaNote("Characters between the two at most.", minimum: 0),
        "same": "The part of the text that both must stand in.",
        "order": "Whether the neighbour stands before the match or after it.",
    ]
}
