import Model

// How the conditions fare that are no plain lists of patterns: comparisons, neighbours, and conditions over other rules.

extension RuleTracer {

    // MARK: Comparisons

    /// What `where` leaves of the matches, and why: the patterns with the matches that count alone, and the trace.
    func trace(
        _ comparisons: [Comparison], _ rule: Rule, _ reading: PostReading
    ) -> (counted: [String: [MatchSpan]], condition: ConditionTrace) {
        var counted: [String: [MatchSpan]] = [:]
        var says: [String] = []
        for pattern in rule.sought {
            guard let code = code(pattern, rule.layer) else { continue }
            for field in rule.fields {
                for text in reading.texts(for: rule.layer, field) {
                    var left = RuleMatcher.mostCompared
                    _ = workspace.forEachComparison(of: code, in: text, within: 0...text.bytes.count, comparisons) {
                        match in
                        if match.counts {
                            counted[pattern.expanded, default: []].append(reading.span(field, text, match.range))
                            left -= 1
                        }
                        // What holds is told shortly, what fails tells why the rule does.
                        for verdict in match.verdicts where !says.contains(verdict.says) { says.append(verdict.says) }
                        return left > 0
                    }
                }
            }
        }
        func isMatched(_ pattern: RulePattern) -> Bool { counted[pattern.expanded] != nil }
        let holds =
            (rule.any.isEmpty || rule.any.contains(where: isMatched)) && rule.all.allSatisfy(isMatched)
            && rule.of.count(where: isMatched) >= rule.atLeast
        let note = says.isEmpty ? "nothing matches that has a number" : says.prefix(4).joined(separator: "; ")
        return (counted, ConditionTrace(kind: .where, holds: holds, note: note))
    }

    // MARK: What was undone

    /// What is left of `own` where it must overlap what was undone, and why; where the rule has no patterns, what was
    /// undone itself.
    func trace(
        undone rule: Rule, _ own: [MatchSpan], _ reading: PostReading
    ) -> (left: [MatchSpan], condition: ConditionTrace) {
        var spans: [MatchSpan] = []
        var notes: [String] = []
        for field in rule.fields {
            for stretch in reading.layer(.joined, field)?.undone ?? [] where rule.undone.contains(stretch.kind) {
                let span = reading.span(field, stretch.original, .joined)
                let tells = stretch.isTelling ? "" : ", which tells nothing by itself"
                notes.append("\(stretch.kind.rawValue) \(span.start)–\(span.end) “\(span.text)”\(tells)")
                if rule.hasPatterns || stretch.isTelling { spans.append(span) }
            }
        }
        let left =
            rule.hasPatterns
            ? own.filter { span in
                spans.contains { $0.field == span.field && $0.start < span.end && span.start < $0.end }
            } : spans
        let note = notes.isEmpty ? "nothing of it was undone" : notes.prefix(4).joined(separator: "; ")
        return (left, ConditionTrace(kind: .undone, holds: !left.isEmpty, note: note))
    }

    // MARK: Neighbours

    /// What the neighbours in `list` leave of `own`, and why.
    func trace(
        _ list: [Nearness], _ kind: ConditionTrace.Kind, _ rule: Rule, _ own: inout [MatchSpan], _ reading: PostReading,
        _ borders: inout PostBorders
    ) -> ConditionTrace {
        guard !own.isEmpty else {
            // Told once, at the condition that left nothing.
            return ConditionTrace(kind: kind, holds: kind == .notNear, note: "no match of the rule's own is left")
        }
        var notes: [String] = []
        var patterns: [PatternTrace] = []
        for near in list {
            var others: [MatchSpan]
            switch near.neighbour {
            case .rule(let id): others = neighbours(id, of: rule, reading)
            case .patterns(let list):
                let own = list.map { trace($0, rule, rule.fields, reading, isSought: kind == .near) }
                patterns += own
                others = own.flatMap(\.spans)
            }
            let compiled = CompiledRule.Near(
                rules: [], patterns: [], reach: near.reach, isForbidden: kind == .notNear)
            if !own.isEmpty { notes.append(note(near, own, others, &borders)) }
            own = compiled.kept(own, near: others, &borders)
        }
        return ConditionTrace(kind: kind, holds: !own.isEmpty, patterns: patterns, note: notes.joined(separator: "; "))
    }

