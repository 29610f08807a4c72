import Foundation
import Yams

/// A YAML file read to a tree whose every value knows its line and column (YAML 1.1, through Yams).
public struct YAMLFile: Sendable {
    /// The name that errors use.
    public let name: String
    /// What stands in the file.
    public let text: String
    /// The document's top node; nil for an empty file.
    public let root: YAMLNode?

    /// The largest file, in bytes; a rule pack of 2,000 rules has about 2 MB.
    static let largestFile = 32 << 20
    /// The most values in a file, aliases counted as often as they are used, so that a small file cannot grow beyond
    /// measure.
    static let mostValues = 500_000
    /// The deepest nesting.
    static let deepestNesting = 100

    /// Reads the file at `path`.
    ///
    /// - Throws: `SourceError` where it cannot be read, is no UTF-8, no YAML, or grows beyond measure.
    public init(path: String) throws(SourceError) { try self.init(bytes: try Self.bytes(path: path), name: path) }

    /// What stands in the file at `path`.
    ///
    /// - Throws: `SourceError` where it cannot be read.
    public static func bytes(path: String) throws(SourceError) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw SourceError(file: path, problem: "cannot be read: \(reason(error))", advice: "check the path")
        }
    }

    /// Reads `bytes`, which errors call `name`.
    public init(bytes: [UInt8], name: String) throws(SourceError) {
        guard bytes.count <= Self.largestFile else {
            throw SourceError(file: name, problem: "has \(bytes.count) bytes, which is too much", advice: "split it")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let line = 1 + bytes.prefix(Self.validPrefix(bytes)).count { $0 == 0x0A }
            throw SourceError(
                file: name, line: line, problem: "is not valid UTF-8", advice: "save the file with the encoding UTF-8")
        }
        try self.init(text: text, name: name)
    }

    /// Reads `text`, which errors call `name`.
    public init(text: String, name: String) throws(SourceError) {
        self.name = name
        self.text = text
        let source = YAMLSource(name: name, text: text)
        try source.checkNesting()
        let composed: Node?
        do {
            composed = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw source.error(error)
        } catch {
            throw SourceError(file: name, problem: "\(error)")
        }
        guard let composed else {
            root = nil
            return
        }
        var budget = Self.mostValues
        root = try YAMLNode(composed, source, depth: 0, budget: &budget)
    }

    private static func reason(_ error: any Error) -> String {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        if let cause, cause.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(cause.code))) }
        return error.localizedDescription
    }

    private static func validPrefix(_ bytes: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var count = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { count += UTF8.width(scalar) }
        return count
    }
}

/// The text behind a tree, for errors.
struct YAMLSource: Sendable {
    let name: String
    let lines: [Substring]

    init(name: String, text: String) {
        self.name = name
        lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    }

    func line(_ number: Int) -> String? {
        lines.indices.contains(number - 1) ? String(lines[number - 1]) : nil
    }

    func error(line: Int, column: Int, _ problem: String, advice: String, note: String = "") -> SourceError {
        SourceError(
            file: name, line: line, column: column, problem: problem, advice: advice, sourceLine: self.line(line),
            note: note)
    }

    /// Refuses nesting that would exhaust the parser's stack, before it parses.
    func checkNesting() throws(SourceError) {
        var open = 0
        for (index, line) in lines.enumerated() {
            var blanks = 0
            var isLeading = true
            for scalar in line.unicodeScalars {
                if isLeading, scalar == " " || scalar == "-" || scalar == "?" {
                    blanks += 1
                } else {
                    isLeading = false
                }
                if scalar == "[" || scalar == "{" { open += 1 }
                if scalar == "]" || scalar == "}" { open = max(0, open - 1) }
            }
            if blanks > 4 * YAMLFile.deepestNesting || open > 10 * YAMLFile.deepestNesting {
                throw error(
                    line: index + 1, column: 1, "is nested too deeply", advice: "no file of vigil's nests so deep")
            }
        }
    }

    func error(_ error: YamlError) -> SourceError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return self.error(
                line: mark.line, column: mark.column, problem,
                advice: "check the indentation, the quotes and the brackets before this place")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.sorted().joined(separator: "`, `")
            return self.error(
                line: context.mark.line, column: context.mark.column, "the key `\(names)` stands here twice",
                advice: "keep one of them")
        case .reader(let problem, _, _, _):
            return SourceError(file: name, problem: problem, advice: "the file holds a character that YAML forbids")
        default:
            return SourceError(file: name, problem: "\(error)", advice: "check that the file is YAML")
        }
    }
}
