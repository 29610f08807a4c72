import ArgumentParser
import Scanning

extension RulesCommand {
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
