import Foundation

/// Where a value stands in JSON: `data.children[].data`, as `vigil.yaml` writes it.
///
/// Names with dots between; `[]` (or `[*]`) takes every element of an array, `[0]` one, `["odd name"]` a name with any
/// signs in it; two dots before a name take every value of that name at any depth, outer ones first. A leading `$.` is
/// allowed, as in JSONPath (RFC 9535), and `$` alone is the whole. Several paths with commas between are alternatives.
struct FieldPath: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        case name(String)
        case anywhere(String)
        case every
        case element(Int)
    }

    var alternatives: [[Step]]

    init(_ source: String, field: String) throws(SelectorError) {
        var reader = FieldPathReader(source: source, field: field)
        alternatives = try reader.read()
    }

    /// All values of the first alternative that has any, in order; what is null is no value.
    func values(in root: Any) -> [Any] {
        for path in alternatives {
            let found = Self.values(root, path[...]).filter { !($0 is NSNull) }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// The first value that is text or a number and not empty, by the first alternative that has one.
    func text(in root: Any) -> String? {
        for path in alternatives {
            for value in Self.values(root, path[...]) {
                if let text = Self.text(value) { return text }
            }
        }
        return nil
    }

    private static func values(_ root: Any, _ path: ArraySlice<Step>) -> [Any] {
        var current = [root]
        for step in path {
            switch step {
            case .name(let name): current = current.compactMap { ($0 as? [String: Any])?[name] }
            case .anywhere(let name): current = current.flatMap { descendants($0, name) }
            case .every: current = current.flatMap { $0 as? [Any] ?? [] }
            case .element(let index):
                current = current.compactMap { value in
                    (value as? [Any]).flatMap { $0.indices.contains(index) ? $0[index] : nil }
                }
            }
            if current.isEmpty { return [] }
        }
        return current
    }

    /// The values called `name` within `root`, those of one object before what lies deeper in it. JSON that nests deeply
    /// does not get here (`JSONText`).
    private static func descendants(_ root: Any, _ name: String) -> [Any] {
        if let list = root as? [Any] { return list.flatMap { descendants($0, name) } }
        guard let object = root as? [String: Any] else { return [] }
        // A dictionary has no order of its own, and what is found must have one.
        return (object[name].map { [$0] } ?? [])
            + object.keys.sorted().flatMap { key in object[key].map { descendants($0, name) } ?? [] }
    }

    private static func text(_ value: Any) -> String? {
        if let text = value as? String { return text.trimmedOrNil }
        // What is true or false, which comes as a C character, says nothing that could be read.
        guard let number = value as? NSNumber, number.objCType.pointee != Int8(UInt8(ascii: "c")) else { return nil }
        return number.stringValue
    }
}

/// Reads a field path.
private struct FieldPathReader {
    let source: String
    let field: String
    private let scalars: [Unicode.Scalar]
    private var index = 0

    init(source: String, field: String) {
        self.source = source
        self.field = field
        scalars = Array(source.unicodeScalars)
    }

    mutating func read() throws(SelectorError) -> [[FieldPath.Step]] {
        var result = [try path()]
        while peek == "," {
            index += 1
            result.append(try path())
        }
        guard peek == nil else { throw error("`\(scalars[index])` is not expected here") }
        return result
    }

    private mutating func path() throws(SelectorError) -> [FieldPath.Step] {
        skipSpace()
        var steps: [FieldPath.Step] = []
        var isWhole = false
        if peek == "$" {
            index += 1
            isWhole = true
            if peek == "." {
                if !isTwoDots { index += 1 }
            } else if peek != "[" {
                return finished(steps)
            }
        }
        while let scalar = peek, scalar != ",", scalar != " " {
            if isTwoDots {
                index += 2
                steps.append(.anywhere(try name()))
            } else if scalar == "[" {
                steps.append(try bracket())
            } else {
                steps.append(.name(try name()))
            }
            guard peek == ".", !isTwoDots else { continue }
            index += 1
            guard let next = peek, next != ".", next != "[", next != ",", next != " " else {
                throw error("a name is expected behind the dot")
            }
        }
        guard isWhole || !steps.isEmpty else { throw error("a field's name is expected here") }
        return finished(steps)
    }

    private mutating func finished(_ steps: [FieldPath.Step]) -> [FieldPath.Step] {
        skipSpace()
        return steps
    }

    private mutating func name() throws(SelectorError) -> String {
        var name = String.UnicodeScalarView()
        while let scalar = peek, ![".", "[", "]", ",", " ", "\"", "'"].contains(scalar) {
            name.append(scalar)
            index += 1
        }
        guard !name.isEmpty else { throw error("a field's name is expected here") }
        return String(name)
    }

    /// What stands in brackets.
    private mutating func bracket() throws(SelectorError) -> FieldPath.Step {
        index += 1
        let step: FieldPath.Step
        if let quote = peek, quote == "\"" || quote == "'" {
            index += 1
            var name = String.UnicodeScalarView()
            while let scalar = peek, scalar != quote {
                name.append(scalar)
                index += 1
            }
            guard peek != nil else { throw error("the quote is never closed") }
            index += 1
            step = .name(String(name))
        } else {
            var inner = ""
            while let scalar = peek, scalar != "]", scalar != "," {
                inner.unicodeScalars.append(scalar)
                index += 1
            }
            if inner.isEmpty || inner == "*" {
                step = .every
            } else if let number = Int(inner), number >= 0 {
                step = .element(number)
            } else {
                throw error("brackets hold nothing, a number from 0 on or a name in quotes")
            }
        }
        guard peek == "]" else { throw error("`]` is expected here") }
        index += 1
        return step
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private var isTwoDots: Bool { peek == "." && index + 1 < scalars.count && scalars[index + 1] == "." }

    private mutating func skipSpace() { while peek == " " { index += 1 } }

    private func error(_ problem: String) -> SelectorError {
        SelectorError(
            field: field, selector: source, column: index + 1, problem: problem,
            advice: "write a path such as `data.children[].title`")
    }
}
