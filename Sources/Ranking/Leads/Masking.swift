import Model

/// Contacts as they may be shown: enough to recognise one that is known already, not enough to use.
public enum Masking {

    /// `+1555•••00`, `fa•••@example.org`, `telegram:fa•••`.
    public static func masked(_ entity: Entity) -> String {
        switch entity.kind {
        case .phone:
            let head = entity.value.hasPrefix("+") ? 5 : 3
            guard entity.value.count >= head + 4 else { return "•••" }
            return entity.value.prefix(head) + "•••" + entity.value.suffix(2)
        case .email:
            let parts = entity.value.split(separator: "@", maxSplits: 1)
            guard parts.count == 2 else { return "•••" }
            return shortened(parts[0]) + "@" + parts[1]
        case .handle:
            let parts = entity.value.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return "•••" }
            return parts[0] + ":" + shortened(parts[1])
        }
    }

    /// The scalars `range` of a field with the contacts in them masked; `range` nil for all.
    static func masked(_ text: String, field: PostField, _ entities: [Entity], range: Range<Int>? = nil) -> String {
        let scalars = Array(text.unicodeScalars)
        let range = (range ?? 0..<scalars.count).clamped(to: 0..<scalars.count)
        var result = String.UnicodeScalarView()
        var place = range.lowerBound
        for entity in entities.filter({ $0.field == field }).sorted(by: { $0.start < $1.start }) {
            let hidden = (entity.start..<max(entity.start, entity.end)).clamped(to: range)
            guard !hidden.isEmpty, hidden.upperBound > place else { continue }
            result.append(contentsOf: scalars[place..<max(place, hidden.lowerBound)])
            result.append(contentsOf: masked(entity).unicodeScalars)
            place = hidden.upperBound
        }
        result.append(contentsOf: scalars[place..<range.upperBound])
        return String(result)
    }

    private static func shortened(_ name: Substring) -> String {
        name.count >= 5 ? name.prefix(2) + "•••" : "•••"
    }
}
