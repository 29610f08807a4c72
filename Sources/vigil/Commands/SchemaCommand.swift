import ArgumentParser
import Scanning

/// `vigil schema`
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "The JSON Schema of a format.",
        discussion: """
            EXAMPLE
              vigil schema lead > lead.schema.json
            """)

    @Argument(help: "The format: \(PublishedSchema.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: PublishedSchema

    func run() throws { try Screen.out(format.document) }
}

extension PublishedSchema: ExpressibleByArgument {}
