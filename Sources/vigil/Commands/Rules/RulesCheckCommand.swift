import ArgumentParser
import Foundation
import Scanning

extension RulesCommand {
    /// `vigil rules check`
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says of each thing that the loader refuses where it stands and what to do.",
            discussion: """
                Warnings name what is worth a second look; they do not change the exit code. A file is checked with the \
                lists and packs of the tree that it stands in.

                EXAMPLE
                  vigil rules check rules
                  vigil rules check rules/en/coercion.yaml
                  vigil rules check rules --sarif > rules.sarif
                """)

        @Argument(help: ArgumentHelp("Directories of rule packs, or files in one.", valueName: "path"))
        var paths: [String] = ["rules"]

        @Flag(name: .long, help: "Print errors and warnings as JSON.")
        var json = false

        @Flag(name: .long, help: "Print errors and warnings as SARIF 2.1.0, for editors and code hosts.")
        var sarif = false

        func validate() throws {
            if json, sarif { throw ValidationError("--json and --sarif exclude each other: give one of them") }
        }

        func run() throws {
            let report = RuleCheck.run(paths)
            if sarif {
                try Screen.out(report.sarif(relativeTo: FileManager.default.currentDirectoryPath))
            } else {
                try Screen.out(json ? report.json : report.lines)
            }
            if report.hasFailed { throw ExitCode(Exit.failure) }
        }
    }
}
