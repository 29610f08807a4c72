import Model

// What the cache holds of a layer: see `CompiledRulesCoding.swift`.

extension PatternSource: CacheCodable {
    func write(to writer: inout CacheWriter) {
        writer.write(text)
        writer.write(isFolded)
    }

    init(from reader: inout CacheReader) throws(CacheDamage) {
        self.init(text: try String(from: &reader), isFolded: try Bool(from: &reader))
    }
}

extension CompiledLayer: CacheCodable {
    func write(to writer: inout CacheWriter) {
        writer.write(layer)
        writer.write(patterns.sources)
        writer.write(rules)
        writer.write(prefilter)
    }

    init(from reader: inout CacheReader) throws(CacheDamage) {
        layer = try Layer(from: &reader)
        patterns = PatternStore(try [PatternSource](from: &reader))
        rules = try [Int](from: &reader)
        prefilter = try Prefilter(from: &reader)
        guard prefilter.patternNeeds.count == patterns.sources.count, prefilter.ruleNeeds.count == rules.count else {
            throw CacheDamage()
        }
    }
}

extension Prefilter: CacheCodable {
    func write(to writer: inout CacheWriter) {
        writer.write(words: needs.nodes)
        writer.write(words: patternNeeds.map { UInt32($0) })
        // One more than the bytes, so that there is a word for what has no bound.
        writer.write(words: reaches.flatMap { [UInt32(($0?.bytes ?? -1) + 1), UInt32($0?.runs ?? 0)] })
        writer.write(words: ruleNeeds.map { UInt32($0) })
        writer.write(words: mentions.map { UInt32($0.count) })
        writer.write(words: mentions.joined().map { UInt32($0) })
        writer.write(always)
        writer.write(database?.serialized ?? [])
    }

    init(from reader: inout CacheReader) throws(CacheDamage) {
        let nodes = try reader.words()
        patternNeeds = try reader.words().map { Int($0) }
        let reaches = try reader.words().map { Int($0) }
        guard reaches.count == 2 * patternNeeds.count else { throw CacheDamage() }
        self.reaches = patternNeeds.indices.map { number in
            reaches[2 * number] == 0
                ? nil : PatternReach(bytes: reaches[2 * number] - 1, runs: reaches[2 * number + 1])
        }
        ruleNeeds = try reader.words().map { Int($0) }
        let counts = try reader.words().map { Int($0) }
        let rules = try reader.words().map { Int($0) }
        always = try [Int](from: &reader)
        let serialized = try reader.bytes()
        guard let needs = NeedTable(nodes: nodes, literals: counts.count), counts.reduce(0, +) == rules.count,
            (patternNeeds + ruleNeeds).allSatisfy(nodes.indices.contains),
            (rules + always).allSatisfy(ruleNeeds.indices.contains)
        else { throw CacheDamage() }
        self.needs = needs
        var mentions: [[Int]] = []
        mentions.reserveCapacity(counts.count)
        var place = 0
        for count in counts {
            mentions.append(Array(rules[place..<place + count]))
            place += count
        }
        self.mentions = mentions
        guard !counts.isEmpty else {
            database = nil
            return
        }
        guard let database = LiteralDatabase(serialized: serialized, count: counts.count) else { throw CacheDamage() }
        self.database = database
    }
}

extension CompiledRules: CacheCodable {
    func write(to writer: inout CacheWriter) {
        writer.write(rules)
        writer.write(conditionOrder)
        writer.write(layers)
    }

    init(from reader: inout CacheReader) throws(CacheDamage) {
        self.init(
            rules: try [CompiledRule](from: &reader), conditionOrder: try [Int](from: &reader),
            layers: try [CompiledLayer](from: &reader))
        guard isSound else { throw CacheDamage() }
    }

    /// Whether every number in it means something.
    private var isSound: Bool {
        let patterns = layers.reduce(into: [:]) { $0[$1.layer] = $1.patterns.sources.count }
        return conditionOrder.allSatisfy(rules.indices.contains)
            && layers.allSatisfy { $0.rules.allSatisfy(rules.indices.contains) }
            && rules.allSatisfy { rule in
                let count = patterns[rule.layer] ?? 0
                let others = rule.near.flatMap(\.rules) + (rule.when?.mentioned ?? [])
                return rule.patterns.allSatisfy((0..<count).contains)
                    && others.allSatisfy(rules.indices.contains)
            }
    }
}

extension CompiledCondition {
    /// All rules that it asks after.
    fileprivate var mentioned: [Int] { shown + Self.mentioned(term) }

    private static func mentioned(_ term: Term) -> [Int] {
        switch term {
        case .oneOf(let rules): rules
        case .not(let inner): mentioned(inner)
        case .and(let left, let right), .or(let left, let right): mentioned(left) + mentioned(right)
        case .atLeast(_, let rules): rules
        }
    }
}
