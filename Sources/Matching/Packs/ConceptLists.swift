import Foundation
import StrictYAML

/// The named lists of `rules/lists`: `$places.border` in a pattern stands for any entry of `border` in `places.yaml`.
struct ConceptLists: Sendable {
    private var entries: [String: (texts: [String], node: YAMLNode)] = [:]

    /// The longest pattern that lists may grow to, in scalars.
    private static let longestPattern = 20_000

    /// Adds the lists of a file called `name`.yaml.
    mutating func add(_ file: YAMLFile, name: String) throws(RuleError) {
        guard let root = file.root else { return }
        for (key, word, value) in try root.entries() {
            let full = "\(name).\(word)"
            if let known = entries[full] {
                throw key.error("the list `\(full)` stands at line \(known.node.line) already", advice: "rename one")
            }
            let texts = try value.texts()
            guard !texts.isEmpty else { throw value.error("the list is empty", advice: "add an entry or remove it") }
            entries[full] = (texts, value)
        }
    }

    /// `pattern` with each `$list.key` replaced by `(?:a|b|…)`.
    ///
    /// - Throws: `RuleError` for an unknown list, a circle, or a pattern that grows beyond measure.
    func expand(_ pattern: PatternText, at node: YAMLNode) throws(RuleError) -> PatternText {
        try expand(pattern, at: node, through: [])
    }

    private func expand(
        _ pattern: PatternText, at node: YAMLNode, through names: [String]
    ) throws(RuleError) -> PatternText {
        var result = PatternText()
        let scalars = pattern.scalars
        var index = 0
        while index < scalars.count {
            let origin = pattern.origin(of: index)
            if scalars[index] == "\\", index + 1 < scalars.count {
                result.append(scalars[index], origin: origin)
                result.append(scalars[index + 1], origin: pattern.origin(of: index + 1))
                index += 2
                continue
            }
            guard scalars[index] == "$", let name = Self.name(scalars, after: index) else {
                result.append(scalars[index], origin: origin)
                index += 1
                continue
            }
            guard let entry = entries[name] else {
                throw node.error(
                    at: origin, "there is no list `$\(name)`",
                    advice: "lists are rules/lists/NAME.yaml with a key each; write `\\$` for a dollar sign")
            }
            guard !names.contains(name) else {
                throw node.error(at: origin, "the list `$\(name)` contains itself", advice: "break the circle")
            }
            var inner = PatternText()
            inner.append("(?:", origin: origin)
            for (number, text) in entry.texts.enumerated() {
                if number > 0 { inner.append("|", origin: origin) }
                let expanded = try expand(
                    PatternText(text.precomposedStringWithCanonicalMapping), at: node, through: names + [name])
                inner.append(expanded.text, origin: origin)
            }
            inner.append(")", origin: origin)
            result.append(inner.text, origin: origin)
            guard result.scalars.count <= Self.longestPattern else {
                throw node.error(
                    at: origin, "the pattern grows beyond \(Self.longestPattern) characters", advice: "use fewer lists")
            }
            index += 1 + name.unicodeScalars.count
        }
        return result
    }

    /// The `list.key` that follows the dollar sign at `index`, if one does.
    private static func name(_ scalars: [Unicode.Scalar], after index: Int) -> String? {
        func isFirst(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) }
        func isLater(_ scalar: Unicode.Scalar) -> Bool {
            isFirst(scalar) || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_"
        }
        var parts: [String] = [""]
        var place = index + 1
        while place < scalars.count {
            let scalar = scalars[place]
            let isStart = parts[parts.count - 1].isEmpty
            if isStart ? isFirst(scalar) : isLater(scalar) {
                parts[parts.count - 1].unicodeScalars.append(scalar)
            } else if scalar == ".", !isStart, place + 1 < scalars.count, isFirst(scalars[place + 1]), parts.count < 3 {
                parts.append("")
            } else {
                break
            }
            place += 1
        }
        return parts.count >= 2 ? parts.joined(separator: ".") : nil
    }
}
