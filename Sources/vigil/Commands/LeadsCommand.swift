import ArgumentParser
import Exporting
import Reviewing
import Scanning

/// `vigil leads`
struct LeadsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leads", abstract: "The queue in the terminal.",
        discussion: """
            EXAMPLE
              vigil leads --workspace watch
              vigil leads show L-0123456789AB --workspace watch
            """,
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    /// `vigil leads list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The leads, the most pressing first.",
            discussion: """
                EXAMPLE
                  vigil leads list --tier high --limit 10 --workspace watch
                """)

        @OptionGroup var place: WorkspaceOptions
        @OptionGroup var filter: LeadFilterOptions

        @Option(name: .long, help: "At most so many.")
        var limit: Int?

        @Flag(name: .long, help: "Print leads as JSON Lines.")
        var json = false

        func validate() throws {
            if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1 on") }
        }

        func run() throws {
            let workspace = try Workspace.open(at: place.workspace, access: .reading)
            let leads = try LeadQueue(workspace.store).leads(filter.query(limit: limit))
            if json {
                for lead in leads { try Screen.out(LeadExport.line(lead)) }
            } else if leads.isEmpty {
                try Screen.out("No leads.")
            } else {
                try Screen.out(LeadTable(width: Screen.width, colour: Screen.hasColour).lines(leads))
            }
        }
    }

    /// `vigil leads show ID`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One lead: its posts, why it is a lead, and why it may be none.",
            discussion: """
                EXAMPLE
                  vigil leads show L-0123456789AB --workspace watch
                """)

        @Argument(help: "The lead's id, or as much of it as tells it apart.")
        var id: String

        @OptionGroup var place: WorkspaceOptions

        @Flag(name: .long, help: "Print the lead as JSON.")
        var json = false

        func run() throws {
            let workspace = try Workspace.open(at: place.workspace, access: .reading)
            let lead = try LeadQueue(workspace.store).lead(id)
            let vanished = try workspace.store.vanished(lead: lead.id)
            try Screen.out(
                json ? [LeadExport.line(lead)] : LeadSheet(width: Screen.width).lines(lead, vanished: vanished))
        }
    }
}
