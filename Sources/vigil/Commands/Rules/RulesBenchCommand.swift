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

        @Option(name: .long, help: "At most so many rules in the table.")
        var limit = 25

        @Flag(name: .long, help: "Print all rules as JSON.")
        var json = false

        func validate() throws {
            try posts.validate(files)
            if limit < 1 { throw ValidationError("--limit takes a number from 1 on") }
        }

        func run() throws {
            let report = try RuleBench.run(
                rules: rules, cache: Installed.cache, on: posts.input(files), complain: Failure.say)
            try Screen.out(json ? [report.json] : report.lines(limit: limit))
            if report.hasFailed { throw ExitCode(Exit.failure) }
        }
    }
}
