import Model

/// A prefilter at work on one post after another, with what it writes to. Used on one thread at a time.
final class PrefilterScan {
    private let prefilter: Prefilter
    /// For each literal, the fields in which it stands, a bit each.
    private var marks: [UInt8]
    /// The literals that stand anywhere, each once.
    private var hits: [Int] = []
    private var isAsked: [Bool]
    private var asked: [Int] = []

    init(_ prefilter: Prefilter) {
        self.prefilter = prefilter
        marks = [UInt8](repeating: 0, count: prefilter.literals)
        isAsked = [Bool](repeating: false, count: prefilter.ruleNeeds.count)
    }

    /// Forgets the last post.
    func reset() {
        for hit in hits { marks[hit] = 0 }
        hits.removeAll(keepingCapacity: true)
    }

    /// Looks for the literals in a field's text.
    func read(_ text: TextLayer, _ field: PostField, _ scanner: LiteralScanner) {
        guard let database = prefilter.database else { return }
        let bit = Self.bit(field)
        text.bytes.withUnsafeBufferPointer { scanner.scan($0, for: database) }
        for hit in scanner.hits {
            if marks[hit] == 0 { hits.append(hit) }
            marks[hit] |= bit
        }
    }

    /// The rules that can hold for the post, in order.
    func candidates() -> [Int] {
        var result = prefilter.always
        for hit in hits {
            for rule in prefilter.mentions[hit] where !isAsked[rule] {
                isAsked[rule] = true
                asked.append(rule)
                if prefilter.needs.isMet(prefilter.ruleNeeds[rule], marks, Self.anywhere) { result.append(rule) }
            }
        }
        for rule in asked { isAsked[rule] = false }
        asked.removeAll(keepingCapacity: true)
        return result.sorted()
    }

    /// Whether the pattern can match what was read of `field`.
    func canMatch(_ pattern: Int, _ field: PostField) -> Bool {
        prefilter.needs.isMet(prefilter.patternNeeds[pattern], marks, Self.bit(field))
    }

    private static let anywhere = UInt8.max

    private static func bit(_ field: PostField) -> UInt8 { 1 << UInt8(truncatingIfNeeded: field.number) }
}
