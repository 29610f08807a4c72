import Model
import Storage

/// Posts, findings and leads to store.
enum Samples {
    /// 2026-11-24T00:00:00Z.
    static let evening = 1_795_478_400.0

    static func post(_ id: String, _ text: String, title: String? = nil) -> Post {
        Post(id: id, text: text, title: title, url: "https://example.org/ad/\(id)", source: "board")
    }

    static func finding(_ id: String, flagged: Bool = false, score: Double = 0.1) -> Finding {
        Finding(id: id, score: score, tier: flagged ? .high : .none, flagged: flagged, lang: "en")
    }

    static func lead(
        _ id: String, of post: String, score: Double = 0.8, tier: Tier = .high, status: Lead.Status = .open,
        first: String = "2026-11-24T00:00:00Z", last: String? = nil, lang: String = "en",
        families: [Family] = [.coercion, .recruitment]
    ) -> Lead {
        let match = Match(
            rule: "recruitment.no-visa-route.en", family: .recruitment, severity: .s2, field: .text, start: 0, end: 4,
            text: "work", layer: .folded, contribution: 1.4)
        return Lead(
            id: id, score: score, tier: tier, status: status, firstSeen: first, lastSeen: last ?? first, lang: lang,
            families: families, title: "Work abroad \u{0} \"quoted\" 出国打工",
            evidence: [
                Evidence(
                    post: post, source: "board", url: "https://example.org/ad/\(post)", captured: first,
                    digest: "sha256:00", text: "work abroad", matches: [match])
            ],
            doubts: [
                Doubt(
                    rule: "protective.licence.en", field: .title, start: 1, end: 2, contribution: -0.5, says: "licence")
            ],
            entities: [MaskedEntity(kind: .phone, masked: "+1555•••00")],
            why: ["Offers work abroad without papers."], rulesVersion: "2026.11.1")
    }

    static func judged(_ id: String, _ text: String = "a room to let", lead: Lead? = nil, at time: Double = evening)
        -> JudgedPost
    {
        JudgedPost(post: post(id, text), finding: finding(id, flagged: lead != nil), lead: lead, seenAt: time)
    }

    static func capture(_ url: String, at time: Double = evening) -> Capture {
        Capture(
            source: "board", url: url, status: 200, fetchedAt: time, file: "vigil-20261124000000-00001.warc.gz",
            offset: 512, digest: "sha256:00")
    }

    static func entry(_ url: String, depth: Int = 1, source: String = "board", kind: Link.Kind = .page)
        -> FrontierEntry
    {
        FrontierEntry(source: source, url: url, depth: depth, kind: kind)
    }

    static func outcome(_ url: String, _ result: FrontierOutcome.Result = .fetched, source: String = "board")
        -> FrontierOutcome
    {
        FrontierOutcome(
            source: source, url: url, result: result, status: result == .fetched ? 200 : nil,
            reason: result == .fetched ? nil : "not reached", at: evening)
    }
}
