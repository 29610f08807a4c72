import Foundation
import StrictYAML

/// Gives a pattern's literals the form that the layer `folded` gives the text, so that an author writes them naturally:
/// `（`, `Ｖ` or a decomposed letter find what they look like.
///
/// Where a member of `[…]` becomes several characters, as emoji do, the class becomes `(?:[…]|…)`.
enum PatternFolding {

    static func folded(_ pattern: PatternText) -> PatternText {
        let parts = PatternScanner.parts(pattern.scalars)
        var result = PatternText()
        var index = 0
        while index < parts.count {
            if parts[index] == .classStart, let end = parts[index...].firstIndex(of: .classEnd) {
                appendClass(index..<end, of: pattern, parts, to: &result)
                index = end + 1
                continue
            }
            let (scalar, origin) = (pattern.scalars[index], pattern.origin(of: index))
            if parts[index] == .literal, let folded = folded(scalar) {
                let text = folded.map(escaped).joined()
                result.append(folded.count == 1 ? text : "(?:\(text))", origin: origin)
            } else {
                result.append(scalar, origin: origin)
            }
            index += 1
        }
        return result
    }

    /// The class whose brackets stand at the bounds of `range`.
    private static func appendClass(
        _ range: Range<Int>, of pattern: PatternText, _ parts: [PatternPart], to result: inout PatternText
    ) {
        let start = pattern.origin(of: range.lowerBound)
        let isNegated = range.count > 1 && pattern.scalars[range.lowerBound + 1] == "^"
        var members = PatternText()
        var several: [String] = []
        for index in range.dropFirst() {
            let (scalar, origin) = (pattern.scalars[index], pattern.origin(of: index))
            guard parts[index] == .classLiteral, let folded = folded(scalar) else {
                members.append(scalar, origin: origin)
                continue
            }
            if folded.count == 1 {
                members.append(escaped(folded[0]), origin: origin)
            } else if !isNegated, !folded.isEmpty {
                // A class that excludes it already excludes nothing by it: the text never holds it as one character.
                several.append(folded.map(escaped).joined())
            }
        }
        let isBare = members.scalars.isEmpty
        if !several.isEmpty { result.append("(?:", origin: start) }
        if !isBare || several.isEmpty {
            result.append("[", origin: start)
            for index in members.scalars.indices {
                result.append(members.scalars[index], origin: members.origin(of: index))
            }
            result.append("]", origin: pattern.origin(of: range.upperBound))
        }
        if !several.isEmpty {
            result.append((isBare ? "" : "|") + several.joined(separator: "|") + ")", origin: start)
        }
    }

    /// What stands in the scalar's place; nil where it stays.
    private static func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
        guard scalar.value >= 0x80 else { return nil }
        switch FoldingTable.shared.fate(of: scalar.value) {
        case .same: return nil
        case .removed: return []
        case .blank: return [" "]
        case .lineEnd: return ["\n"]
        case .mapped(let values): return values.compactMap(Unicode.Scalar.init)
        }
    }

    /// A scalar as it stands for itself anywhere in a pattern: signs by number, since `[:：]` folded to `[::]` would
    /// else become the name of a class.
    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        return scalar.value >= 0x80 || isWord || scalar == " "
            ? String(scalar) : "\\x{" + String(scalar.value, radix: 16) + "}"
    }
}
