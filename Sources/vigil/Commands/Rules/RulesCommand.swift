import ArgumentParser

/// `vigil rules`
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "The rule author's bench.",
        discussion: """
            EXAMPLE
              vigil rules check rules
              vigil rules test rules
              vigil rules explain --text "The company keeps your passport" --rules rules
            """,
        subcommands: [Check.self, Test.self, Explain.self, Bench.self, Backtest.self, Doc.self])
}
