import Exporting
import Foundation
import StrictYAML

/// A log in the Static Analysis Results Interchange Format, as editors and code hosts read it (SARIF 2.1.0, OASIS).
struct SARIFLog {
    enum Level: String, Encodable {
        case error, warning
    }

    private let directory: String
    private var rules: [Descriptor] = []
    private var results: [Result] = []

    /// - Parameter directory: absolute; addresses of files below it are relative to it.
    init(directory: String) { self.directory = URL(fileURLWithPath: directory).standardizedFileURL.path }

    /// Says what the results with the id `rule` are about.
    mutating func describe(_ rule: String, _ says: String, _ level: Level) {
        rules.append(
            Descriptor(id: rule, shortDescription: Message(text: says), defaultConfiguration: .init(level: level)))
    }

    /// Adds a result; where it stands nowhere in its file, the file as a whole is meant.
    mutating func add(_ rule: String, _ level: Level, _ error: SourceError) {
        let region =
            error.line > 0 ? Region(startLine: error.line, startColumn: error.column > 0 ? error.column : nil) : nil
        let words = error.advice.isEmpty ? error.problem : "\(error.problem) (\(error.advice))"
        results.append(
            Result(
                ruleId: rule, ruleIndex: rules.firstIndex { $0.id == rule }, level: level,
                message: Message(text: words),
                locations: [
                    Location(
                        physicalLocation: PhysicalLocation(
                            artifactLocation: Artifact(uri: uri(error.file)), region: region))
                ]))
    }

    /// The log, one line of JSON.
    var text: String {
        let driver = Driver(
            name: "vigil", version: Product.version, semanticVersion: Product.version, rules: rules)
        return JSONLines.text(
            Log(
                schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
                version: "2.1.0", runs: [Run(tool: Tool(driver: driver), results: results)]))
    }

    private func uri(_ file: String) -> String {
        let path = URL(fileURLWithPath: file, relativeTo: URL(fileURLWithPath: directory, isDirectory: true))
            .standardizedFileURL.path
        let isBelow = path.hasPrefix(directory + "/")
        let shown = isBelow ? String(path.dropFirst(directory.count + 1)) : path
        // A colon in a relative reference's first part would make it a scheme (RFC 3986, section 4.2).
        let encoded = shown.addingPercentEncoding(withAllowedCharacters: Self.plain) ?? shown
        return isBelow ? encoded : "file://" + encoded
    }

    private static let plain = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")

    // MARK: The format's objects

    private struct Log: Encodable {
        var schema: String
        var version: String
        var runs: [Run]

        enum CodingKeys: String, CodingKey {
            case schema = "$schema"
            case version, runs
        }
    }

    private struct Run: Encodable {
        var tool: Tool
        // Columns count scalars, as everywhere in vigil.
        var columnKind = "unicodeCodePoints"
        var results: [Result]
    }

    private struct Tool: Encodable { var driver: Driver }

    private struct Driver: Encodable {
        var name: String
        var version: String
        var semanticVersion: String
        var rules: [Descriptor]
    }

    private struct Descriptor: Encodable {
        struct Configuration: Encodable { var level: Level }
        var id: String
        var shortDescription: Message
        var defaultConfiguration: Configuration
    }

    private struct Result: Encodable {
        var ruleId: String
        var ruleIndex: Int?
        var level: Level
        var message: Message
        var locations: [Location]
    }

    private struct Message: Encodable { var text: String }

    private struct Location: Encodable { var physicalLocation: PhysicalLocation }

    private struct PhysicalLocation: Encodable {
        var artifactLocation: Artifact
        var region: Region?
    }

    private struct Artifact: Encodable { var uri: String }

    private struct Region: Encodable {
        var startLine: Int
        var startColumn: Int?
    }
}
