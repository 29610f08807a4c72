import Foundation
import Model
import Testing

@testable import Ranking

/// Rules for tests.
enum Rules {
    static func facts(
        _ id: String, _ family: Family, _ severity: Severity, _ weight: Double, voice: RuleFacts.Voice = .any,
        composite: Bool = false
    ) -> RuleFacts {
        RuleFacts(
            id: id, says: "Says \(id)", family: family, severity: severity, weight: weight, voice: voice,
            mayBe: ["something else"], isComposite: composite)
    }

    static func hit(_ facts: RuleFacts, spans: Int = 1) -> RuleHit {
        RuleHit(
            rule: facts,
            spans: (0..<spans).map { MatchSpan(field: .text, start: $0, end: $0 + 1, text: "x", layer: .folded) })
    }

    static let papers = facts("coercion.papers", .coercion, .s3, 2.2)
    static let abroad = facts("recruitment.abroad", .recruitment, .s2, 1.4)
    static let pay = facts("recruitment.pay", .recruitment, .s1, 0.6)
    static let news = facts("protective.news", .protective, .s3, -2.2)
    static let plea = facts("plea.help", .plea, .s4, 3.5, voice: .own)
    static let sold = facts("trade.sold", .trade, .s4, 3.5)
}

@Suite("The score")
struct ScorerTests {
    private let post = Post(id: "p", text: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")

    private func finding(_ hits: [RuleHit]) -> Finding { Scorer().finding(for: post, RuleResult(hits: hits)) }

    @Test("nothing found is no lead, and scores the bias")
    func nothing() {
        let result = finding([])
        #expect(result.score == 0.0759)
        #expect(result.tier == .none)
        #expect(!result.flagged)
    }

    @Test("one family alone is no lead, however strong; two with an S2 among them are")
    func families() {
        #expect(!finding([Rules.hit(Rules.papers), Rules.hit(Rules.facts("coercion.b", .coercion, .s3, 2.6))]).flagged)
        let two = finding([Rules.hit(Rules.papers), Rules.hit(Rules.abroad)])
        #expect(two.flagged)
        #expect(two.families == [.coercion, .recruitment])
        #expect(two.tier == .medium)
        let weak = ["a", "b", "c", "d"].map { Rules.hit(Rules.facts("recruitment.\($0)", .recruitment, .s1, 0.8)) }
        let weaker = ["a", "b", "c", "d"].map { Rules.hit(Rules.facts("control.\($0)", .control, .s1, 0.8)) }
        #expect(!finding(weak + weaker).flagged)
    }

    @Test("context never counts as a family")
    func context() {
        let border = Rules.facts("vulnerability.border", .vulnerability, .s0, 0)
        let result = finding([Rules.hit(Rules.papers), Rules.hit(border)])
        #expect(!result.flagged)
        #expect(result.matches.contains { $0.rule == "vulnerability.border" && $0.contribution == 0 })
    }

    @Test("doubts lower the score with their reason, and not without end")
    func doubts() {
        let result = finding([Rules.hit(Rules.papers), Rules.hit(Rules.abroad), Rules.hit(Rules.news)])
        #expect(!result.flagged)
        #expect(result.doubts.map(\.contribution) == [-2.2])
        #expect(result.doubts.map(\.says) == ["Says protective.news"])
        let many = (0..<5).map { Rules.hit(Rules.facts("protective.\($0)", .protective, .s3, -2.2)) }
        #expect(finding(many).doubts.map(\.contribution).reduce(0, +) == -8)
    }

    @Test("an S4 goes to the top; doubts hold it back only where the speaker is not known")
    func urgent() {
        #expect(finding([Rules.hit(Rules.plea)]).tier == .urgent)
        #expect(finding([Rules.hit(Rules.plea), Rules.hit(Rules.news)]).tier == .urgent)
        #expect(finding([Rules.hit(Rules.sold)]).tier == .urgent)
        let doubted = finding([Rules.hit(Rules.sold), Rules.hit(Rules.news)])
        #expect(!doubted.flagged)
        #expect(doubted.tier <= .low)
    }

    @Test("over random findings: what contributed adds up to the score, caps hold, and order does not matter")
    func sums() {
        let settings = ScoreSettings()
        let families = Family.allCases.filter { $0 != .network }
        for _ in 0..<500 {
            var hits: [RuleHit] = []
            for number in 0..<Int.random(in: 0...12) {
                let family = families.randomElement()!
                let severity = Severity.allCases.randomElement()!
                let weight = family == .vulnerability ? 0 : Double.random(in: 0...1) * severity.weightCap
                hits.append(
                    Rules.hit(
                        Rules.facts(
                            "\(family).r\(number)", family, severity, family == .protective ? -weight : weight,
                            composite: family != .protective && Int.random(in: 0..<6) == 0),
                        spans: Int.random(in: 1...3)))
            }
            let result = finding(hits)
            let sum =
                settings.bias + result.matches.map(\.contribution).reduce(0, +)
                + result.doubts.map(\.contribution).reduce(0, +)
            #expect(abs(1 / (1 + exp(-sum)) - result.score) < 0.000_051)
            for (family, cap) in settings.caps {
                let composites = Set(hits.filter(\.rule.isComposite).map(\.rule.id))
                let own = result.matches.filter { $0.family == family && !composites.contains($0.rule) }
                #expect(own.map(\.contribution).reduce(0, +) <= cap + 1e-9)
            }
            #expect(finding(hits.shuffled()) == result)
        }
    }

    @Test("rules that hit a limit are named on the finding")
    func undecided() {
        #expect(Scorer().finding(for: post, RuleResult(undecided: ["b", "a"])).undecided == ["a", "b"])
        #expect(finding([]).undecided == nil)
    }
}

@Suite("Leads")
struct LeadMakerTests {
    private let facts = [Rules.papers, Rules.abroad, Rules.plea, Rules.news]

