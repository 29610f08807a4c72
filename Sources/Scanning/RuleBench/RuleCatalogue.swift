import Matching
import Model

/// `vigil rules doc`: the packs as a catalogue to read, by family, then language.
public struct RuleCatalogue: Sendable {
    /// How the catalogue is written.
    public enum Format: String, Sendable, CaseIterable {
        case md, html
    }

    /// The rules of one family and language.
    struct Chapter {
        var family: Family
        /// Nil for rules of any language.
        var lang: String?
        var rules: [Rule]
    }

    let version: String
    /// In order of family as docs/rules.md has them, then of language, those of any language first.
    let chapters: [Chapter]

    /// - Throws: `RuleError` for the first thing that the loader refuses.
    public init(_ directories: [String]) throws {
        let loaded = try LoadedRules.load(directories)
        version = loaded.rules?.version ?? ""
        let rules = loaded.packs.flatMap(\.rules)
        var chapters: [Chapter] = []
        for family in Family.allCases {
            let own = rules.filter { $0.facts.family == family }
            for lang in Set(own.map { $0.facts.lang ?? "" }).sorted() {
                let part = own.filter { ($0.facts.lang ?? "") == lang }
                    .sorted { ($1.facts.severity, $0.id) < ($0.facts.severity, $1.id) }
                chapters.append(Chapter(family: family, lang: lang.isEmpty ? nil : lang, rules: part))
            }
        }
        self.chapters = chapters
    }

    /// The catalogue as one document.
    public func document(_ format: Format) -> [String] {
        switch format {
        case .md: MarkdownCatalogue(self).lines
        case .html: HTMLCatalogue(self).lines
        }
    }

    var families: [(family: Family, chapters: [Chapter])] {
        Family.allCases.compactMap { family in
            let own = chapters.filter { $0.family == family }
            return own.isEmpty ? nil : (family, own)
        }
    }

    var count: Int { chapters.map(\.rules.count).reduce(0, +) }

    /// The line that tells what the document is.
    var summary: String {
        let languages = Set(chapters.compactMap(\.lang)).sorted().joined(separator: ", ")
        return "\(Figures.count(count, "rule")), version \(version)\(languages.isEmpty ? "" : ", for \(languages)"). "
            + "A rule that holds is a reason to look, never a finding about a person."
    }

    /// The rule's severity, weight and evidence in a line.
    static func facts(_ rule: Rule) -> String {
        let (facts, evidence) = (rule.facts, rule.evidence)
        let reader = evidence.reviewer.map { "by \($0)" } ?? "by no native reader"
        return
            "\(facts.severity.rawValue) (\(RuleWords.meaning(facts.severity))), weight \(Figures.signed(facts.weight)); "
            + "evidence \(evidence.grade.rawValue) (\(RuleWords.says(evidence.grade))): "
            + "\(evidence.sources.joined(separator: ", ")); reviewed \(evidence.reviewed) \(reader)"
    }

    /// A language's code as a heading.
    static func name(_ lang: String?) -> String { lang ?? "any language" }
}
