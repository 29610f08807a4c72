import Model
import StrictYAML

// The conditions of a rule beside its plain lists of patterns: neighbours, counts and comparisons.

extension RuleReader {

    // MARK: Neighbours

    /// One neighbour or a list of them, as `near` and `not_near` take them.
    func near(_ node: YAMLNode?, _ layer: Layer) throws(RuleError) -> [Nearness] {
        guard let node else { return [] }
        var result: [Nearness] = []
        if node.isList {
            for item in try node.list() { result.append(try neighbour(item, layer)) }
            guard !result.isEmpty else { throw node.error("the list is empty", advice: "add a neighbour or remove it") }
        } else {
            result = [try neighbour(node, layer)]
        }
        return result
    }

    private func neighbour(_ node: YAMLNode, _ layer: Layer) throws(RuleError) -> Nearness {
        let map = try node.map(keys: NearEntry.CodingKeys.allCases.map(\.rawValue))
        let reach = Nearness.Reach(
            within: try distance(map["within"]), same: try map["same"]?.word(Nearness.Part.self),
            order: try map["order"]?.word(Nearness.Order.self))
        guard reach != Nearness.Reach() else {
            throw node.error(
                "the neighbour may stand anywhere",
                advice: "say how close: `within: 60`, `same: sentence` or `line`, `order: before` or `after`")
        }
        switch (map["rule"], map["any"]) {
        case (let rule?, nil): return Nearness(neighbour: .rule(try rule.text()), reach: reach, node: rule)
        case (nil, let any?):
            let patterns = try patterns(any, layer)
            guard !patterns.isEmpty else { throw any.error("the list is empty", advice: "add a pattern") }
            return Nearness(neighbour: .patterns(patterns), reach: reach, node: any)
        case (_?, let any?):
            throw any.error(
                "a neighbour is a rule or patterns, not both", advice: "make a list of two neighbours, or remove one")
        case (nil, nil):
            throw node.error(
                "the neighbour is missing", advice: "name a rule as `rule: ID`, or give patterns as `any: ['…']`")
        }
    }

    private func distance(_ node: YAMLNode?) throws(RuleError) -> Int? {
        guard let node else { return nil }
        let within = try node.integer()
        guard within >= 0 else { throw node.error("a distance is 0 or more", advice: "write 0 or more") }
        return within
    }

    // MARK: Counts

    /// How many patterns of `of` must match; 0 where there is no `of`.
    func count(_ map: [String: YAMLNode]) throws(RuleError) -> Int {
        switch (map["at_least"], map["of"]) {
        case (nil, nil): return 0
        case (let count?, nil):
            throw count.error("`at_least` counts the patterns of `of`, and there is no `of`", advice: "add `of: ['…']`")
        case (nil, let of?):
            throw of.error("`of` says of which patterns, not how many", advice: "add `at_least: 2`")
        case (let count?, let of?):
            try checkDoubles(of)
            let (least, most) = (try count.integer(), try of.list().count)
            guard least >= 1 else { throw count.error("a count is 1 or more", advice: "write 1 or more") }
            guard least <= most else {
                throw count.error(
                    "the rule can never hold: `of` has \(most) patterns",
                    advice: "lower the count, or add patterns to `of`")
            }
            return least
        }
    }

    /// A pattern that stood there twice would count twice.
    private func checkDoubles(_ of: YAMLNode) throws(RuleError) {
        var seen: [String: Int] = [:]
        for item in try of.list() {
            let text = try item.text()
            if let line = seen[text] {
                throw item.error(
                    "the pattern stands twice in `of`, at line \(line) too",
                    advice: "remove one, since each counts once")
            }
            seen[text] = item.line
        }
    }

    // MARK: Comparisons

    /// One comparison or a list of them, as `where` takes them.
    func comparisons(_ node: YAMLNode?) throws(RuleError) -> [RuleComparison] {
        guard let node else { return [] }
        guard node.isList else { return [try comparison(node)] }
        var result: [RuleComparison] = []
        for item in try node.list() { result.append(try comparison(item)) }
        guard !result.isEmpty else { throw node.error("the list is empty", advice: "add a comparison or remove it") }
        return result
    }

    private func comparison(_ node: YAMLNode) throws(RuleError) -> RuleComparison {
        do {
            return RuleComparison(comparison: try Comparison(try node.text()), node: node)
        } catch let error as Comparison.ParseError {
            throw node.error(at: error.offset, error.problem, advice: error.advice)
        } catch let error as RuleError {
            throw error
        } catch {
            throw node.error("\(error)")
        }
    }
}
