import ArgumentParser
import Reviewing
import Scanning

extension RulesCommand {
    /// `vigil rules explain`
    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What a rule is, or why the rules do what they do with a text.",
            discussion: """
                Of a text: each layer, the prefilter's literals, each rule that was tried with the condition that held or \
                failed, and the score as a sum.

                EXAMPLE
                  vigil rules explain coercion.papers-kept.en --rules rules
                  vigil rules explain --text "The company keeps your passport" --rules rules
                  vigil rules explain - --rules rules < post.txt
                """)

        @Argument(
            help: ArgumentHelp("A rule's id, `*` for any letters; `-` is a text on standard input.", valueName: "rule"))
        var rule: String?

        @Option(name: .long, help: "A text; `-` is standard input.")
        var text: String?

        @Option(name: .long, help: ArgumentHelp("A directory of rule packs; may be given again.", valueName: "dir"))
        var rules: [String] = ["rules"]

        @Flag(name: .long, help: "Print a JSON object; of several rules, one a line.")
        var json = false

        func validate() throws {
            if (rule == nil) == (text == nil) {
                throw ValidationError("name a rule, or give a text with --text; `-` reads it from standard input")
            }
        }

        func run() throws {
            if let rule, rule != "-" {
                let rules = try RuleExplanation.of(rule, rules: rules)
                let sheets = rules.map(\.lines).joined(separator: [""])
                return try Screen.out(json ? rules.map(\.json) : Array(sheets))
            }
            let explanation =
                if let text, text != "-" {
                    try TextExplanation(text, rules: rules)
                } else {
                    try TextExplanation(file: "-", rules: rules)
                }
            try Screen.out(json ? [explanation.json] : explanation.lines.map(TerminalText.visible))
        }
    }
}
