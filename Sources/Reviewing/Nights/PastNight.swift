import Exporting
import Foundation
import Model
import Storage

/// A night as the store remembers it.
public struct PastNight: Sendable {
    public var night: Night
    public var sources: [SourceReport]
    public var newLeads: Int

    public init(night: Night, sources: [SourceReport], newLeads: Int) {
        self.night = night
        self.sources = sources
        self.newLeads = newLeads
    }

    /// - Throws: `StoreError`.
    public init(_ night: Night, in store: any Store) throws(StoreError) {
        self.night = night
        sources = try store.reports(night: night.id)
        newLeads = try store.nightCounts(night.id).newLeads
    }

    /// One JSON object, times in ISO 8601, UTC.
    public var json: String {
        JSONLines.text(
            Whole(
                night: night.id, started: Self.text(night.startedAt), ended: night.endedAt.map(Self.text),
                rulesVersion: night.rulesVersion, newLeads: newLeads, sources: sources))
    }

    static func text(_ time: Double) -> String { Date(timeIntervalSince1970: time.rounded(.down)).formatted(.iso8601) }

    private struct Whole: Encodable {
        var night: Int64
        var started: String
        var ended: String?
        var rulesVersion: String
        var newLeads: Int
        var sources: [SourceReport]

        private enum CodingKeys: String, CodingKey {
            case night, started, ended
            case rulesVersion = "rules_version"
            case newLeads = "new_leads"
            case sources
        }
    }
}
