import ArgumentParser
import Reviewing
import Scanning

/// `vigil nights`
struct NightsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nights", abstract: "What the last nights came to.",
        discussion: """
            EXAMPLE
              vigil nights --workspace watch
              vigil nights show 3 --workspace watch
            """,
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    /// `vigil nights list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The nights, the last first.",
            discussion: """
                EXAMPLE
                  vigil nights list --limit 30 --workspace watch
                """)

        @OptionGroup var place: WorkspaceOptions

        @Option(name: .long, help: "At most so many.")
        var limit = 14

        @Flag(name: .long, help: "Print a JSON object a line.")
        var json = false

        func validate() throws {
            if limit < 1 { throw ValidationError("--limit takes a number from 1 on") }
        }

        func run() throws {
            let nights = try NightHistory(Workspace.open(at: place.workspace, access: .reading).store).last(limit)
            if json {
                try Screen.out(nights.map(\.json))
            } else if nights.isEmpty {
                try Screen.out("No nights yet.")
            } else {
                try Screen.out(NightTable.lines(nights))
            }
        }
    }

    /// `vigil nights show ID`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One night: what each source came to, and why pages were refused or failed.",
            discussion: """
                EXAMPLE
                  vigil nights show 3 --workspace watch
                """)

        @Argument(help: "The night's number.")
        var id: Int64

        @OptionGroup var place: WorkspaceOptions

        @Flag(name: .long, help: "Print the night as JSON.")
        var json = false

        func run() throws {
            let past = try NightHistory(Workspace.open(at: place.workspace, access: .reading).store).night(id)
            try Screen.out(json ? [past.json] : NightSheet.lines(past))
        }
    }
}
