import ArgumentParser
import Foundation
import Scanning

/// `vigil match`
struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match", abstract: "A filter: posts as JSON Lines in, findings as JSON Lines out, in order.",
        discussion: """
            Needs no workspace and keeps no state. A line that is no post is named, skipped and counted; the exit \
            code is then 1. Input that is packed with gzip or Zstandard is read as it is; of a text of more than 1 MiB, \
            the beginning is read, and that is said.

            EXAMPLE
              vigil match --rules rules < samples/posts.jsonl
            """)

    @Option(name: .long, help: ArgumentHelp("A directory of rule packs; may be given again.", valueName: "dir"))
    var rules: [String]

    @Option(name: .long, help: "How many threads; default: one for each processor.")
    var threads: Int?

    @Argument(help: ArgumentHelp("Files of posts; default, and `-`: standard input.", valueName: "file"))
    var files: [String] = []

    func validate() throws {
        if rules.isEmpty { throw ValidationError("--rules is missing: name the directory of the rule packs") }
        if let threads, !(1...256).contains(threads) { throw ValidationError("--threads takes a number from 1 to 256") }
    }

    func run() throws {
        let filter = try MatchFilter(
            rules: rules, cache: Installed.cache,
            threads: threads ?? ProcessInfo.processInfo.activeProcessorCount,
            output: { try Screen.out(bytes: $0) }, complain: Failure.say)
        let outcome = try filter.run(files.isEmpty ? ["-"] : files)
        if outcome.hasFailed { throw ExitCode(Exit.failure) }
    }
}
