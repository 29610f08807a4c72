/// A number of bytes as people write it, in decimal units: `500kB`, `200MB`, `1.5GB`.
public enum Size {

    /// 1 and more; nil where `text` is no such size. A bare number is none: its unit would be a guess.
    public static func bytes(_ text: String) -> Int? {
        let trimmed = text.trimmed
        for (unit, factor) in [("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("B", 1.0)] {
            guard trimmed.hasSuffix(unit) else { continue }
            guard let number = Double(String(trimmed.dropLast(unit.count)).trimmed),
                (1...1e15).contains(number * factor)
            else { return nil }
            return Int(number * factor)
        }
        return nil
    }
}
