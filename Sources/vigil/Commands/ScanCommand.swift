import ArgumentParser
import Foundation
import Reviewing
import Scanning

/// `vigil scan`
struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan", abstract: "The night: crawl, extract, match, rank, store.",
        discussion: """
            An interrupted night is taken up where it stopped. After a whole night, the next scan visits the known \
            pages again and looks for new ones. SIGINT and SIGTERM end the night in order.

            EXAMPLE
              vigil scan --workspace watch --source sample-classifieds
            """)

    @OptionGroup var place: WorkspaceOptions

    @Option(name: .long, help: ArgumentHelp("Only this source; may be given again.", valueName: "name"))
    var source: [String] = []

    @Flag(name: .long, help: "Only take up an interrupted night; fails if there is none.")
    var resume = false

    @Flag(name: .long, help: "Print events as JSON Lines: progress once a second, then the night's report.")
    var json = false

    func run() async throws {
        let workspace = try Workspace.open(at: place.workspace)
        let scan = try NightScan(workspace, sources: source, mustResume: resume, cache: Installed.cache)
        let report = try await NightRun(scan, hasEvents: json).untilDone()
        if json {
            try Screen.out(report.json)
        } else {
            try Screen.out(ScanSummary(report).lines(workspace: place.workspace))
        }
        if report.hasFailed { throw ExitCode(Exit.failure) }
    }
}