    /// How the neighbour stands that comes closest to what is asked.
    private func note(
        _ near: Nearness, _ own: [MatchSpan], _ others: [MatchSpan], _ borders: inout PostBorders
    ) -> String {
        let name = if case .rule(let id) = near.neighbour { "`\(id)`" } else { "the neighbour" }
        var best: NeighbourPlace?
        for span in own {
            for other in others where other.field == span.field {
                let place = NeighbourPlace(
                    span.start..<span.end, other.start..<other.end,
                    near.reach.same.map { borders.borders($0, of: span.field) }, near.reach)
                if best.map({ place.isCloser(than: $0) }) ?? true { best = place }
            }
        }
        return best.map { "\(name) \($0.says)" } ?? "\(name) has matched nowhere there"
    }

    /// Where the patterns of the rules that `id` names match, of those that they make hold.
    private func neighbours(_ id: String, of rule: Rule, _ reading: PostReading) -> [MatchSpan] {
        rules.filter { Wildcard.matches(id, $0.id) && $0.id != rule.id && $0.hasPatterns }.flatMap { other in
            var alone = other
            alone.near = []
            alone.notNear = []
            alone.when = nil
            return ownSpans(of: alone, reading)
        }
    }

    // MARK: Other rules

    func trace(_ when: RuleCondition, _ holding: Set<String>) -> ConditionTrace {
        func names(_ condition: RuleCondition) -> [String] {
            RuleReferences.rules(condition, among: rules).map { rules[$0].id }.filter(holding.contains)
        }
        func isMet(_ condition: RuleCondition) -> Bool {
            switch condition {
            case .family, .rule: !names(condition).isEmpty
            case .not(let inner): !isMet(inner)
            case .and(let left, let right): isMet(left) && isMet(right)
            case .or(let left, let right): isMet(left) || isMet(right)
            case .atLeast(let count, let list): Set(list.flatMap(names)).count >= count
            }
        }
        let notes = when.names.map { name, _ in
            let own = names(name)
            return "\(name.text): \(own.isEmpty ? "none holds" : own.joined(separator: ", "))"
        }
        let counts = when.counts.map { count, list in
            "\(Set(list.flatMap(names)).count) of at least \(count) hold"
        }
        return ConditionTrace(kind: .when, holds: isMet(when), note: (notes + counts).joined(separator: "; "))
    }
}

/// How a neighbour stands to a match.
private struct NeighbourPlace {
    /// Scalars between the two.
    private let gap: Int
    /// What is not as asked.
    private let faults: [String]
    private let side: String

    init(_ own: Range<Int>, _ other: Range<Int>, _ borders: TextBorders?, _ reach: Nearness.Reach) {
        gap = max(0, max(own.lowerBound, other.lowerBound) - min(own.upperBound, other.upperBound))
        let order: Nearness.Order? =
            other.upperBound <= own.lowerBound ? .before : other.lowerBound >= own.upperBound ? .after : nil
        side =
            switch order {
            case .before: "before it"
            case .after: "after it"
            case nil: "overlapping it"
            }
        var faults: [String] = []
        if let within = reach.within, gap > within { faults.append("where at most \(within) are allowed") }
        if let asked = reach.order, order != asked { faults.append("and not \(asked.rawValue) it") }
        if let same = reach.same, let borders, order != nil {
            let (first, last) =
                order == .before
                ? (other.upperBound - 1, own.lowerBound) : (own.upperBound - 1, other.lowerBound)
            if borders.part(of: first) != borders.part(of: last) { faults.append("in another \(same.rawValue)") }
        }
        self.faults = faults
    }

    var says: String {
        let place = side == "overlapping it" ? "stands \(side)" : "stands \(gap) characters \(side)"
        return ([place] + faults).joined(separator: ", ")
    }

    func isCloser(than other: NeighbourPlace) -> Bool {
        (faults.count, gap) < (other.faults.count, other.gap)
    }
}

extension RuleCondition {
    /// The counts in it, each with the names that it counts.
    fileprivate var counts: [(count: Int, names: [RuleCondition])] {
        switch self {
        case .family, .rule: []
        case .not(let inner): inner.counts
        case .and(let left, let right), .or(let left, let right): left.counts + right.counts
        case .atLeast(let count, let names): [(count, names)]
        }
    }
}
