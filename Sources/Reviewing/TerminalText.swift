/// Text that a stranger wrote, made safe and measurable for a terminal.
public enum TerminalText {

    /// `text` on one line, without control, escape, bidi and invisible characters, which could rewrite the screen
    /// or show something else than what stands there. Runs of blanks become one.
    public static func safe(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var lastWasBlank = true
        for scalar in text.unicodeScalars {
            if isBlank(scalar) {
                if !lastWasBlank { result.append(" ") }
                lastWasBlank = true
            } else if !isHidden(scalar) {
                result.append(scalar)
                lastWasBlank = false
            }
        }
        if result.last == " " { result.removeLast() }
        return String(result)
    }

    /// `text` without control, escape, bidi and invisible characters; blanks stay as many as they are, each a plain
    /// one, so that columns and carets keep their place.
    public static func visible(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isBlank(scalar) {
                result.append(" ")
            } else if !isHidden(scalar) {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// `text` with what could rewrite the screen or turn its order round written as JSON writes it (`\u202e`): JSON
    /// stays the same JSON. ASCII, line ends and the sequences that colour begin with among it, stays as it is.
    public static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value > 0x7E && isHidden($0) }) else { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            guard scalar.value > 0x7E, isHidden(scalar) else { return result.unicodeScalars.append(scalar) }
            for unit in UTF16.encode(scalar) ?? .init() {
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
    }

    /// How many columns `text` takes: two for wide East Asian characters and emoji, none for combining marks
    /// (Unicode Standard Annex 11, as terminals practise it).
    public static func width(_ text: String) -> Int {
        text.reduce(0) { $0 + width($1) }
    }

    /// `text` in exactly `columns` columns: cut with `…`, or filled up with blanks.
    public static func fitted(_ text: String, to columns: Int) -> String {
        let cut = truncated(text, to: columns)
        return cut + String(repeating: " ", count: max(0, columns - width(cut)))
    }

    /// `text` in at most `columns` columns; ends in `…` where it was cut.
    public static func truncated(_ text: String, to columns: Int) -> String {
        guard width(text) > columns else { return text }
        var result = ""
        var used = 0
        for character in text {
            let next = width(character)
            if used + next > columns - 1 { break }
            result.append(character)
            used += next
        }
        return columns > 0 ? result + "…" : ""
    }

    /// `text` in lines of at most `columns` columns, broken at blanks where there are any.
    public static func wrapped(_ text: String, to columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ") {
            var rest = String(word)
            let needed = width(rest) + (line.isEmpty ? 0 : 1)
            if used + needed > columns, !line.isEmpty {
                lines.append(line)
                line = ""
                used = 0
            }
            while width(rest) > columns {
                var head = ""
                for character in rest {
                    if width(head) + width(character) > columns { break }
                    head.append(character)
                }
                if head.isEmpty { break }
                lines.append(head)
                rest.removeFirst(head.count)
            }
            if !line.isEmpty { line += " " }
            line += rest
            used = width(line)
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    private static func width(_ character: Character) -> Int {
        let widths = character.unicodeScalars.map { width($0) }
        // The parts of an emoji sequence are drawn as one; other letters stand side by side, as Thai vowels do.
        let isSequence = character.unicodeScalars.contains { $0.value == 0x200D || $0.properties.isEmojiModifier }
        return isSequence ? widths.max() ?? 0 : widths.reduce(0, +)
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation { return 2 }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default:
            return 1
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
