import ArgumentParser
import Foundation
import Scanning

extension ScoreCommand {
    /// `vigil score fit`
    struct Fit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Weights from labelled posts, with the authors' weights as the prior.",
            discussion: """
                Reads posts as `score eval` does and prints how the score would do with other weights, on posts that these were not
                fitted on. With --output the weights go into a file, which counts once it stands in a folder called `weights`
                beside the packs, and no longer when it is gone. What is urgent (S4) and context (S0) keeps its weight.

                EXAMPLE
                  vigil score fit labelled.jsonl --rules rules
                  vigil score fit labelled.jsonl --rules rules --output rules/weights/fitted.yaml
                """)

        @Argument(help: ArgumentHelp("Files of posts with their truth; `-`: standard input.", valueName: "file"))
        var files: [String]

        @Option(name: .long, help: ArgumentHelp("A directory of rule packs; may be given again.", valueName: "dir"))
        var rules: [String] = ["rules"]

        @Option(name: .long, help: ArgumentHelp("Write the weights into this file, YAML.", valueName: "file"))
        var output: String?

        @Flag(name: .long, help: "Take the posts of the packs' own tests as labels too.")
        var tests = false

        @Option(
            name: .long,
            help: ArgumentHelp(
                "The share of leads, between 0 and 1, among the posts that the score is to speak of.",
                valueName: "share"))
        var leadShare = 0.25

        @Option(name: .long, help: "Print at most so many weights.")
        var limit = 25

        func validate() throws {
            if !(leadShare > 0 && leadShare < 1) {
                throw ValidationError("--lead-share takes a number between 0 and 1")
            }
            if limit < 0 { throw ValidationError("--limit takes a number from 0 on") }
        }

        func run() throws {
            let report = try ScoreFit.run(
                rules: rules, on: files, usesTests: tests, leadShare: leadShare, complain: Failure.say)
            if let output {
                let url = URL(fileURLWithPath: output)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                let day = Date().formatted(.iso8601.year().month().day())
                try Data(report.file(day).utf8).write(to: url, options: .atomic)
            }
            try Screen.out(report.lines(limit: limit))
            if report.skipped > 0 { throw ExitCode(Exit.failure) }
        }
    }
}
