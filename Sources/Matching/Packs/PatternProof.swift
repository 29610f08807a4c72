/// What the loader finds of a pattern before it may be used.
struct PatternProof: Sendable {
    enum Verdict: Sendable {
        case refused(PCRE2Pattern.CompileError)
        case matchesEmpty
        case getsLost
        case good
    }

    var verdict: Verdict
    /// Nil where PCRE2 refused it.
    var code: PCRE2Pattern?

    /// Of all patterns of `rules`, each looked at once however many rules have it: those made of the same lists are
    /// often the same.
    static func all(_ rules: [Rule]) -> [PatternSource: PatternProof] {
        var seen: Set<PatternSource> = []
        var patterns: [(PatternSource, PatternText)] = []
        for rule in rules {
            for pattern in rule.patterns {
                let source = PatternSource(pattern, rule.layer)
                if seen.insert(source).inserted { patterns.append((source, pattern.prepared)) }
            }
        }
        let proofs = OnAllCores.map(patterns, start: { PCRE2Workspace() }) { pattern, workspace in
            PatternProof(pattern.0, pattern.1, workspace)
        }
        return Dictionary(uniqueKeysWithValues: zip(patterns.map(\.0), proofs))
    }

    private init(_ source: PatternSource, _ prepared: PatternText, _ workspace: PCRE2Workspace) {
        do {
            let code = try source.compiledForAnywhere()
            self.code = code
            if code.canMatchEmpty {
                verdict = .matchesEmpty
            } else {
                verdict = HostileInput.isTooMuch(for: code, prepared, workspace) ? .getsLost : .good
            }
        } catch {
            verdict = .refused(error)
        }
    }
}
