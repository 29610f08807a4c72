import ArgumentParser
import Foundation
import Reviewing
import Scanning

extension RulesCommand {
    /// `vigil rules test`
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Runs the examples in the rules and the posts in rules/tests.",
            discussion: """
                Of a post that does not come out as expected, the rule that comes closest is shown with what it lacks.

                EXAMPLE
                  vigil rules test rules
                  vigil rules test rules --watch
                """)

        @Argument(help: ArgumentHelp("Directories of rule packs.", valueName: "dir"))
        var directories: [String] = ["rules"]

        @Flag(name: .long, help: "Print the outcome as JSON.")
        var json = false

        @Flag(name: .long, help: "Run again whenever a file changes, until Ctrl-C.")
        var watch = false

        func run() throws {
            var files = FileWatch(directories)
            while true {
                let report = RuleTest.run(directories)
                try Screen.out(json ? report.json : report.lines.map(TerminalText.visible))
                guard watch else {
                    if report.hasFailed { throw ExitCode(Exit.failure) }
                    return
                }
                while !files.hasChanged() { usleep(300_000) }
                if !json { try Screen.out("") }
            }
        }
    }
}
