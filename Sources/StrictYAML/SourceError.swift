import Model

/// What is wrong at one place of a file that a person wrote.
public struct SourceError: Explained, Hashable {
    public var file: String
    /// From 1; 0 where the whole file is meant.
    public var line: Int
    /// Unicode scalars from 1; 0 where the whole line or file is meant.
    public var column: Int
    public var problem: String
    public var advice: String
    /// The line as it stands in the file, if there is one.
    public var sourceLine: String?
    /// What to say beside the caret.
    public var note: String

    public init(
        file: String, line: Int = 0, column: Int = 0, problem: String, advice: String = "", sourceLine: String? = nil,
        note: String = ""
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.problem = problem
        self.advice = advice
        self.sourceLine = sourceLine
        self.note = note
    }

    public var isUsage: Bool { true }

    public var place: String {
        if line == 0 { return file }
        return column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
    }

    /// The error with the source line, a caret under the place, and what to do:
    ///
    ///     rules/en/x.yaml:41:18: error: missing closing parenthesis
    ///        41 |       any: ['(?:tourist visa.{0,12}work']
    ///           |              ^ opened here and never closed
    ///        help: close the group, or write `\(` for a literal parenthesis
    public var report: String { report(as: "error") }

    /// The same with another word than `error`, such as `warning`.
    public func report(as word: String) -> String {
        var result = "\(place): \(word): \(problem)"
        if let sourceLine {
            let number = String(line)
            let gutter = String(repeating: " ", count: max(5, number.count + 2) - number.count)
            let blank = String(repeating: " ", count: gutter.count + number.count)
            let shown = Self.window(sourceLine, around: max(0, column - 1))
            result += "\n\(gutter)\(number) | \(shown.text)"
            if column > 0 {
                result += "\n\(blank) | \(shown.padding)^" + (note.isEmpty ? "" : " \(note)")
            }
        }
        if !advice.isEmpty { result += "\n   help: \(advice)" }
        return result
    }

    /// At most 160 columns of `line`, with the place in view, and the blanks that lead to it.
    private static func window(_ line: String, around offset: Int) -> (text: String, padding: String) {
        let scalars = Array(line.unicodeScalars)
        let place = min(offset, scalars.count)
        let start = place > 120 ? place - 60 : 0
        let end = min(scalars.count, start + 160)
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<end])
        var columns = start > 0 ? 1 : 0
        for scalar in scalars[start..<max(start, place)] { columns += width(scalar) }
        let shown = (start > 0 ? "…" : "") + String(text) + (end < scalars.count ? "…" : "")
        return (shown, String(repeating: " ", count: columns))
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x20000...0x3FFFD:
            return 2
        default:
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: return 0
            default: return 1
            }
        }
    }
}
