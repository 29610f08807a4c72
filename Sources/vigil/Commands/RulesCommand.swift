import ArgumentParser
import Scanning

/// `vigil rules`
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "The rule author's bench.",
        discussion: """
            EXAMPLE
              vigil rules check rules
              vigil rules test rules
            """,
        subcommands: [Check.self, Test.self])

    /// `vigil rules check`
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says of each thing that the loader refuses where it stands and what to do.",
            discussion: """
                EXAMPLE
                  vigil rules check rules
                """)

        @Argument(help: ArgumentHelp("Directories of rule packs.", valueName: "dir"))
        var directories: [String] = ["rules"]

        @Flag(name: .long, help: "Print the errors as JSON.")
        var json = false

        func run() throws {
            let report = RuleCheck.run(directories)
            try Screen.out(json ? report.json : report.lines)
            if report.hasFailed { throw ExitCode(Exit.failure) }
        }
    }

    /// `vigil rules test`
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Runs the examples in the rules and the posts in rules/tests.",
            discussion: """
                EXAMPLE
                  vigil rules test rules
                """)

        @Argument(help: ArgumentHelp("Directories of rule packs.", valueName: "dir"))
        var directories: [String] = ["rules"]

        @Flag(name: .long, help: "Print the outcome as JSON.")
        var json = false

        func run() throws {
            let report = RuleTest.run(directories)
            try Screen.out(json ? report.json : report.lines)
            if report.hasFailed { throw ExitCode(Exit.failure) }
        }
    }
}
