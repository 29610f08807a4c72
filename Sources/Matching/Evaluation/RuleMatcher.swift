import Model

/// Matches posts against rules; owns what one thread writes to while it matches. Used on one thread at a time.
public final class RuleMatcher {
    private let compiled: CompiledRules
    private let usesPrefilter: Bool
    private let patterns = PCRE2Workspace()
    private let scanner: LiteralScanner
    private let layers: [LayerAtWork]
    /// For each rule, how many matches of a pattern in a field are looked at.
    private let limits: [Int]
    /// What is asked of each rule for each of its patterns, beside the rules, since a rule is costly to copy.
    private let fields: [[PostField]]
    private let comparisons: [[Comparison]]
    /// The rules that ask what was undone, and have no patterns.
    private let undoneAlone: [Int]
    /// Whether any rule reads the layer `joined`, so that those on `folded` are tried on it too.
    private let readsJoined: Bool

    /// The languages of the last post, and which rules they leave.
    private var tried: Set<String>?
    private var isTried: [Bool]

    /// The most spans that one rule reports of a post.
    static let mostSpans = 16
    /// The most matches of a pattern in a field that are held against neighbours.
    static let mostCompared = 1024

    init(_ compiled: CompiledRules, usesPrefilter: Bool) {
        self.compiled = compiled
        self.usesPrefilter = usesPrefilter
        isTried = [Bool](repeating: true, count: compiled.rules.count)
        scanner = LiteralScanner(compiled.layers.compactMap(\.prefilter.database))
        layers = compiled.layers.map { LayerAtWork($0, compiled.rules) }
        undoneAlone = compiled.rules.indices.filter {
            !compiled.rules[$0].undone.isEmpty && !compiled.rules[$0].hasPatterns
        }
        readsJoined = compiled.layers.contains { $0.layer == .joined }
        fields = compiled.rules.map(\.fields)
        comparisons = compiled.rules.map(\.comparisons)
        let neighbours = Set(compiled.rules.flatMap(\.near).flatMap(\.rules))
        limits = compiled.rules.indices.map {
            compiled.rules[$0].near.isEmpty && !neighbours.contains($0) ? Self.mostSpans : Self.mostCompared
        }
    }

    /// What holds for `post`; the same for the same post, whichever matcher is asked.
    ///
    /// - Parameter languages: those whose rules are tried, beside rules of no language; nil for all.
    public func result(for post: Post, in languages: Set<String>? = nil) -> RuleResult {
        if languages != tried {
            tried = languages
            isTried = compiled.rules.map { $0.facts.isTried(in: languages) }
        }
        var reading = Reading(post)
        var found = Found()
        for layer in layers { match(layer, &reading, &found) }
        for number in undoneAlone where !reading.undone(compiled.rules[number]).isEmpty {
            found.matches[number] = [:]
        }
        let touched = found.matches.keys.sorted()
        for number in touched { settle(number, &reading, &found) }
        let settled = found.spans
        var borders = PostBorders(post)
        for number in touched where settled[number] != nil && !compiled.rules[number].near.isEmpty {
            keepNear(number, { settled[$0] != nil }, &borders, &reading, &found)
        }
        for number in compiled.conditionOrder { decide(number, &found) }
        return result(found)
    }

    // MARK: Patterns

    /// Finds what the patterns of a layer match, for the rules that can hold at all.
    private func match(_ layer: LayerAtWork, _ reading: inout Reading, _ found: inout Found) {
        guard let texts = reading.texts(for: layer) else { return }
        match(layer, texts, layer.scan, &reading, &found)
        guard readsJoined, layer.layer.layer == .folded, let undone = reading.undone(texts) else { return }
        match(layer, undone, layer.undoneScan, &reading, &found)
    }

    private func match(
        _ layer: LayerAtWork, _ texts: [(field: PostField, text: TextLayer)], _ scan: PrefilterScan,
        _ reading: inout Reading, _ found: inout Found
    ) {
        scan.reset()
        if usesPrefilter { for (field, text) in texts { scan.read(text, field, scanner) } }
        for number in usesPrefilter ? scan.candidates() : Array(layer.layer.rules.indices) {
            let rule = layer.layer.rules[number]
            guard isTried[rule] else { continue }
            for (field, text) in texts where fields[rule].contains(field) {
                for pattern in layer.sought[number] {
                    guard let window = window(of: pattern, scan, field, text) else { continue }
                    match(pattern, of: rule, layer, field, text, window, &reading, &found)
                }
            }
        }
    }

