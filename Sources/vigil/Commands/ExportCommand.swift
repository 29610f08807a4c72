import ArgumentParser
import Exporting
import Foundation
import Reviewing
import Scanning

/// `vigil export`
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Leads for partners, contacts masked.",
        discussion: """
            EXAMPLE
              vigil export --format jsonl --output leads.jsonl --workspace watch
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonl
    }

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var filter: LeadFilterOptions

    @Option(name: .long, help: "The format.")
    var format: Format

    @Option(
        name: .long, help: ArgumentHelp("Write to this file; default, and `-`: standard output.", valueName: "file"))
    var output = "-"

    func run() throws {
        let workspace = try Workspace.open(at: place.workspace, access: .reading)
        let leads = try LeadQueue(workspace.store).leads(filter.query(limit: nil))
        let bytes = Array(leads.map { LeadExport.line($0) + "\n" }.joined().utf8)
        if output == "-" {
            try Screen.out(bytes: bytes)
        } else {
            try Output.replaceFile(output, with: bytes)
        }
    }
}
