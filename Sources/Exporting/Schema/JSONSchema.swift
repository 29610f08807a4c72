import Foundation

/// JSON Schemas (2020-12) read off the types that vigil encodes and decodes, so that they cannot drift apart.
public enum JSONSchema {

    /// The schema of `type`.
    ///
    /// - Parameters:
    ///   - type: what is described; its fields' notes come from `SchemaNoted`.
    ///   - name: a word for the format, such as `lead`.
    public static func document<Value: Decodable>(for type: Value.Type, name: String) -> String {
        let recorder = SchemaRecorder()
        do {
            let (shape, _) = try recorder.record(type)
            guard case .object(let top) = shape else { preconditionFailure("\(type) is no object") }
            var schema = object(recorder.objects[top], among: recorder.objects)
            schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
            schema["$id"] = "https://example.org/vigil/schema/\(name)/1"
            schema["title"] = name
            var definitions: [String: Any] = [:]
            for (key, value) in recorder.objects where key != top {
                definitions[key] = object(value, among: recorder.objects)
            }
            if !definitions.isEmpty { schema["$defs"] = definitions }
            let data = try JSONSerialization.data(
                withJSONObject: schema, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
            return String(decoding: data, as: UTF8.self)
        } catch {
            // Types are fixed when vigil is built; a test makes every schema.
            preconditionFailure("no schema: \(error)")
        }
    }

    /// The objects that `type` is made of, for tests.
    static func objects<Value: Decodable>(of type: Value.Type) throws -> [SchemaObject] {
        let recorder = SchemaRecorder()
        _ = try recorder.record(type)
        return recorder.objects.values.sorted { $0.name < $1.name }
    }

    private static func object(_ object: SchemaObject?, among all: [String: SchemaObject]) -> [String: Any] {
        guard let object else { return [:] }
        var properties: [String: Any] = [:]
        for field in object.fields {
            var schema = self.schema(field.shape, isOptional: !field.isRequired)
            if let note = object.notes?.schemaNotes[field.key] {
                schema["description"] = note.description
                if let minimum = note.minimum { schema["minimum"] = minimum }
                if let maximum = note.maximum { schema["maximum"] = maximum }
                if let pattern = note.pattern { schema["pattern"] = pattern }
            }
            properties[field.key] = schema
        }
        var result: [String: Any] = [
            "type": "object", "properties": properties,
            "required": object.fields.filter(\.isRequired).map(\.key).sorted(),
            "additionalProperties": object.notes?.schemaIsOpen ?? false,
        ]
        if let summary = object.notes?.schemaSummary { result["description"] = summary }
        return result
    }

    private static func schema(_ shape: SchemaShape, isOptional: Bool) -> [String: Any] {
        func type(_ name: String) -> Any { isOptional ? [name, "null"] : name }
        switch shape {
        case .string: return ["type": type("string")]
        case .integer: return ["type": type("integer")]
        case .number: return ["type": type("number")]
        case .boolean: return ["type": type("boolean")]
        case .anything: return [:]
        case .word(let words): return ["enum": isOptional ? words + [NSNull()] as [Any] : words]
        case .list(let element): return ["type": type("array"), "items": schema(element, isOptional: false)]
        case .oneOrMore(let element):
            let one = schema(element, isOptional: false)
            let forms: [[String: Any]] = [one, ["type": "array", "items": one]]
            return ["anyOf": isOptional ? forms + [["type": "null"]] : forms]
        case .map(let value):
            return ["type": type("object"), "additionalProperties": schema(value, isOptional: false)]
        case .object(let name):
            let reference: [String: Any] = ["$ref": "#/$defs/\(name)"]
            return isOptional ? ["anyOf": [reference, ["type": "null"]]] : reference
        }
    }
}
