import Yams

/// One value of a YAML file, with its place.
public struct YAMLNode: Sendable {
    indirect enum Content: Sendable {
        case scalar(String, style: ScalarStyle)
        case list([YAMLNode])
        case map([Entry])
    }

    struct Entry: Sendable {
        var key: String
        var keyNode: YAMLNode
        var value: YAMLNode
    }

    enum ScalarStyle: Sendable {
        case plain, singleQuoted, doubleQuoted, block
    }

    let content: Content
    /// From 1.
    public let line: Int
    /// Unicode scalars, from 1.
    public let column: Int
    let source: YAMLSource

    init(_ node: Node, _ source: YAMLSource, depth: Int, budget: inout Int) throws(SourceError) {
        let (line, column) = (node.mark?.line ?? 1, node.mark?.column ?? 1)
        self.line = line
        self.column = column
        self.source = source
        budget -= 1
        guard budget >= 0 else {
            throw source.error(
                line: line, column: column, "the file's aliases grow beyond \(YAMLFile.mostValues) values",
                advice: "write the values out")
        }
        guard depth <= YAMLFile.deepestNesting else {
            throw source.error(line: line, column: column, "is nested too deeply", advice: "flatten it")
        }
        switch node {
        case .scalar(let scalar):
            let style: ScalarStyle =
                switch scalar.style {
                case .singleQuoted: .singleQuoted
                case .doubleQuoted: .doubleQuoted
                case .literal, .folded: .block
                case .plain, .any: .plain
                }
            content = .scalar(scalar.string, style: style)
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            for item in sequence { items.append(try YAMLNode(item, source, depth: depth + 1, budget: &budget)) }
            content = .list(items)
        case .mapping(let mapping):
            var entries: [Entry] = []
            for (key, value) in mapping {
                let keyNode = try YAMLNode(key, source, depth: depth + 1, budget: &budget)
                guard case .scalar(let name, _) = keyNode.content else {
                    throw keyNode.error("a key must be a word", advice: "write `key: value`")
                }
                entries.append(
                    Entry(
                        key: name, keyNode: keyNode,
                        value: try YAMLNode(value, source, depth: depth + 1, budget: &budget)))
            }
            content = .map(entries)
        case .alias:
            throw source.error(
                line: line, column: column, "an alias stands for nothing", advice: "write the value out")
        }
    }

    /// An error at this value's place.
    public func error(_ problem: String, advice: String = "", note: String = "") -> SourceError {
        source.error(line: line, column: column, problem, advice: advice, note: note)
    }

    /// An error at the Unicode scalar `offset` of this text, as near as its quoting lets tell.
    public func error(at offset: Int, _ problem: String, advice: String = "", note: String = "") -> SourceError {
        let place = place(of: offset)
        return source.error(line: place.line, column: place.column, problem, advice: advice, note: note)
    }

    /// Whether the value is absent: `null`, `~` or nothing.
    public var isNull: Bool {
        guard case .scalar(let text, .plain) = content else { return false }
        return text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
    }
}

// MARK: - Typed reading

extension YAMLNode {
    /// Whether the value is a list.
    public var isList: Bool { if case .list = content { true } else { false } }
}

extension YAMLNode {
    /// The value as text; numbers and dates are taken as they are written.
    ///
    /// - Throws: `SourceError` for a list, a map or nothing.
    public func text() throws(SourceError) -> String {
        guard case .scalar(let text, _) = content, !isNull else {
            throw error("a text is expected here", advice: "write one word or sentence")
        }
        return text
    }

    /// The value as text; nil where it is `null`.
    public func optionalText() throws(SourceError) -> String? { isNull ? nil : try text() }

    /// The value as a whole number.
    public func integer() throws(SourceError) -> Int {
        guard case .scalar(let text, .plain) = content, let value = Int(text) else {
            throw error("a whole number is expected here", advice: "write digits without quotes")
        }
        return value
    }

    /// The value as a finite number.
    public func number() throws(SourceError) -> Double {
        guard case .scalar(let text, .plain) = content, let value = Double(text), value.isFinite else {
            throw error("a number is expected here", advice: "write digits, with a point for decimals")
        }
        return value
    }

