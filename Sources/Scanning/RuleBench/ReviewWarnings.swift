import Foundation
import Matching
import Model
import Ranking

/// Warnings about who has read the rules, and when, and about what they are tested on.
enum ReviewWarnings {
    /// How long a review holds, in days: twelve months.
    private static let freshDays = 366.0

    /// - Parameter today: the day that reviews are held against.
    static func of(_ loaded: RuleLoader.Loaded, today: Date) -> [RuleWarning] {
        loaded.packs.compactMap(unread) + loaded.packs.flatMap(\.rules).compactMap { age(of: $0, today) }
            + untested(loaded)
    }

    /// One for a pack.
    private static func unread(_ pack: RulePack) -> RuleWarning? {
        let rules = pack.rules.filter { $0.evidence.reviewer == nil && !$0.facts.isComposite }
        guard let first = rules.first else { return nil }
        let wordings = pack.rules.filter { !$0.facts.isComposite }.count
        return RuleWarning(
            kind: .noReviewer,
            remark: first.remark(
                "\(rules.count) of the pack's \(wordings) rules with wording name no reviewer",
                advice: "let a native reader confirm the wording, and write who it was under `reviewer`",
                note: rules.count == 1 ? "" : "the first of them"))
    }

    private static func age(of rule: Rule, _ today: Date) -> RuleWarning? {
        let written = rule.evidence.reviewed
        guard let day = day(written) else {
            return RuleWarning(
                kind: .futureReview,
                remark: rule.remark(
                    "the date of review `\(written)` is no date", advice: "write year-month-day, such as 2026-11-24"))
        }
        let days = today.timeIntervalSince(day) / 86_400
        if days < -1 {
            return RuleWarning(
                kind: .futureReview,
                remark: rule.remark(
                    "the rule's review lies in the future: \(written)", advice: "write the day on which it took place"))
        }
        guard days > freshDays else { return nil }
        return RuleWarning(
            kind: .oldReview,
            remark: rule.remark(
                "the rule was last reviewed on \(written), more than twelve months ago",
                advice: "look whether the wording is still in use, and write today's date under `reviewed`"))
    }

    private static func day(_ text: String) -> Date? {
        guard text.count == 10 else { return nil }
        return try? Date(text, strategy: .iso8601.year().month().day())
    }

    /// Languages with rules that add to a score, and no whole post that must come out as innocent.
    private static func untested(_ loaded: RuleLoader.Loaded) -> [RuleWarning] {
        // Where there are no whole posts at all, the author has not come to them yet.
        guard !loaded.tests.isEmpty else { return [] }
        let innocent = loaded.tests.filter {
            $0.isFlagged == false || ($0.atMost ?? .urgent) <= .low || $0.tier == Tier.none
        }
        let tested = Set(innocent.map { $0.post.lang ?? LanguageDetector.language(of: $0.post) }.map(primary))
        var seen: Set<String> = []
        return loaded.packs.flatMap(\.rules).compactMap { rule in
            guard let lang = rule.facts.lang.map(primary), rule.facts.weight > 0, !tested.contains(lang),
                seen.insert(lang).inserted
            else { return nil }
            return RuleWarning(
                kind: .noCounterExample,
                remark: rule.remark(
                    "no innocent post in `\(lang)` stands in rules/tests, so nothing shows what the rules of the language "
                        + "leave alone", advice: "add ordinary posts with `flagged: false` to rules/tests/\(lang).yaml",
                    note: "the first rule in `\(lang)`"))
        }
    }

    private static func primary(_ lang: String) -> String { String(lang.prefix { $0 != "-" }).lowercased() }
}
