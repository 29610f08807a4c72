import Foundation

/// Texts that make a pattern with nested or open repeats run away.
enum HostileInput {
    /// How long each text is, in repeats of its unit.
    private static let repeats = 2000

    private static let common = ["a", "1", " ", "a ", "가", "我", "ab1 ", "а"].map {
        String(repeating: $0, count: repeats) + "!"
    }

    /// The texts for a pattern, some of which are built from its own literals.
    static func texts(for prepared: PatternText) -> [String] {
        let parts = PatternScanner.parts(prepared.scalars)
        var literals = String.UnicodeScalarView()
        for (index, scalar) in prepared.scalars.enumerated()
        where (parts[index] == .literal || parts[index] == .classLiteral) && literals.count < 12 {
            literals.append(scalar)
        }
        var texts = common
        if !literals.isEmpty {
            texts.append(String(repeating: String(literals), count: repeats / literals.count) + "!")
        }
        if let first = literals.first { texts.append(String(repeating: String(first), count: repeats) + "!") }
        return texts
    }

    /// Whether `pattern` reaches the match limit on one of the texts.
    static func isTooMuch(for pattern: PCRE2Pattern, _ prepared: PatternText, _ workspace: PCRE2Workspace) -> Bool {
        for var text in texts(for: prepared) {
            let outcome = text.withUTF8 { workspace.matches(of: pattern, in: $0, limit: 1) }
            if !outcome.isDecided { return true }
        }
        return false
    }
}
