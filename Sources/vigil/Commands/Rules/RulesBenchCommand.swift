import ArgumentParser
import Scanning

extension RulesCommand {
    /// `vigil rules bench`
    struct Bench: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What each rule costs over posts, the worst first.",
            discussion: """
                A hit is a post that the prefilter lets through to the rule; of a good rule's hits, many hold.

                EXAMPLE
                  vigil rules bench --rules rules samples/posts.jsonl
                  vigil rules bench --rules watch/rules --workspace watch
                """)

        @Option(name: .long, help: ArgumentHelp("A directory of rule packs; may be given again.", valueName: "dir"))
        var rules: [String] = ["rules"]

        @Argument(help: ArgumentHelp("Files of posts; default, and `-`: standard input.", valueName: "file"))
        var files: [String] = []

        @OptionGroup var posts: PostInputOptions

        @OptionGroup var report: ReportOptions

        func validate() throws {
            try posts.validate(files)
        }

        func run() throws {
            let outcome = try RuleBench.run(
                rules: rules, cache: Installed.cache, on: posts.input(files), complain: Failure.say)
            try Screen.out(report.json ? [outcome.json] : outcome.lines(limit: report.limit))
            if outcome.hasFailed { throw ExitCode(Exit.failure) }
        }
    }
}
