import Foundation
import Model
import Storage
import Testing

@testable import Scanning
@testable import vigil

/// What the sample site's makers say of it: they and the rules' authors worked blind to each other.
struct SiteManifest: Decodable {
    struct Planted: Decodable {
        var url: String
        var anchor: String?
        var kind: String
    }

    var leads: [Planted]
    var innocentHard: [Planted]
    var forbidden: [String]

    enum CodingKeys: String, CodingKey {
        case leads
        case innocentHard = "innocent_hard"
        case forbidden
    }

    static func read() throws -> SiteManifest {
        let path = VigilProcess.repository + "/samples/site.manifest.json"
        return try JSONDecoder().decode(SiteManifest.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }
}

@Suite("The demo, on the crawl's real output", .serialized)
struct DemoTests {
    /// Serves the sample site, scans it into a fresh workspace and hands both over.
    private func withScannedSite(
        _ body: (_ workspace: Workspace, _ report: NightReport, _ server: SampleServer) async throws -> Void
    ) async throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let samples = VigilProcess.repository + "/samples"
        let server = try await SampleServer(directory: samples + "/site")
        let workspace = try DemoWorkspace.make(
            at: scratch.path("watch"), config: samples + "/vigil.yaml", rules: VigilProcess.repository + "/rules",
            origin: server.origin)
        let report = try await NightScan(workspace, sources: [], mustResume: false).run { _ in }
        try await body(workspace, report, server)
        await server.stop()
    }

    @Test(
        "each planted lead is found, of the innocent posts three in a hundred at most are flagged, nothing forbidden is fetched, every script is searchable; a second night adds none"
    )
    func plantedLeads() async throws {
        let manifest = try SiteManifest.read()
        #expect(manifest.leads.count >= 8)
        #expect(manifest.innocentHard.count >= 10)
        try await withScannedSite { workspace, report, server in
            #expect(report.sources.map(\.fetched).reduce(0, +) >= 150)
            #expect(report.problems.isEmpty, "\(report.problems.map(\.sentence))")

            let leads = try workspace.store.leads(LeadQuery())
            var expected: Set<String> = []
            for lead in manifest.leads {
                expected.insert(server.origin + lead.url + (lead.anchor.map { "#" + $0 } ?? ""))
            }
            let found = Set(leads.compactMap { $0.evidence.first?.url })
            #expect(expected.subtracting(found).isEmpty, "planted leads that were missed")
            // The target for innocent posts of samples/eval; the rules are no longer fitted to the site.
            let innocents = 280
            let wronged = found.subtracting(expected)
            #expect(wronged.count * 100 <= innocents * 3, "innocent posts that were flagged: \(wronged.sorted())")
            #expect(leads.count == found.count)

            let log = server.requests
            #expect(log.contains("/robots.txt"))
            for path in manifest.forbidden { #expect(!log.contains(path), "robots.txt forbids \(path)") }
            // Two sources share the host, and each asks for its robots.txt and sitemaps.
            let pages = log.filter { $0 != "/robots.txt" && !$0.hasPrefix("/sitemap") }
            #expect(Set(pages).count == pages.count, "each URL once")

            for phrase in ["微信", "일자리", "работа", "ทำงาน", "trabaj", "the "] {
                #expect(!(try workspace.store.posts(containing: phrase, limit: 3)).isEmpty, "\(phrase)")
            }

            let ids = Set(leads.map(\.id))
            let second = try await NightScan(workspace, sources: [], mustResume: false).run { _ in }
            #expect(second.night != report.night)
            #expect(second.newPosts == 0)
            #expect(second.newLeads == 0)
            let kept = try workspace.store.reports(night: report.night)
            #expect(kept.map(\.newPosts).reduce(0, +) == report.newPosts)
            #expect(Set(kept.map(\.name)) == Set(report.sources.map(\.name)))
            #expect(Set(try workspace.store.leads(LeadQuery()).map(\.id)) == ids)
        }
    }
}
