import ArgumentParser

/// `vigil score`
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "How good the ranking is, and weights from labels.",
        discussion: """
            EXAMPLE
              vigil score eval samples/eval/en.jsonl --rules rules
              vigil score fit labelled.jsonl --rules rules --output rules/weights/fitted.yaml
            """,
        subcommands: [Eval.self, Fit.self])
}
