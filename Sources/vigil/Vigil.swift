import ArgumentParser
import Foundation

/// The command line: parses, chooses, and turns the outcome into an exit code.
struct Vigil: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vigil",
        abstract: "A nightly watch over public ads and posts that ranks leads for a trained person to review.",
        discussion: """
            A lead is a reason to look. It is never a finding about a person.

            EXAMPLE
              vigil demo                     the whole way on the sample site
              vigil init watch               a workspace of your own
              vigil scan --workspace watch   the night
              vigil leads --workspace watch  the queue
            """,
        version: VigilVersion.current,
        subcommands: [
            DemoCommand.self, InitCommand.self, ScanCommand.self, MatchCommand.self, LeadsCommand.self,
            NightsCommand.self, ExportCommand.self, SchemaCommand.self, RulesCommand.self, ScoreCommand.self,
            InspectCommand.self,
        ])
}

@main
enum Main {
    static func main() async {
        // A closed pipe is a normal end (`vigil match … | head`), told by the write, not by a signal.
        signal(SIGPIPE, SIG_IGN)
        // A file beyond `ulimit -f` is an error of the write, like a full disk.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try Vigil.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Failure.end(with: error)
        }
    }
}
