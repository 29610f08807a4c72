import Exporting
import Matching
import Model
import Ranking

/// `vigil rules test`: the examples in the rules, and the whole posts in `rules/tests`.
public enum RuleTest {
    public static func run(_ directories: [String]) -> RuleTestReport {
        let loaded = RuleLoader.load(directories)
        guard let rules = loaded.rules else {
            return RuleTestReport(errors: loaded.errors, failures: [], examples: 0, posts: 0)
        }
        let matcher = rules.makeMatcher()
        let scorer = Scorer()
        let all = loaded.packs.flatMap(\.rules)
        var tracer: RuleTracer?
        let failures = loaded.tests.compactMap { test -> PostTestFailure? in
            let fit = LanguageFit(test.post)
            let result = matcher.result(for: test.post, in: fit.tried)
            let finding = scorer.finding(for: test.post, result, fit)
            let faults = faults(test, finding, result)
            guard !faults.isEmpty else { return nil }
            tracer = tracer ?? RuleTracer(loaded)
            let misses = tracer.map { nearestMisses(test, finding, result, all, $0) } ?? []
            return PostTestFailure(test: test, finding: finding, faults: faults, misses: misses)
        }
        // The loader has run every example already: a rule whose example fails is not loaded.
        let examples = loaded.packs.flatMap(\.rules).map { $0.match.count + $0.ignore.count }.reduce(0, +)
        return RuleTestReport(errors: [], failures: failures, examples: examples, posts: loaded.tests.count)
    }

    private static func faults(_ test: PostTest, _ finding: Finding, _ result: RuleResult) -> [String] {
        var faults: [String] = []
        let got = finding.tier
        if let tier = test.tier, got != tier { faults.append("tier is \(got.rawValue), expected \(tier.rawValue)") }
        if let tier = test.atLeast, got < tier {
            faults.append("tier is \(got.rawValue), expected at least \(tier.rawValue)")
        }
        if let tier = test.atMost, got > tier {
            faults.append("tier is \(got.rawValue), expected at most \(tier.rawValue)")
        }
        if let isFlagged = test.isFlagged, finding.flagged != isFlagged {
            faults.append(isFlagged ? "is not flagged, and should be" : "is flagged, and should not be")
        }
        for family in test.families where !finding.families.contains(family) {
            faults.append("family \(family.rawValue) does not count")
        }
        let ids = result.hits.map(\.rule.id)
        for pattern in test.rules + test.spans.map(\.rule) where !ids.contains(where: { Wildcard.matches(pattern, $0) })
        {
            faults.append("rule \(pattern) does not hold")
        }
        for pattern in test.notRules where ids.contains(where: { Wildcard.matches(pattern, $0) }) {
            faults.append("rule \(pattern) holds")
        }
        for (pattern, text) in test.spans {
            let own = result.hits.filter { Wildcard.matches(pattern, $0.rule.id) }.flatMap(\.spans).map(\.text)
            guard !own.isEmpty, !own.contains(text) else { continue }
            faults.append("rule \(pattern) matches \(own.map { "“\($0)”" }.joined(separator: ", ")), not “\(text)”")
        }
        return faults
    }

    /// For each rule or family that should have held, the rule that comes closest; where only the tier is too low, the
    /// closest of all that would raise it.
    private static func nearestMisses(
        _ test: PostTest, _ finding: Finding, _ result: RuleResult, _ rules: [Rule], _ tracer: RuleTracer
    ) -> [NearestMiss] {
        let holding = Set(result.hits.map(\.rule.id))
        func nearest(_ isMeant: @escaping (Rule) -> Bool) -> NearestMiss? {
            NearestMiss(test.post, among: rules, holding: holding, tracer: tracer, isMeant: isMeant)
        }
        let names = (test.rules + test.spans.map(\.rule)).filter { pattern in
            !holding.contains { Wildcard.matches(pattern, $0) }
        }
        var misses = names.compactMap { name in nearest { Wildcard.matches(name, $0.id) } }
        let lang = test.post.lang ?? finding.lang
        func isReadable(_ rule: Rule) -> Bool {
            rule.facts.weight > 0 && rule.hasWording && (rule.facts.lang == nil || rule.facts.lang == lang)
        }
        for family in test.families where !finding.families.contains(family) {
            if let miss = nearest({ $0.facts.family == family && isReadable($0) }) { misses.append(miss) }
        }
        let isTooLow =
            (test.isFlagged == true && !finding.flagged) || finding.tier < (test.atLeast ?? .none)
            || finding.tier < (test.tier ?? .none)
        if misses.isEmpty, isTooLow,
            let miss = nearest({ isReadable($0) && !finding.families.contains($0.facts.family) })
        {
            misses.append(miss)
        }
        return misses
    }
}

/// A post that did not come out as expected.
struct PostTestFailure: Sendable {
    var test: PostTest
    var finding: Finding
    var faults: [String]
    /// The rules that come closest to what was expected.
    var misses: [NearestMiss]
}

/// What `vigil rules test` found.
public struct RuleTestReport: Sendable {
    let errors: [RuleError]
    let failures: [PostTestFailure]
    let examples: Int
    let posts: Int

    public var hasFailed: Bool { !errors.isEmpty || !failures.isEmpty }

    /// For a person: each failure with what matched, and a last line.
    public var lines: [String] {
        guard errors.isEmpty else { return RuleCheckReport(errors: errors, packs: 0, rules: 0, version: nil).lines }
        var result: [String] = []
        for failure in failures {
            let finding = failure.finding
            result.append("\(failure.test.place): failed: \(failure.test.name)")
            result += failure.faults.map { "   \($0)" }
            result.append("   score \(finding.score), \(finding.tier.rawValue); what matched:")
            for match in finding.matches {
                result.append("     \(match.contribution)  \(match.severity.rawValue)  \(match.rule): “\(match.text)”")
            }
            for doubt in finding.doubts { result.append("     \(doubt.contribution)  \(doubt.rule): \(doubt.says)") }
            for miss in failure.misses { result += miss.lines.map { "   " + $0 } }
        }
        result.append(
            "\(examples) examples passed; \(posts - failures.count) of \(posts) posts came out as expected.")
        return result
    }

    /// One JSON object.
    public var json: [String] {
        struct Entry: Encodable {
            var place: String
            var name: String
            var faults: [String]
            var misses: [[String]]
            var finding: Finding
        }
        struct Summary: Encodable {
            var errors: [String]
            var examples: Int
            var posts: Int
            var failures: [Entry]
        }
        let entries = failures.map {
            Entry(
                place: $0.test.place, name: $0.test.name, faults: $0.faults, misses: $0.misses.map(\.lines),
                finding: $0.finding)
        }
        return [
            JSONLines.text(Summary(errors: errors.map(\.sentence), examples: examples, posts: posts, failures: entries))
        ]
    }
}
