import Crawling
import Foundation
import Model
import Scanning
import TestSupport

/// One night over many sites that misbehave, a source each.
struct HostileNight {
    struct Site {
        var name: String
        var kind = "site"
        var start: String
    }

    let outcomes: [String: StoreSnapshot.Outcome]
    let waiting: Set<String>
    let reports: [String: SourceReport]
    /// The report as it is read again, as `vigil nights show` does.
    let kept: [SourceReport]

    /// - Parameter allowed: whose private addresses may be connected to.
    init(_ sites: [Site], allowed: String = "127.0.0.1") async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/vigil-hostile-" + UUID().uuidString
        defer {
            try? FileManager.default.removeItem(atPath: directory)
            try? FileManager.default.removeItem(atPath: directory + "-rules")
        }
        try FileManager.default.createDirectory(atPath: directory + "-rules", withIntermediateDirectories: true)
        try Watch.pack.write(toFile: directory + "-rules/pack.yaml", atomically: true, encoding: .utf8)
        let layout = try Workspace.create(at: directory, rulesFrom: directory + "-rules")
        let sources = sites.map { site in
            "  - {name: \(site.name), start: [\"\(site.start)\"], kind: \(site.kind), depth: 2, pages: 20, delay: 0s}"
        }
        let lines = ["contact: test@example.org", "allow_private_hosts: [\(allowed)]", "sources:"] + sources
        try (lines.joined(separator: "\n") + "\n").write(toFile: layout.config, atomically: true, encoding: .utf8)
        (reports, kept) = try await Self.scan(directory)
        let snapshot = try StoreSnapshot(workspace: directory)
        outcomes = snapshot.outcomes
        waiting = snapshot.waiting
    }

    /// The workspace is closed when this returns.
    private static func scan(_ directory: String) async throws -> ([String: SourceReport], [SourceReport]) {
        // Nothing takes longer than a few seconds, and nothing is asked for again.
        var options = CrawlOptions(attempts: 1)
        options.limits.totalTimeout = 6
        options.limits.slowSpeed = 50
        options.limits.slowTime = 2
        let workspace = try Workspace.open(at: directory)
        let report = try await NightScan(workspace, sources: [], mustResume: false, options: options).run { _ in }
        return (
            Dictionary(report.sources.map { ($0.name, $0) }) { $1 }, try workspace.store.reports(night: report.night)
        )
    }
}
