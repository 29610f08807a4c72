import ArgumentParser
import Exporting
import Foundation
import Reviewing
import Scanning

/// `vigil demo`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Scans the sample site on loopback and prints the ranked leads.",
        discussion: """
            Serves samples/site on a free port of 127.0.0.1, scans it into a fresh workspace, prints the leads and \
            writes leads.jsonl. Nothing leaves this machine; every page and post is invented.

            EXAMPLE
              vigil demo
            """)

    @Option(
        name: .long, help: ArgumentHelp("The workspace to make; one of an earlier demo is replaced.", valueName: "dir"))
    var workspace = "vigil-demo"

    @Option(name: .long, help: ArgumentHelp("Where the leads go.", valueName: "file"))
    var output = "leads.jsonl"

    @Option(name: .long, help: "Serve on this port; default: a free one.")
    var port: UInt16 = 0

    @Option(name: .long, help: ArgumentHelp("The samples; default: those that came with vigil.", valueName: "dir"))
    var samples: String?

    @Option(name: .long, help: ArgumentHelp("The rule packs; default: those that came with vigil.", valueName: "dir"))
    var rules: String?

    @Flag(name: .long, help: "Print the leads as JSON Lines in place of the table.")
    var json = false

    func run() async throws {
        let samples = try samples ?? Installed.samples()
        let rules = try rules ?? Installed.rules()
        try DemoWorkspace.clear(workspace)
        let server = try await SampleServer(directory: samples + "/site", port: port)
        let report: NightReport
        do {
            let opened = try DemoWorkspace.make(
                at: workspace, config: samples + "/vigil.yaml", rules: rules, origin: server.origin)
            Screen.error("Serving \(samples)/site on \(server.origin) and scanning it into \(workspace)/ …")
            report = try await NightRun(
                NightScan(opened, sources: [], mustResume: false, cache: Installed.cache)
            ).untilDone()
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()

        let leads = try LeadQueue(Workspace.open(at: workspace, access: .reading).store).leads(LeadQuery())
        try Output.replaceFile(output, with: Array(leads.map { LeadExport.line($0) + "\n" }.joined().utf8))
        if json {
            try Screen.out(leads.map(LeadExport.line))
        } else {
            try Screen.out(LeadTable(width: Screen.width, colour: Screen.hasColour).lines(leads))
            try Screen.out([""] + ScanSummary(report).lines(workspace: workspace).dropLast())
            try Screen.out([
                "\(leads.count) leads written to \(output). A lead is a reason to look, never a finding about a person.",
                "", "Next:",
            ])
            try Screen.out(next(leads.first?.id, rules: rules, samples: samples))
        }
        if report.hasFailed { throw ExitCode(Exit.failure) }
    }

    /// Commands to go on with, as they can be run from here, each with what it does.
    private func next(_ lead: String?, rules: String, samples: String) -> [String] {
        let program = Installed.program
        var commands: [(String, String)] = []
        if let lead { commands.append(("\(program) leads show \(lead) --workspace \(workspace)", "why this one")) }
        commands.append(("\(program) init watch", "a workspace of your own"))
        commands.append(("\(program) match --rules \(rules) < \(samples)/posts.jsonl", "the rules as a filter"))
        return commands.flatMap { command, purpose in ["  # \(purpose)", "  \(command)"] }
    }
}