    /// Where in the field's text the pattern's matches can begin; nil where it cannot match.
    private func window(
        of pattern: Int, _ scan: PrefilterScan, _ field: PostField, _ text: TextLayer
    ) -> ClosedRange<Int>? {
        let count = text.bytes.count
        return usesPrefilter ? scan.window(pattern, field, count: count) : 0...count
    }

    private func match(
        _ pattern: Int, of rule: Int, _ layer: LayerAtWork, _ field: PostField, _ text: TextLayer,
        _ window: ClosedRange<Int>, _ reading: inout Reading, _ found: inout Found
    ) {
        let outcome = outcome(of: pattern, layer, text, within: window, limit: limits[rule], where: comparisons[rule])
        if !outcome.isDecided { found.undecided.insert(rule) }
        guard !outcome.ranges.isEmpty else { return }
        var spans = outcome.ranges.map { reading.span(field, text, $0) }
        // What a rule on `folded` finds on `joined` too is one match.
        if text.layer != layer.layer.layer, let known = found.matches[rule]?[pattern] {
            spans.removeAll { span in known.contains { span.isSamePlace(as: $0) } }
        }
        found.matches[rule, default: [:]][pattern, default: []] += spans
    }

    /// Decides whether a rule's own patterns hold, and with which spans.
    private func settle(_ number: Int, _ reading: inout Reading, _ found: inout Found) {
        let rule = compiled.rules[number]
        guard let layer = layers.first(where: { $0.layer.layer == rule.layer }),
            var matches = found.matches[number]
        else { return }
        if !rule.undone.isEmpty, rule.hasPatterns {
            matches = reading.undone(rule, in: matches)
            found.matches[number] = matches
        }
        guard rule.all.allSatisfy({ matches[$0] != nil }) else { return }
        guard rule.any.isEmpty || rule.any.contains(where: { matches[$0] != nil }) else { return }
        guard rule.of.count(where: { matches[$0] != nil }) >= rule.atLeast else { return }
        for (list, fields) in [(rule.none, rule.fields), (rule.unless, [.title, .text])] {
            for pattern in list {
                switch holds(pattern, layer, fields, &reading) {
                case true?: return
                case nil: found.undecided.insert(number)
                case false?: break
                }
            }
        }
        let spans = rule.hasPatterns ? rule.sought.flatMap { matches[$0] ?? [] } : reading.undone(rule)
        found.spans[number] = Self.tidy(spans)
    }

    /// Whether `pattern` matches one of `fields`; nil where a limit was reached.
    private func holds(
        _ pattern: Int, _ layer: LayerAtWork, _ fields: [PostField], _ reading: inout Reading
    ) -> Bool? {
        var answer: Bool? = false
        for field in fields {
            guard let text = reading.layer(layer.layer.layer, field) else { continue }
            let outcome = outcome(of: pattern, layer, text, within: 0...text.bytes.count, limit: 1)
            if !outcome.ranges.isEmpty { return true }
            if !outcome.isDecided { answer = nil }
        }
        return answer
    }

    private func outcome(
        of pattern: Int, _ layer: LayerAtWork, _ text: TextLayer, within window: ClosedRange<Int>, limit: Int,
        where comparisons: [Comparison] = []
    ) -> PCRE2Pattern.Outcome {
        guard let pattern = layer.pattern(pattern) else { return .undecided([]) }
        if !comparisons.isEmpty {
            return patterns.matches(of: pattern, in: text, within: window, limit: limit, where: comparisons)
        }
        return text.bytes.withUnsafeBufferPointer {
            patterns.matches(of: pattern, in: $0, within: window, limit: limit)
        }
    }

    // MARK: Neighbours

