/// A length of time as people write it: a number and a unit, such as `500ms`, `1s`, `1.5s`, `10m`, `24h`, `90d`.
public enum Period {

    /// Seconds; nil where `text` is no period. A bare number is not one: its unit would be a guess.
    public static func seconds(_ text: String) -> Double? {
        let trimmed = text.trimmed
        for (unit, factor) in [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400), ("w", 604_800)] {
            guard trimmed.hasSuffix(unit), let value = Double(trimmed.dropLast(unit.count)) else { continue }
            guard value.isFinite, value >= 0 else { return nil }
            return value * factor
        }
        return nil
    }
}

extension String {
    /// Without blanks at either end.
    var trimmed: String {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map(index(after:)) ?? start
        return String(self[start..<end])
    }
}
