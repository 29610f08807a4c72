import Model
import TestSupport

/// Makes rules with every condition, and posts that hold what they look for.
enum RandomRules {
    private static let patterns = [
        "passport", "(?:keep|kept)", "visa.{0,6}boss", "护照", "扣", "여권", "(?<n>\\d{1,2}) years", "(?<n>\\d{1,2})岁",
        "boss", "a", "ไม่",
        "visa",
    ]
    private static let words = [
        "passport", "kept", "keep", "visa", "boss", "护照", "扣", "여권", "요", "17 years", "21 years", "16岁", "30岁", "a",
        "ไม่ให้ออกจากห้อง", ". ", "。",
        "\n", " ", " ", ", ", "! ", "Mr. ", "🔥 ", "ＶＩＳＡ", "B",
    ]

    /// What the loader asks of every rule; whether it holds is not looked at here.
    private static let asked = "\nmatch: [x]\nignore: [x]"

    static func id(_ number: Int) -> String { "coercion.g\(number / 8).r\(number)" }

    /// A rule's lines after its id: any mixture of conditions, over rules with lower numbers.
    static func body(_ number: Int, _ random: inout Seeded) -> String {
        func some(_ range: ClosedRange<Int>) -> [String] {
            Array(patterns.shuffled(using: &random).prefix(Int.random(in: range, using: &random)))
        }
        func list(_ patterns: [String]) -> String { "[\(patterns.map { "'\($0)'" }.joined(separator: ", "))]" }
        func isSo() -> Bool { Int.random(in: 0..<3, using: &random) == 0 }
        // Every fourth rule is a composite; every eighth begins a group, which `*` names once it is whole.
        func other(hasPatterns: Bool) -> String {
            let group = Int.random(in: 0...number / 8, using: &random)
            if group < number / 8, isSo() { return "coercion.g\(group).*" }
            let other = Int.random(in: 0..<number, using: &random)
            return id(hasPatterns && other % 4 == 3 ? other - 1 : other)
        }
        func neighbour() -> String {
            var parts = [
                number > 0 && Bool.random(using: &random)
                    ? "rule: '\(other(hasPatterns: true))'" : "any: \(list(some(1...2)))"
            ]
            let first = parts.count
            while parts.count == first {
                if isSo() { parts.append("within: \(Int.random(in: 0...9, using: &random))") }
                if isSo() { parts.append("same: \(["sentence", "line"].randomElement(using: &random)!)") }
                if isSo() { parts.append("order: \(["before", "after"].randomElement(using: &random)!)") }
            }
            return "{\(parts.joined(separator: ", "))}"
        }
        func neighbours() -> String { isSo() ? "[\(neighbour()), \(neighbour())]" : neighbour() }
        if number % 4 == 3 {
            let (one, two) = (id(number - 1), id(number - 2 - Int.random(in: 0...min(4, number - 2), using: &random)))
            let three = other(hasPatterns: false)
            return "when: "
                + [
                    "at least 2 of (\(one), \(two), \(three))", "\(one) and not \(two)",
                    "not at least 2 of (\(one), \(two)) and \(three)",
                    "\(one) or (at least 1 of (\(two)) and \(three))",
                ].randomElement(using: &random)! + asked
        }
        var lines: [String] = []
        if isSo() { lines.append("all: \(list(some(1...2)))") }
        if isSo() { lines += ["at_least: 2", "of: \(list(some(2...5)))"] }
        if lines.isEmpty || isSo() { lines.append("any: \(list(some(1...3)))") }
        if isSo() { lines.append("none: \(list(some(1...1)))") }
        if isSo() { lines.append("unless: \(list(some(1...1)))") }
        if isSo() { lines.append("where: n < \(Int.random(in: 16...22, using: &random))") }
        if isSo() || isSo() { lines.append("near: \(neighbours())") }
        if isSo() { lines.append("not_near: \(neighbours())") }
        return lines.joined(separator: "\n") + asked
    }

    static func post(_ number: Int, _ random: inout Seeded) -> Post {
        func text(_ most: Int) -> String {
            (0..<Int.random(in: 1...most, using: &random)).map { _ in words.randomElement(using: &random)! }.joined()
        }
        return Post(id: "\(number)", text: text(10), title: Bool.random(using: &random) ? text(5) : nil)
    }
}
