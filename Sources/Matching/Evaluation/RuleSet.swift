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
        self.init(try CompiledRules(rules), version: version)
    }

    init(_ compiled: CompiledRules, version: String) {
        self.compiled = compiled
        facts = compiled.rules.map(\.facts)
        self.version = version
    }

    /// Loads and compiles the packs below `directories`, or takes from `cache` what came of the same files before.
    ///
    /// - Throws: `RuleError` for the first thing that the loader refuses; `RuleLoader` gives all of them.
    public init(directories: [String], cache: RuleCache = .off) throws(RuleError) {
        let files = RuleFiles(directories)
        let key = cache == .off ? nil : RuleCacheKey(files)
        if let key, let kept = cache.rules(key) {
            self = kept
            return
        }
        let loaded = RuleLoader.load(files, in: directories)
        if let error = loaded.errors.first { throw error }
        guard let rules = loaded.rules else {
            throw RuleError(file: directories.joined(separator: ", "), problem: "has no rules")
        }
        // Only what the loader has nothing against gets here.
        if let key { cache.keep(rules, for: key) }
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

extension RuleSet: CacheCodable {
    func write(to writer: inout CacheWriter) {
        writer.write(version)
        writer.write(compiled)
    }

    init(from reader: inout CacheReader) throws(CacheDamage) {
        let version = try String(from: &reader)
        self.init(try CompiledRules(from: &reader), version: version)
    }
}
