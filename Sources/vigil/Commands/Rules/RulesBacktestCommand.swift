import ArgumentParser
import Foundation
import Reviewing
import Scanning

extension RulesCommand {
    /// `vigil rules backtest`
    struct Backtest: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What a change of rules would have done: leads gained, lost and moved.",
            discussion: """
                Judges the posts that a watch has stored, or those of files, by both directories of rules.

                EXAMPLE
                  vigil rules backtest watch/rules draft/rules --since 30d --workspace watch
                  vigil rules backtest rules draft samples/posts.jsonl
                """)

        @Argument(help: ArgumentHelp("The directory of rule packs as they are.", valueName: "old"))
        var old: String

        @Argument(help: ArgumentHelp("The directory of rule packs as they would be.", valueName: "new"))
        var new: String

        @Argument(
            help: ArgumentHelp("Files of posts; `-`: standard input; default: the stored posts.", valueName: "file"))
        var files: [String] = []

        @OptionGroup var posts: PostInputOptions

        @Option(
            name: .long, help: ArgumentHelp("Only posts that came in within this time, such as 30d.", valueName: "time")
        )
        var since: String?

        @Option(name: .long, help: "How many threads; default: one for each processor.")
        var threads: Int?

        @OptionGroup var report: ReportOptions

        func validate() throws {
            try posts.validate(files)
            if let since, Period.seconds(since) == nil {
                throw ValidationError("--since takes a number and a unit, such as 30d; `\(since)` is none")
            }
            if since != nil, !files.isEmpty {
                throw ValidationError("--since is about stored posts: leave it out, or leave the files out")
            }
            if let threads, !(1...256).contains(threads) {
                throw ValidationError("--threads takes a number from 1 to 256")
            }
        }

        func run() throws {
            let begin = since.flatMap(Period.seconds).map { Date().timeIntervalSince1970 - $0 }
            let input: PostInput =
                files.isEmpty ? .workspace(posts.workspace ?? ".", since: begin) : .files(files)
            let backtest = try Scanning.Backtest(old: [old], new: [new], cache: Installed.cache)
            let outcome = try backtest.run(
                on: input, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, complain: Failure.say)
            try Screen.out(report.json ? [outcome.json] : outcome.lines(limit: report.limit).map(TerminalText.visible))
            if outcome.hasFailed { throw ExitCode(Exit.failure) }
        }
    }
}
