import Model
import Testing

@testable import Reviewing

@Suite("Leads in a terminal")
struct LeadViewTests {
    static let match = Match(
        rule: "coercion.papers-kept.en", family: .coercion, severity: .s3, field: .text, start: 4, end: 20,
        text: "passport is kept", layer: .folded, contribution: 2.2)

    static func lead(_ number: Int, tier: Tier, score: Double, title: String) -> Lead {
        Lead(
            id: "L-00000000000\(number)", score: score, tier: tier, firstSeen: "2026-11-23T20:00:00Z",
            lastSeen: "2026-11-23T20:00:00Z", lang: "en", families: [.coercion, .recruitment], title: title,
            evidence: [
                Evidence(
                    post: "p\(number)", source: "board", url: "https://example.org/ad/\(number)",
                    captured: "2026-11-23T20:00:00Z", digest: "sha256:00", text: "the passport is kept",
                    matches: [match])
            ],
            doubts: [
                Doubt(
                    rule: "protective.news.en", field: .text, start: 0, end: 3, contribution: -1.2,
                    says: "reads like a news report")
            ],
            entities: [MaskedEntity(kind: .phone, masked: "+1555•••00")],
            why: ["Says that papers are kept (coercion)."], rulesVersion: "1")
    }

    @Test("the table shows rank, score, tier, families, language, id, title and one sentence of why, in order")
    func table() {
        let lines = LeadTable(width: 120).lines([
            Self.lead(1, tier: .urgent, score: 0.9999, title: "Farm work"),
            Self.lead(2, tier: .medium, score: 0.5, title: "농장 \u{1B}[2J일자리"),
        ])
        #expect(
            lines == [
                "  #  score  tier    families               lang  lead            title",
                "  1   0.99  urgent  coercion, recruitment  en    L-000000000001  Farm work",
                "            Says that papers are kept (coercion).",
                "  2   0.50  medium  coercion, recruitment  en    L-000000000002  농장 [2J일자리",
                "            Says that papers are kept (coercion).",
            ])
    }

    @Test("no row is wider than the screen", arguments: [60, 80, 100, 140])
    func rows(width: Int) {
        let long = String(repeating: "招女工包吃住 농장 일자리 ", count: 10)
        let lines = LeadTable(width: width).lines([Self.lead(1, tier: .high, score: 0.8, title: long)])
        #expect(lines.allSatisfy { TerminalText.width($0) <= max(width, 72) })
    }

    @Test("the sheet says since when an ad is gone, where it is")
    func vanished() {
        let lead = Self.lead(1, tier: .high, score: 0.8, title: "Farm work")
        let sheet = LeadSheet(width: 100)
        let since = PastNight.text(1_795_600_000)
        #expect(sheet.lines(lead, vanished: 1_795_600_000).contains("  no longer on its page since \(since)"))
        #expect(!sheet.lines(lead).joined().contains("no longer on its page"))
    }

    @Test("the sheet quotes the evidence with its place, says why, and says why it may be innocent")
    func sheet() {
        let text = LeadSheet(width: 160).lines(Self.lead(1, tier: .high, score: 0.8, title: "Farm work"))
            .joined(separator: "\n")
        for part in [
            "Says that papers are kept", "reads like a news report (−1.20)", "+2.20 S3 coercion.papers-kept.en",
            "text 4–20", "“passport is kept”", "https://example.org/ad/1", "phone +1555•••00",
            "never a finding about a person",
        ] {
            #expect(text.contains(part), "the sheet lacks: \(part)")
        }
    }

    @Test("a text that is kept back for a possible minor is not shown")
    func minor() {
        var lead = Self.lead(1, tier: .urgent, score: 0.9, title: "")
        lead.evidence[0].text = nil
        lead.evidence[0].matches[0].text = ""
        let text = LeadSheet(width: 100).lines(lead).joined(separator: "\n")
        #expect(text.contains("kept back: it may concern a minor"))
        #expect(!text.contains("“"))
    }
}
