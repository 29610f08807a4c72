import Foundation
import Model
import Testing

@testable import Exporting

@Suite("Schemas read off the types")
struct SchemaTests {
    @Test("every field has a note and every note a field")
    func notes() throws {
        for objects in [
            try JSONSchema.objects(of: Post.self), try JSONSchema.objects(of: Finding.self),
            try JSONSchema.objects(of: Lead.self),
        ] {
            for object in objects {
                let notes = try #require(object.notes, "\(object.name) has no notes").schemaNotes
                #expect(Set(notes.keys) == Set(object.fields.map(\.key)), "\(object.name)")
            }
        }
    }

    private func schema<Value: Decodable>(_ type: Value.Type) throws -> [String: Any] {
        let text = JSONSchema.document(for: type, name: "x")
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("a lead's schema has its keys as they are written, its words and its bounds")
    func lead() throws {
        let schema = try schema(Lead.self)
        let properties = try #require(schema["properties"] as? [String: [String: Any]])
        #expect(properties["first_seen"]?["type"] as? String == "string")
        #expect(properties["tier"]?["enum"] as? [String] == ["none", "low", "medium", "high", "urgent"])
        #expect(properties["score"]?["maximum"] as? Double == 1)
        #expect((properties["template"]?["type"] as? [String]) == ["string", "null"])
        let required = try #require(schema["required"] as? [String])
        #expect(required.contains("why") && !required.contains("template"))
        #expect(schema["additionalProperties"] as? Bool == false)
        let definitions = try #require(schema["$defs"] as? [String: Any])
        #expect(Set(definitions.keys) == ["Doubt", "Evidence", "MaskedEntity", "Match"])
    }

    @Test("a post may carry fields that vigil does not know")
    func post() throws {
        let schema = try schema(Post.self)
        #expect(schema["additionalProperties"] as? Bool == true)
        #expect(schema["required"] as? [String] == ["id", "text"])
    }
}

@Suite("JSON Lines")
struct JSONLinesTests {
    @Test("the same value gives the same bytes, keys in order, slashes as they are")
    func bytes() {
        let post = Post(
            id: "1", text: "a/b\n한", title: "t", extra: ["z": .array([.null, .integer(3)]), "b": .bool(true)])
        let line = JSONLines.text(post)
        #expect(line == #"{"b":true,"id":"1","text":"a/b\n한","title":"t","z":[null,3]}"#)
        for _ in 0..<20 { #expect(JSONLines.text(post) == line) }
        #expect(JSONLines.line(post) == Array(line.utf8) + [0x0A])
    }

    @Test("unknown fields of a post come back as they went in")
    func unknownFields() throws {
        let text = #"{"deep":{"a":[1,2.5,"x",false,null]},"id":"1","text":"t"}"#
        let post = try JSONDecoder().decode(Post.self, from: Data(text.utf8))
        #expect(JSONLines.text(post) == text)
    }
}