    private func lead(_ post: Post, _ hits: [RuleHit]) -> Lead? {
        let finding = Scorer().finding(for: post, RuleResult(hits: hits))
        return LeadMaker(facts: facts + hits.map(\.rule), rulesVersion: "v").lead(
            for: post, finding, captured: 1_790_000_000, digest: "sha256:" + String(repeating: "0", count: 64))
    }

    private let post = Post(
        id: "post-1", text: "Call +1-555-0100 or write to farmjob@example.org, telegram: @farm_job_example now.",
        title: "Farm work, +1-555-0100")

    @Test("a post that is not flagged gives none")
    func none() { #expect(lead(post, [Rules.hit(Rules.papers)]) == nil) }

    @Test("contacts are masked in title, text, matches and entities, and can be read nowhere")
    func masked() throws {
        var hit = Rules.hit(Rules.papers)
        hit.spans = [MatchSpan(field: .text, start: 0, end: 30, text: String(post.text.prefix(30)), layer: .folded)]
        let lead = try #require(self.lead(post, [hit, Rules.hit(Rules.abroad)]))
        let json = String(decoding: try JSONEncoder().encode(lead), as: UTF8.self)
        for secret in ["5550100", "555-0100", "farmjob@", "farm_job_example"] {
            #expect(!json.contains(secret), "\(secret)")
        }
        #expect(lead.entities.map(\.masked).sorted() == ["+1555•••00", "fa•••@example.org", "telegram:fa•••"])
        #expect(lead.title == "Farm work, +1555•••00")
    }

    @Test("the id is the post's own, and the same from night to night")
    func id() throws {
        let one = try #require(lead(post, [Rules.hit(Rules.plea)]))
        #expect(lead(post, [Rules.hit(Rules.plea)])?.id == one.id)
        #expect(one.id.wholeMatch(of: /L-[0-9A-HJKMNP-TV-Z]{12}/) != nil)
        var other = post
        other.id = "post-2"
        #expect(lead(other, [Rules.hit(Rules.plea)])?.id != one.id)
        #expect(Set((0..<20_000).map { StableId.text(of: "post \($0)", count: 12) }).count == 20_000)
    }

    @Test("why is one to three sentences, and says why it may be wrong")
    func why() throws {
        let lead = try #require(self.lead(post, [Rules.hit(Rules.papers), Rules.hit(Rules.abroad)]))
        #expect(
            lead.why == [
                "Says coercion.papers (coercion), and says recruitment.abroad (recruitment).",
                "It may be wrong: something else, or something else.",
            ])
        let plea = try #require(self.lead(post, [Rules.hit(Rules.plea), Rules.hit(Rules.news)]))
        #expect(plea.why.count == 3)
        #expect(plea.why[1].contains("do not answer and do not publish"))
        #expect(plea.why[2] == "It may be wrong: it says protective.news.")
    }

    @Test("where a minor may be concerned, the text is kept back everywhere")
    func minor() throws {
        let youth = Rules.facts("youth.age", .youth, .s4, 3.5, voice: .seller)
        let lead = try #require(self.lead(post, [Rules.hit(youth)]))
        #expect(lead.evidence[0].text == nil)
        #expect(lead.title.isEmpty)
        #expect(lead.evidence[0].matches.allSatisfy { $0.text.isEmpty })
        #expect(lead.evidence[0].matches.map(\.rule) == ["youth.age"])
    }
}
