import Foundation
import Model

/// Makes a lead of a flagged post.
public struct LeadMaker: Sendable {
    private let facts: [String: RuleFacts]
    private let rulesVersion: String

    public init(facts: [RuleFacts], rulesVersion: String) {
        self.facts = Dictionary(facts.map { ($0.id, $0) }) { first, _ in first }
        self.rulesVersion = rulesVersion
    }

    /// The lead that `post` gives rise to; nil where it is not flagged.
    ///
    /// - Parameters:
    ///   - captured: when it was fetched, seconds since 1970, UTC.
    ///   - digest: the archived payload's; nil where it did not come from a fetch.
    public func lead(for post: Post, _ finding: Finding, captured: Double, digest: String?) -> Lead? {
        guard finding.flagged else { return nil }
        let isKeptBack = finding.matches.contains { $0.family == .youth && $0.severity == .s4 && $0.contribution > 0 }
        let time = Self.time(captured)
        let evidence = Evidence(
            post: post.id, source: post.source, url: post.url, captured: digest == nil ? nil : time, digest: digest,
            text: isKeptBack ? nil : Masking.masked(post.text, field: .text, finding.entities),
            matches: matches(of: finding, in: post, isKeptBack: isKeptBack))
        return Lead(
            id: "L-" + StableId.text(of: post.id, count: 12), score: finding.score, tier: finding.tier,
            firstSeen: time, lastSeen: time, lang: finding.lang, families: finding.families,
            title: isKeptBack ? "" : title(of: post, finding), evidence: [evidence], doubts: finding.doubts,
            entities: masked(finding.entities), why: Reasons(finding, facts).sentences, rulesVersion: rulesVersion)
    }

    private func matches(of finding: Finding, in post: Post, isKeptBack: Bool) -> [Match] {
        finding.matches.filter { $0.contribution > 0 }.map { match in
            var match = match
            let text = post.text(of: match.field) ?? ""
            match.text =
                isKeptBack
                ? "" : Masking.masked(text, field: match.field, finding.entities, range: match.start..<match.end)
            return match
        }
    }

    private func title(of post: Post, _ finding: Finding) -> String {
        if let title = post.title, !title.isEmpty { return Masking.masked(title, field: .title, finding.entities) }
        let text = Masking.masked(post.text, field: .text, finding.entities).split { $0.isNewline }.first ?? ""
        return text.count > 80 ? text.prefix(79) + "…" : String(text)
    }

    private func masked(_ entities: [Entity]) -> [MaskedEntity] {
        var result: [MaskedEntity] = []
        for entity in entities {
            let masked = MaskedEntity(kind: entity.kind, masked: Masking.masked(entity))
            if !result.contains(masked) { result.append(masked) }
        }
        return result
    }

    /// ISO 8601, UTC, whole seconds.
    static func time(_ seconds: Double) -> String {
        Date(timeIntervalSince1970: seconds.rounded(.down)).formatted(.iso8601)
    }
}
