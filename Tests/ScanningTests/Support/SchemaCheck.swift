import Foundation

/// Checks a value against a JSON Schema, as far as vigil's schemas go (draft 2020-12).
struct SchemaCheck {
    private let root: [String: Any]

    init(_ document: String) throws {
        root = try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any] ?? [:]
    }

    private var definitions: [String: [String: Any]] { root["$defs"] as? [String: [String: Any]] ?? [:] }
    private var properties: [(String, [String: Any])] {
        ([root] + Array(definitions.values)).flatMap { schema in
            (schema["properties"] as? [String: [String: Any]] ?? [:]).map { ($0, $1) }
        }
    }

    /// How many keys the schema knows.
    var keys: Int { properties.count }
    var keysWithoutDescription: [String] { properties.filter { $1["description"] == nil }.map(\.0) }

    /// What is wrong with `value`, each with its place.
    func problems(_ value: Any?) -> [String] { problems(value, root, "") }

    private func problems(_ value: Any?, _ schema: [String: Any], _ place: String) -> [String] {
        var result: [String] = []
        if let reference = schema["$ref"] as? String {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            result += problems(value, definitions[name] ?? [:], place)
        }
        if let choices = schema["anyOf"] as? [[String: Any]] {
            let all = choices.map { problems(value, $0, place) }
            if !all.contains([]) { result += all.first ?? ["\(place): no choice"] }
        }
        if let types = schema["type"].map({ $0 as? [String] ?? [$0 as? String ?? ""] }),
            !types.contains(where: { isOf(value, $0) })
        {
            return result + ["\(place): is no \(types.joined(separator: " or "))"]
        }
        if let words = schema["enum"] as? [Any], !words.contains(where: { equals($0, value) }) {
            result.append("\(place): is none of \(words)")
        }
        if let text = text(value), let pattern = schema["pattern"] as? String,
            text.range(of: pattern, options: .regularExpression) == nil
        {
            result.append("\(place): is not \(pattern)")
        }
        if let number = number(value) {
            if let least = schema["minimum"] as? Double, number < least { result.append("\(place): is below \(least)") }
            if let most = schema["maximum"] as? Double, number > most { result.append("\(place): is above \(most)") }
        }
        if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
            for (index, item) in list.enumerated() { result += problems(item, items, "\(place)[\(index)]") }
        }
        if let map = value as? [String: Any] { result += problems(map, schema, place) }
        return result
    }

    private func problems(_ map: [String: Any], _ schema: [String: Any], _ place: String) -> [String] {
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        var result: [String] = []
        for key in schema["required"] as? [String] ?? [] where map[key] == nil {
            result.append("\(place): \(key) is missing")
        }
        for (key, value) in map {
            if let own = properties[key] {
                result += problems(value, own, "\(place).\(key)")
            } else if schema["additionalProperties"] as? Bool == false {
                result.append("\(place): \(key) is not known")
            }
        }
        return result
    }

    private func isOf(_ value: Any?, _ type: String) -> Bool {
        switch type {
        case "null": isNull(value)
        case "string": text(value) != nil
        case "integer": value is Int
        case "number": number(value) != nil
        case "boolean": value is Bool
        case "array": value is [Any]
        case "object": value is [String: Any]
        default: false
        }
    }

    private func isNull(_ value: Any?) -> Bool { value == nil || value is NSNull }

    /// YAML reads a date that is not quoted as a date; JSON has none.
    private func text(_ value: Any?) -> String? {
        guard let date = value as? Date else { return value as? String }
        return String(date.ISO8601Format().prefix(10))
    }

    private func number(_ value: Any?) -> Double? { value as? Double ?? (value as? Int).map(Double.init) }

    private func equals(_ word: Any, _ value: Any?) -> Bool {
        isNull(word) ? isNull(value) : (word as? String).map { $0 == text(value) } ?? false
    }
}
