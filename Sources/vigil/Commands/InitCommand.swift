import ArgumentParser
import Scanning

/// `vigil init DIR`
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Makes a workspace.",
        discussion: """
            Writes vigil.yaml, the rule packs, an empty archive and the workspace's secret key. Nothing that is \
            there already is changed.

            EXAMPLE
              vigil init watch
            """)

    @Argument(help: "The new directory, or an empty one.")
    var directory: String

    @Option(name: .long, help: "Where the rule packs are copied from; default: those that came with vigil.")
    var rules: String?

    func run() throws {
        let rules = try rules ?? Installed.rules()
        let layout = try Workspace.create(at: directory, rulesFrom: rules)
        try Screen.out([
            "A workspace in \(directory).",
            "Next: write your contact and your sources into \(layout.config), then run",
            "  \(Installed.program) scan --workspace \(directory)",
        ])
    }
}