    /// The value as `true` or `false`.
    public func boolean() throws(SourceError) -> Bool {
        if case .scalar(let text, .plain) = content {
            if text == "true" { return true }
            if text == "false" { return false }
        }
        throw error("`true` or `false` is expected here", advice: "write one of them without quotes")
    }

    /// The value as a list.
    public func list() throws(SourceError) -> [YAMLNode] {
        guard case .list(let items) = content else {
            throw error("a list is expected here", advice: "write `[one, two]`, or one item a line after `- `")
        }
        return items
    }

    /// The value as a list of texts.
    public func texts() throws(SourceError) -> [String] {
        var result: [String] = []
        for item in try list() { result.append(try item.text()) }
        return result
    }

    /// The value as one of an enumeration's words.
    public func word<Value: RawRepresentable & CaseIterable>(
        _ type: Value.Type
    ) throws(SourceError) -> Value where Value.RawValue == String {
        let text = try text()
        guard let value = Value(rawValue: text) else {
            let words = Value.allCases.map(\.rawValue)
            throw error("there is no `\(text)` here", advice: Self.suggestion(text, words))
        }
        return value
    }

    /// The value as a map, in the order written.
    public func entries() throws(SourceError) -> [(key: YAMLNode, name: String, value: YAMLNode)] {
        guard case .map(let entries) = content else {
            throw error("keys with values are expected here", advice: "write `key: value`, one a line")
        }
        return entries.map { ($0.keyNode, $0.key, $0.value) }
    }

    /// The value as a map of known keys.
    ///
    /// - Throws: `SourceError` at the first key that is not among `keys`, or where one of `required` is missing.
    public func map(keys: [String], required: [String] = []) throws(SourceError) -> [String: YAMLNode] {
        var result: [String: YAMLNode] = [:]
        for (key, name, value) in try entries() {
            guard keys.contains(name) else {
                throw key.error("unknown key `\(name)`", advice: Self.suggestion(name, keys))
            }
            result[name] = value
        }
        for name in required where result[name] == nil {
            throw error("`\(name)` is missing", advice: "add a line `\(name): …` here")
        }
        return result
    }

    /// What to say of `word`, which is none of `words`.
    static func suggestion(_ word: String, _ words: [String]) -> String {
        let near = words.map { ($0, EditDistance.between(word.lowercased(), $0.lowercased())) }.min { $0.1 < $1.1 }
        if let near, near.1 <= max(1, word.count / 3) { return "did you mean `\(near.0)`?" }
        return "known here: \(words.joined(separator: ", "))"
    }
}

// MARK: - Places within a text

extension YAMLNode {
    /// Where the Unicode scalar `offset` of a scalar's text stands in the file.
    func place(of offset: Int) -> (line: Int, column: Int) {
        guard case .scalar(let text, let style) = content else { return (line, column) }
        let source = Array((self.source.line(line) ?? "").unicodeScalars)
        let start = column - 1
        switch style {
        case .block:
            return (line, column)
        case .plain:
            return (line, column + offset <= source.count + 1 ? column + offset : column)
        case .singleQuoted:
            var place = start + 1
            for scalar in text.unicodeScalars.prefix(offset) { place += scalar == "'" ? 2 : 1 }
            return (line, place < source.count ? place + 1 : column)
        case .doubleQuoted:
            var place = start + 1
            for _ in 0..<offset {
                guard place < source.count else { return (line, column) }
                place += Self.escapeLength(source[place...])
            }
            return (line, place < source.count ? place + 1 : column)
        }
    }

    /// How many scalars of a double-quoted text stand for the first of its value (YAML 1.1, section 5.6).
    private static func escapeLength(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
        guard rest.first == "\\", let kind = rest.dropFirst().first else { return 1 }
        switch kind {
        case "x": return 4
        case "u": return 6
        case "U": return 10
        default: return 2
        }
    }
}

/// How far two words are apart (Levenshtein).
enum EditDistance {
    static func between(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var row = Array(0...right.count)
        for (i, one) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let replaced = diagonal + (one == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[right.count]
    }
}
