import Foundation
import Testing

@testable import Matching

/// Pairs of files: `Errors/NAME.yaml` and the report, letter for letter, in `Errors/NAME.out`.
@Suite("What the loader refuses, and how it says so")
struct LoaderErrorTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Errors")

    static var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }

    @Test("each bad pack gives its report", arguments: names)
    func report(name: String) throws {
        let text = try String(contentsOf: Self.folder.appendingPathComponent(name + ".yaml"), encoding: .utf8)
        let rules = try TestRules(["pack.yaml": text])
        let reports = rules.load().errors.map { $0.report.replacing(rules.directory + "/", with: "") }
        let expected = try String(contentsOf: Self.folder.appendingPathComponent(name + ".out"), encoding: .utf8)
        #expect(reports.joined(separator: "\n") + "\n" == expected)
    }

    @Test("there is a pair for each thing that is refused")
    func complete() { #expect(Self.names.count >= 20) }

    @Test("a directory that is not there, one without rules and a file that is no UTF-8 are named")
    func files() throws {
        #expect(RuleLoader.load(["/nonexistent-rules"]).errors.first?.sentence.contains("no such directory") == true)
        #expect(try TestRules(["lists/a.yaml": "x: [y]"]).load().errors.first?.problem == "holds no rules")
        let directory = NSTemporaryDirectory() + "vigil-rules-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try Data([0x70, 0x61, 0x0A, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: directory + "/a.yaml"))
        #expect(
            RuleLoader.load([directory]).errors.first?.sentence.hasSuffix(
                "a.yaml:2: is not valid UTF-8 (save the file with the encoding UTF-8)") == true)
    }
}
