import Model

/// Learns a type's shape by decoding it from nothing: each key that `init(from:)` asks for is noted with the type it
/// asks for, and a value that fits is handed back.
final class SchemaRecorder {
    private(set) var objects: [String: SchemaObject] = [:]
    private var underWay: Set<String> = []

    /// The shape of `type`, and a value of it.
    func record<Value: Decodable>(_ type: Value.Type) throws -> (SchemaShape, Value) {
        if let (words, value) = Self.words(type) { return (.word(words), value) }
        switch type {
        case is String.Type: return (.string, try cast(""))
        case is Bool.Type: return (.boolean, try cast(false))
        case is Double.Type: return (.number, try cast(0.0))
        case is Int.Type: return (.integer, try cast(0))
        case is Int64.Type: return (.integer, try cast(Int64(0)))
        case is JSONValue.Type: return (.anything, try cast(JSONValue.null))
        default: break
        }
        if let list = type as? any OneOrMoreType.Type {
            return (.oneOrMore(try list.recordElement(self)), try cast(list.emptyValue))
        }
        if let list = type as? any ListType.Type {
            return (.list(try list.recordElement(self)), try cast(list.emptyList))
        }
        let name = Self.name(of: type)
        let decoder = RecordingDecoder(recorder: self)
        if underWay.contains(name) { throw SchemaError(type: name, problem: "contains itself") }
        underWay.insert(name)
        defer { underWay.remove(name) }
        let value = try Value(from: decoder)
        objects[name] = SchemaObject(name: name, fields: decoder.fields, notes: type as? any SchemaNoted.Type)
        return (.object(name), value)
    }

    private func cast<Value>(_ value: Any) throws -> Value {
        guard let result = value as? Value else {
            throw SchemaError(type: "\(Value.self)", problem: "has no value to stand for it")
        }
        return result
    }

    private static func name<Value>(of type: Value.Type) -> String {
        String(reflecting: type).split(separator: ".").dropFirst().joined()
    }
}

/// Why no schema can be made of a type: a fault of the program, which a test finds.
struct SchemaError: Error, CustomStringConvertible {
    var type: String
    var problem: String
    var description: String { "\(type) \(problem)" }
}

/// Lists, whatever their elements.
private protocol ListType {
    static var emptyList: Any { get }
    static func recordElement(_ recorder: SchemaRecorder) throws -> SchemaShape
}

extension Array: ListType where Element: Decodable {
    static var emptyList: Any { [Element]() }
    static func recordElement(_ recorder: SchemaRecorder) throws -> SchemaShape { try recorder.record(Element.self).0 }
}

/// `OneOrMore`, whatever its elements.
private protocol OneOrMoreType {
    static var emptyValue: Any { get }
    static func recordElement(_ recorder: SchemaRecorder) throws -> SchemaShape
}

extension OneOrMore: OneOrMoreType where Element: Decodable {
    static var emptyValue: Any { OneOrMore<Element>([]) }
    static func recordElement(_ recorder: SchemaRecorder) throws -> SchemaShape { try recorder.record(Element.self).0 }
}

extension SchemaRecorder {
    /// The words of `type`, if it is an enumeration of words, and its first.
    private static func words<Value>(_ type: Value.Type) -> ([String], Value)? {
        func cases<Enumeration: CaseIterable>(_ type: Enumeration.Type) -> [Any] { type.allCases.map { $0 as Any } }
        guard let enumeration = type as? any CaseIterable.Type else { return nil }
        let all = cases(enumeration)
        let words = all.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
        guard words.count == all.count, let first = all.first as? Value else { return nil }
        return (words, first)
    }
}

/// Hands out values and notes what was asked for.
private final class RecordingDecoder: Decoder {
    let recorder: SchemaRecorder
    var fields: [SchemaField] = []
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    init(recorder: SchemaRecorder) { self.recorder = recorder }

    func note(_ key: any CodingKey, _ shape: SchemaShape, isRequired: Bool) {
        guard !fields.contains(where: { $0.key == key.stringValue }) else { return }
        fields.append(SchemaField(key: key.stringValue, shape: shape, isRequired: isRequired))
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RecordingContainer<Key>(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw SchemaError(type: "a list", problem: "is decoded by hand, which the recorder does not follow")
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        throw SchemaError(type: "a value", problem: "is decoded by hand, which the recorder does not follow")
    }
}

private struct RecordingContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: RecordingDecoder
    var codingPath: [any CodingKey] { [] }
    /// There is nothing to decode from, so that a type which keeps unknown keys finds none.
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        let (shape, value) = try decoder.recorder.record(type)
        decoder.note(key, shape, isRequired: true)
        return value
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        let (shape, value) = try decoder.recorder.record(type)
        decoder.note(key, shape, isRequired: false)
        return value
    }

    // Each of these has a default that asks `contains` and `decodeNil` first, which would make it look required.
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try optional(type, key) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try optional(type, key) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try optional(type, key) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try optional(type, key) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try optional(type, key) }

    private func optional<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value? {
        let (shape, value) = try decoder.recorder.record(type)
        decoder.note(key, shape, isRequired: false)
        return value
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        throw SchemaError(type: key.stringValue, problem: "is decoded by hand, which the recorder does not follow")
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw SchemaError(type: key.stringValue, problem: "is decoded by hand, which the recorder does not follow")
    }

    func superDecoder() throws -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { decoder }
}
