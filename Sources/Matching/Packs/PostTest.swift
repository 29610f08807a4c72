import Model
import StrictYAML

/// A whole post with what should come of it, from `rules/tests`.
public struct PostTest: Sendable {
    public var name: String
    public var post: Post
    public var tier: Tier?
    public var atLeast: Tier?
    public var atMost: Tier?
    public var isFlagged: Bool?
    /// Each must be among those that counted.
    public var families: [Family]
    /// Ids, or ids with `*`, that must hold.
    public var rules: [String]
    /// Ids, or ids with `*`, that must not hold.
    public var notRules: [String]
    /// For an id, or an id with `*`, a text that such a rule must have matched, exactly.
    public var spans: [(rule: String, text: String)]
    /// `file:line`.
    public var place: String

    private static let keys = [
        "name", "post", "tier", "at_least", "at_most", "flagged", "families", "rules", "not_rules",
        "spans",
    ]

    /// Reads a file of tests.
    ///
    /// - Throws: `RuleError` at the first thing that is no test.
    static func read(_ file: YAMLFile) throws(RuleError) -> [PostTest] {
        guard let root = file.root else {
            throw RuleError(file: file.name, problem: "is empty", advice: "write `tests:` and a list, or remove it")
        }
        let top = try root.map(keys: ["tests"], required: ["tests"])
        var result: [PostTest] = []
        for node in try top["tests"]?.list() ?? [] { result.append(try PostTest(node, file: file.name)) }
        return result
    }

    private init(_ node: YAMLNode, file: String) throws(RuleError) {
        let map = try node.map(keys: Self.keys, required: ["name", "post"])
        place = "\(file):\(node.line)"
        name = try map["name"]?.text() ?? ""
        let post = try map["post"]?.map(
            keys: ["id", "text", "title", "url", "source", "posted", "author", "place", "lang"], required: ["text"])
        self.post = Post(
            id: name, text: try post?["text"]?.text() ?? "", title: try post?["title"]?.optionalText(),
            author: try post?["author"]?.optionalText(), place: try post?["place"]?.optionalText(),
            lang: try post?["lang"]?.optionalText())
        tier = try map["tier"]?.word(Tier.self)
        atLeast = try map["at_least"]?.word(Tier.self)
        atMost = try map["at_most"]?.word(Tier.self)
        isFlagged = try map["flagged"]?.boolean()
        var families: [Family] = []
        for item in try map["families"]?.list() ?? [] { families.append(try item.word(Family.self)) }
        self.families = families
        rules = try map["rules"]?.texts() ?? []
        notRules = try map["not_rules"]?.texts() ?? []
        var spans: [(rule: String, text: String)] = []
        for (_, name, value) in try map["spans"]?.entries() ?? [] { spans.append((name, try value.text())) }
        self.spans = spans
        if spans.isEmpty, tier == nil, atLeast == nil, atMost == nil, isFlagged == nil, families.isEmpty, rules.isEmpty,
            notRules.isEmpty
        {
            throw node.error(
                "the test expects nothing, so it cannot fail",
                advice: "add `flagged`, `tier`, `at_least`, `at_most`, `families`, `rules`, `not_rules` or `spans`")
        }
    }
}
