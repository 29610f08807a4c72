import Matching
import Model

/// The catalogue in Markdown (CommonMark).
struct MarkdownCatalogue {
    private let catalogue: RuleCatalogue

    init(_ catalogue: RuleCatalogue) { self.catalogue = catalogue }

    var lines: [String] {
        var result = ["# Rules", "", catalogue.summary]
        for (family, chapters) in catalogue.families {
            let about = RuleWords.holds(family)
            result += ["", "## \(family.rawValue)", "", about.prefix(1).uppercased() + about.dropFirst() + "."]
            for chapter in chapters {
                result += ["", "### \(family.rawValue): \(RuleCatalogue.name(chapter.lang))"]
                for rule in chapter.rules { result += [""] + lines(rule) }
            }
        }
        return result
    }

    private func lines(_ rule: Rule) -> [String] {
        var result = [
            "#### \(rule.id)", "", Self.escaped(rule.facts.says) + ".", "",
            "- " + Self.escaped(RuleCatalogue.facts(rule)),
        ]
        if !rule.undone.isEmpty {
            result.append("- where one of these was undone: \(rule.undone.map(\.rawValue).joined(separator: ", "))")
        }
        if !rule.comparisons.isEmpty {
            result.append(
                "- of what it captures: `\(rule.comparisons.map(\.comparison.text).joined(separator: "`, `"))`")
        }
        if let when = rule.when { result.append("- holds where: `\(when.text)`") }
        if !rule.facts.mayBe.isEmpty {
            result.append("- may be innocent: " + Self.escaped(rule.facts.mayBe.joined(separator: "; ")))
        }
        result += rule.match.map { "- holds on: " + Self.escaped($0.text) }
        result += rule.ignore.map { "- leaves alone: " + Self.escaped($0.text) }
        return result
    }

    /// On one line, with a backslash before what would be a sign.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if character.isNewline {
                result += " "
            } else {
                if "\\`*_{}[]<>#|~&".contains(character) { result += "\\" }
                result.append(character)
            }
        }
        return result
    }
}