    /// Leaves of a rule's matches those whose neighbours are as it asks.
    ///
    /// - Parameter isSettled: whether another rule's patterns hold.
    private func keepNear(
        _ number: Int, _ isSettled: (Int) -> Bool, _ borders: inout PostBorders, _ reading: inout Reading,
        _ found: inout Found
    ) {
        let rule = compiled.rules[number]
        var own = rule.sought.flatMap { found.matches[number]?[$0] ?? [] }
        for near in rule.near {
            var others: [MatchSpan] = []
            for other in near.rules where isSettled(other) {
                for pattern in compiled.rules[other].sought { others += found.matches[other]?[pattern] ?? [] }
            }
            let fields = rule.fields.filter { field in own.contains { $0.field == field } }
            for pattern in near.patterns {
                let (spans, isDecided) = spans(of: pattern, rule.layer, fields, isForbidden: near.isForbidden, &reading)
                if !isDecided { found.undecided.insert(number) }
                others += spans
            }
            if near.rules.contains(where: found.undecided.contains) { found.undecided.insert(number) }
            own = near.kept(own, near: others, &borders)
        }
        found.spans[number] = own.isEmpty ? nil : Self.tidy(own)
    }

    /// Where a neighbour's pattern matches, and whether that is all: not where a limit was reached.
    private func spans(
        of pattern: Int, _ layer: Layer, _ fields: [PostField], isForbidden: Bool, _ reading: inout Reading
    ) -> (spans: [MatchSpan], isDecided: Bool) {
        guard let layer = layers.first(where: { $0.layer.layer == layer }) else { return ([], true) }
        var result: [MatchSpan] = []
        var isDecided = true
        var texts: [(field: PostField, text: TextLayer, window: ClosedRange<Int>)] = []
        for field in fields {
            guard let text = reading.layer(layer.layer.layer, field) else { continue }
            if let window = window(of: pattern, layer.scan, field, text) { texts.append((field, text, window)) }
            if readsJoined, layer.layer.layer == .folded, !isForbidden, let undone = reading.undone(field, text) {
                texts.append((field, undone, 0...undone.bytes.count))
            }
        }
        for (field, text, window) in texts {
            let outcome = outcome(of: pattern, layer, text, within: window, limit: Self.mostCompared)
            if !outcome.isDecided { isDecided = false }
            result += outcome.ranges.map { reading.span(field, text, $0) }
        }
        return (result, isDecided)
    }

    // MARK: Conditions

    /// Decides a rule with a condition over other rules.
    private func decide(_ number: Int, _ found: inout Found) {
        let rule = compiled.rules[number]
        guard let when = rule.when else { return }
        let isOwnTrue = !rule.readsText || found.spans[number] != nil
        if isOwnTrue, !found.undecided.isEmpty,
            when.verdict({ found.spans[$0] != nil ? true : found.undecided.contains($0) ? nil : false }) == nil
        {
            found.undecided.insert(number)
        }
        guard isOwnTrue, when.isMet({ found.spans[$0] != nil }) else {
            found.spans[number] = nil
            return
        }
        guard !rule.readsText else { return }
        for shown in when.shown {
            if let spans = found.spans[shown], !spans.isEmpty {
                found.spans[number] = spans
                return
            }
        }
    }

    // MARK: Spans

    /// In order, without doubles and without what lies within another, at most `mostSpans`.
    private static func tidy(_ spans: [MatchSpan]) -> [MatchSpan] {
        func rank(_ span: MatchSpan) -> (Int, Int, Int) {
            (PostField.allCases.firstIndex(of: span.field) ?? 0, span.start, -span.end)
        }
        var result: [MatchSpan] = []
        for span in spans.sorted(by: { rank($0) < rank($1) }) {
            if let last = result.last, last.field == span.field, last.end >= span.end { continue }
            result.append(span)
        }
        return Array(result.prefix(mostSpans))
    }

    private func result(_ found: Found) -> RuleResult {
        var hits: [RuleHit] = []
        for number in found.spans.keys.sorted() {
            guard let spans = found.spans[number], !spans.isEmpty else { continue }
            hits.append(RuleHit(rule: compiled.rules[number].facts, spans: spans))
        }
        return RuleResult(hits: hits, undecided: found.undecided.sorted().map { compiled.rules[$0].facts.id })
    }
}

extension RuleFacts {
    /// Whether the rule is tried where `languages` are; nil for all. Rules of no language always are.
    func isTried(in languages: Set<String>?) -> Bool {
        guard let languages, let lang else { return true }
        return languages.contains(lang)
    }
}

/// What has been found in one post so far.
private struct Found {
    /// For each rule that anything matched, the spans of each of its patterns.
    var matches: [Int: [Int: [MatchSpan]]] = [:]
    var undecided: Set<Int> = []
    /// For each rule that holds, its spans.
    var spans: [Int: [MatchSpan]] = [:]
}
