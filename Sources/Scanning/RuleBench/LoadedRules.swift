import Matching

/// Rules with all that their authors wrote, for tools that need more than a matcher does.
enum LoadedRules {
    /// What the loader makes of `directories`.
    ///
    /// - Throws: `RuleError` for the first thing that it refuses.
    static func load(_ directories: [String]) throws -> RuleLoader.Loaded {
        let loaded = RuleLoader.load(directories)
        if let error = loaded.errors.first { throw error }
        return loaded
    }

    /// The rules in order of id.
    ///
    /// - Throws: `RuleError` for the first thing that the loader refuses.
    static func rules(_ directories: [String]) throws -> [Rule] {
        try load(directories).packs.flatMap(\.rules).sorted { $0.id < $1.id }
    }
}
