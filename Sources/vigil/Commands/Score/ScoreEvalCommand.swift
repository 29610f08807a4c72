import ArgumentParser
import Foundation
import Scanning

extension ScoreCommand {
    /// `vigil score eval`
    struct Eval: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "How good rules and scorer are on posts whose truth is known.",
            discussion: """
                Each line is a post with "truth": {"lead": true or false, "families": [...], "urgent": true} beside its fields.

                EXAMPLE
                  vigil score eval samples/eval/*.jsonl --rules rules
                  vigil score eval labelled.jsonl --json --plot reliability.svg
                """)

        @Argument(help: ArgumentHelp("Files of posts with their truth; `-`: standard input.", valueName: "file"))
        var files: [String]

        @Option(name: .long, help: ArgumentHelp("A directory of rule packs; may be given again.", valueName: "dir"))
        var rules: [String] = ["rules"]

        @Option(name: .long, help: "Leads that the team can work, for the recall at the budget.")
        var budget = 25

        @Option(name: .long, help: ArgumentHelp("A list of words, one a line, as the floor.", valueName: "file"))
        var words: String?

        @Option(
            name: .long,
            help: ArgumentHelp("Write scores against what came true into this file, SVG.", valueName: "file"))
        var plot: String?

        @Flag(name: .long, help: "Print the tables as Markdown.")
        var markdown = false

        @Flag(name: .long, help: "Print all figures as JSON.")
        var json = false

        func validate() throws {
            if budget < 1 { throw ValidationError("--budget takes a number from 1 on") }
            if json, markdown { throw ValidationError("--json and --markdown exclude each other") }
        }

        func run() throws {
            let report = try ScoreEvaluation.run(
                rules: rules, cache: Installed.cache, on: files, budget: budget,
                floor: try words.map { try KeywordFloor(file: $0) }, complain: Failure.say)
            if let plot {
                let svg = report.plot.joined(separator: "\n") + "\n"
                try Data(svg.utf8).write(to: URL(fileURLWithPath: plot), options: .atomic)
            }
            try Screen.out(json ? [report.json] : markdown ? report.markdown : report.lines)
            if report.hasFailed { throw ExitCode(Exit.failure) }
        }
    }
}
