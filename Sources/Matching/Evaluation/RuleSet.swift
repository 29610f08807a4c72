import Model

/// Rules, compiled once and shared by all threads.
///
/// Matching never loses a hit to speed: a rule that the prefilter passes over is one that PCRE2 would not have matched
/// (see `PrefilterTests`).
public struct RuleSet: Sendable {
    let compiled: CompiledRules
    /// What scoring and explaining need of each rule, in order of id.
    public let facts: [RuleFacts]
    /// Tells two sets of rules apart: the newest pack's version and a digest of all that was loaded.
    public let version: String

    /// Compiles `rules`.
    ///
    /// - Throws: `RuleError` for the first rule that cannot be used.
    init(_ rules: [Rule], version: String) throws(RuleError) {
        compiled = try CompiledRules(rules)
        facts = compiled.rules.map(\.facts)
        self.version = version
    }

    /// Loads and compiles the packs below `directories`.
    ///
    /// - Throws: `RuleError` for the first thing that the loader refuses; `RuleLoader` gives all of them.
    public init(directories: [String]) throws(RuleError) {
        let loaded = RuleLoader.load(directories)
        if let error = loaded.errors.first { throw error }
        guard let rules = loaded.rules else {
            throw RuleError(file: directories.joined(separator: ", "), problem: "has no rules")
        }
        self = rules
    }

    /// A matcher for one thread.
    public func makeMatcher() -> RuleMatcher { RuleMatcher(compiled, usesPrefilter: true) }

    /// How many rules have patterns, and how many of them the prefilter serves.
    public var ruleCounts: (withPatterns: Int, prefiltered: Int) {
        let all = compiled.layers.map(\.rules.count).reduce(0, +)
        return (all, all - compiled.layers.map(\.prefilter.always.count).reduce(0, +))
    }
}
