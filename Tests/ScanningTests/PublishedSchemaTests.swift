import Exporting
import Foundation
import Matching
import Testing
import Yams

@testable import Scanning

@Suite("Schemas of the files that people write")
struct PublishedSchemaTests {
    private static let rules = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("rules")

    /// The packs, as the loader finds them: every file but lists, tests and weights.
    private static var packs: [URL] {
        let files = FileManager.default.enumerator(at: rules, includingPropertiesForKeys: nil)?.allObjects as? [URL]
        return (files ?? []).filter { file in
            file.pathExtension == "yaml" && Set(["lists", "tests", "weights"]).isDisjoint(with: file.pathComponents)
        }.sorted { $0.path < $1.path }
    }

    @Test("every format has a schema", arguments: PublishedSchema.allCases)
    func document(format: PublishedSchema) { #expect(format.document.contains("\"title\" : \"\(format.rawValue)\"")) }

    @Test("an editor has something to say of every key", arguments: PublishedSchema.allCases)
    func hover(format: PublishedSchema) throws {
        let schema = try SchemaCheck(format.document)
        #expect(schema.keysWithoutDescription == [])
        #expect(schema.keys > 4)
    }

    @Test("the schema beside the packs, which editors read, is that of this vigil")
    func kept() throws {
        let kept = try String(contentsOf: Self.rules.appendingPathComponent("rules.schema.json"), encoding: .utf8)
        #expect(
            kept == PublishedSchema.rules.document + "\n",
            "write it again: vigil schema rules > rules/rules.schema.json")
    }

    @Test("the shipped packs are what the schema says, and name it in their first line")
    func packs() throws {
        let schema = try SchemaCheck(PublishedSchema.rules.document)
        #expect(Self.packs.count > 50)
        for file in Self.packs {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.hasPrefix("# yaml-language-server: $schema=../rules.schema.json\n"), "\(file.path)")
            #expect(schema.problems(try Yams.load(yaml: text)) == [], "\(file.path)")
        }
    }

    @Test(
        "the schema finds what is wrong with a pack",
        arguments: [
            ("severity: S2", "severity: S9"), ("weight: 1.2", "weight: heavy"), ("    any:", "    some:"),
            ("grade: E", "grade: Z"), ("    says: Says it\n", ""), ("within: 4", "within: near"),
            ("id: coercion.a.en", "id: Coercion A"), ("weight: 1.2", "weight: 12"),
        ])
    func refused(part: String, other: String) throws {
        let pack = """
            pack: mine
            version: 2026.11.1
            family: coercion
            rules:
              - id: coercion.a.en
                says: Says it
                lang: en
                severity: S2
                weight: 1.2
                evidence: {grade: E, sources: [UNODC], tested_on: null, reviewed: 2026-11-24, reviewer: null}
                any: ['kept']
                near: {any: ['papers'], within: 4}
                match: [kept the papers]
                ignore: [nothing]

            """
        let schema = try SchemaCheck(PublishedSchema.rules.document)
        #expect(schema.problems(try Yams.load(yaml: pack)) == [])
        let changed = pack.replacing(part, with: other)
        #expect(changed != pack)
        #expect(schema.problems(try Yams.load(yaml: changed)) != [])
    }
}
