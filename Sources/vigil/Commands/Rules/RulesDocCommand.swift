import ArgumentParser
import Scanning

extension RulesCommand {
    /// `vigil rules doc`
    struct Doc: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The packs as a catalogue to read, in Markdown or as one HTML page.",
            discussion: """
                EXAMPLE
                  vigil rules doc rules --format html > rules.html
                  vigil rules doc rules > rules.md
                """)

        @Argument(help: ArgumentHelp("Directories of rule packs.", valueName: "dir"))
        var directories: [String] = ["rules"]

        @Option(
            name: .long, help: "The format: \(RuleCatalogue.Format.allCases.map(\.rawValue).joined(separator: ", ")).")
        var format: RuleCatalogue.Format = .md

        func run() throws { try Screen.out(RuleCatalogue(directories).document(format)) }
    }
}

extension RuleCatalogue.Format: ExpressibleByArgument {}
