import Model

/// The sentences that tell a reviewer why a post is a lead and why it may be none; no text of the post is in them.
struct Reasons {
    private let finding: Finding
    private let facts: [String: RuleFacts]

    init(_ finding: Finding, _ facts: [String: RuleFacts]) {
        self.finding = finding
        self.facts = facts
    }

    /// One to three.
    var sentences: [String] {
        var result = [why]
        if let pressing { result.append(pressing) }
        if let maybeNot { result.append(maybeNot) }
        return result
    }

    /// The strongest rule of each family, the strongest first, each once.
    private var strongest: [RuleFacts] {
        var seen: Set<Family> = []
        let counted = finding.matches.filter { $0.contribution > 0 && $0.family.countsForLead }
            .sorted { ($1.severity, $1.contribution, $0.rule) < ($0.severity, $0.contribution, $1.rule) }
            .compactMap { facts[$0.rule] }
        return counted.filter { !$0.isComposite && seen.insert($0.family).inserted }
    }

    private var why: String {
        let parts = strongest.prefix(3).map { "\(Self.clause($0.says)) (\($0.family.rawValue))" }
        guard let first = parts.first else { return "Several rules hold together." }
        let capital = first.prefix(1).uppercased() + first.dropFirst()
        if parts.count == 1 { return capital + "." }
        return ([capital] + parts.dropFirst().dropLast()).joined(separator: ", ") + ", and " + (parts.last ?? "") + "."
    }

    private var pressing: String? {
        guard finding.tier == .urgent else { return nil }
        if finding.families.contains(.plea) {
            return "Somebody may be asking for help: look first, do not answer and do not publish."
        }
        if finding.families.contains(.youth) {
            return "A minor may be concerned: the text is kept back; report it where the law says."
        }
        return "The sign is one of those that are looked at first, whatever the score."
    }

    private var maybeNot: String? {
        if let doubt = finding.doubts.min(by: { $0.contribution < $1.contribution }), doubt.contribution < 0 {
            return "It may be wrong: it \(Self.clause(doubt.says))."
        }
        let readings = strongest.flatMap(\.mayBe).prefix(2)
        return readings.isEmpty ? nil : "It may be wrong: \(readings.joined(separator: ", or "))."
    }

    /// A rule's sentence as a part of another: without a full stop and with a small first letter, save for names.
    private static func clause(_ says: String) -> String {
        var text = says
        while text.hasSuffix(".") { text.removeLast() }
        let second = text.dropFirst().first
        return second?.isUppercase == true ? text : text.prefix(1).lowercased() + text.dropFirst()
    }
}
