import ArgumentParser

/// `vigil score`
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "How good the ranking is.",
        discussion: """
            EXAMPLE
              vigil score eval samples/eval/en.jsonl --rules rules
            """,
        subcommands: [Eval.self])
}
