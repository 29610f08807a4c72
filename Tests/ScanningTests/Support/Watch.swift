import Foundation
import Model
import Scanning
import Storage
import Synchronization
import TestSupport

/// A site that changes between nights, and a workspace that watches it.
final class Watch: Sendable {
    typealias Page = LoopbackServer.Response

    let server: LoopbackServer
    let directory: String
    private let pages: Pages

    /// By path and query; what is missing is a 404.
    private final class Pages: Sendable {
        let state: Mutex<[String: Page]>
        init(_ pages: [String: Page]) { state = Mutex(pages) }
    }

    /// - Parameter source: further keys of the source, a line each.
    init(_ pages: [String: Page], start: String = "/", source: [String] = []) throws {
        let held = Pages(pages)
        self.pages = held
        server = try LoopbackServer { request in
            held.state.withLock { $0[request.target] } ?? .status(404, headers: ["Content-Type": "text/html"])
        }
        directory = FileManager.default.temporaryDirectory.path + "/vigil-watch-" + UUID().uuidString
        let rules = directory + "-rules"
        try FileManager.default.createDirectory(atPath: rules, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: rules) }
        try Self.pack.write(toFile: rules + "/pack.yaml", atomically: true, encoding: .utf8)
        let layout = try Workspace.create(at: directory, rulesFrom: rules)
        let lines =
            [
                "contact: test@example.org", "allow_private_hosts: [127.0.0.1]", "sources:", "  - name: board",
                "    start: [\"\(server.origin)\(start)\"]", "    delay: 0s",
            ] + source.map { "    " + $0 }
        try (lines.joined(separator: "\n") + "\n").write(toFile: layout.config, atomically: true, encoding: .utf8)
    }

    deinit {
        server.stop()
        try? FileManager.default.removeItem(atPath: directory)
    }

    func url(_ path: String) -> String { server.origin + path }

    /// Puts a page there, or takes it away.
    func set(_ path: String, _ page: Page?) { pages.state.withLock { $0[path] = page } }

    /// One night; what it came to for the source.
    func night() async throws -> SourceReport {
        let report = try await NightScan(Workspace.open(at: directory), sources: [], mustResume: false).run { _ in }
        return report.sources[0]
    }

    func store() throws -> any Store { try Workspace.open(at: directory, access: .reading).store }

    /// How often each path has been asked for since the last call.
    func fetches() -> [String: Int] {
        let counts = server.counts
        return counted.withLock { before in
            defer { before = counts }
            return counts.reduce(into: [:]) { result, count in
                let fresh = count.value - (before[count.key] ?? 0)
                if fresh > 0 { result[count.key] = fresh }
            }
        }
    }

    private let counted = Mutex<[String: Int]>([:])

    /// One rule; nights load it in no time.
    static let pack = """
        pack: test
        version: 1
        family: recruitment
        rules:
          - id: recruitment.farm.en
            says: offers work on a farm
            lang: en
            severity: S1
            weight: 0.5
            evidence: {grade: K, sources: [ILO09], reviewed: 2026-11-20, reviewer: null}
            any: ['farm work']
            match: ["farm work"]
            ignore: ["work"]

        """

    /// A page with one ad on it.
    static func ad(_ text: String, head: String = "", links: [String] = []) -> Page {
        .page(
            """
            <html><head><title>Ad: \(text)</title>\(head)</head><body><article><h1>Ad: \(text)</h1>
            <p>This is the text of the ad called \(text), which says where the room is, how large it is, and who to ask
            for it. It goes on for a second sentence, so that nobody takes it for a teaser.</p></article>
            \(links.map { "<a href=\"\($0)\">x</a>" }.joined())</body></html>
            """)
    }

    /// A page with nothing but links.
    static func list(_ links: [String], head: String = "") -> Page {
        .page(
            "<html><head><title>List</title>\(head)</head><body><ul>"
                + links.map { "<li><a href=\"\($0)\">more</a></li>" }.joined() + "</ul></body></html>")
    }
}
