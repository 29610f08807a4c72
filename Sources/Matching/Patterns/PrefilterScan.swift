import Model

/// A prefilter at work on one post after another, with what it writes to. Used on one thread at a time.
final class PrefilterScan {
    private let prefilter: Prefilter
    /// For each pattern whose matches are of bounded length, what each of them holds: one of some literals, and one of
    /// others.
    private let clauses: [[ArraySlice<UInt32>]]
    /// For each literal, the fields in which it stands, a bit each.
    private var marks: [UInt8]
    /// The literals that stand anywhere, each once.
    private var hits: [Int] = []
    /// For each literal that stands in the post's text, where its first and its last place end.
    private var places: [Stretch]
    private var text: TextLayer?
    private var longestWord: Int?
    private var isAsked: [Bool]
    private var asked: [Int] = []

    private struct Stretch {
        var first: UInt32
        var last: UInt32

        func distance(to other: Stretch) -> UInt32 {
            other.first > last ? other.first - last : first > other.last ? first - other.last : 0
        }
    }

    init(_ prefilter: Prefilter) {
        self.prefilter = prefilter
        clauses = prefilter.patternNeeds.indices.map { pattern in
            prefilter.reaches[pattern] == nil ? [] : prefilter.needs.clauses(prefilter.patternNeeds[pattern])
        }
        marks = [UInt8](repeating: 0, count: prefilter.literals)
        places = [Stretch](repeating: Stretch(first: 0, last: 0), count: prefilter.literals)
        isAsked = [Bool](repeating: false, count: prefilter.ruleNeeds.count)
    }

    /// Forgets the last post.
    func reset() {
        for hit in hits { marks[hit] = 0 }
        hits.removeAll(keepingCapacity: true)
        text = nil
        longestWord = nil
    }

    /// Looks for the literals in a field's text.
    func read(_ text: TextLayer, _ field: PostField, _ scanner: LiteralScanner) {
        guard let database = prefilter.database else { return }
        let bit = Self.bit(field)
        if field == .text { self.text = text }
        guard let found = text.bytes.withUnsafeBufferPointer({ scanner.hits(of: database, in: $0) }) else {
            for literal in marks.indices {
                note(literal, bit, Stretch(first: 0, last: .max))
            }
            return
        }
        for hit in found {
            let literal = Int(hit.literal)
            if marks[literal] & bit == 0 {
                note(literal, bit, Stretch(first: hit.end, last: hit.end))
            } else if field == .text {
                places[literal].last = hit.end
            }
        }
    }

    private func note(_ literal: Int, _ bit: UInt8, _ stretch: Stretch) {
        if marks[literal] == 0 { hits.append(literal) }
        marks[literal] |= bit
        if bit == Self.bit(.text) { places[literal] = stretch }
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
        guard prefilter.needs.isMet(prefilter.patternNeeds[pattern], marks, Self.bit(field)) else { return false }
        // Titles and names are shorter than most patterns reach.
        guard field == .text, let reach = prefilter.reaches[pattern], clauses[pattern].count > 1 else { return true }
        return isWithin(reach, clauses[pattern])
    }

    /// Whether, of each two of `clauses`, literals stand so near to each other that one match of the pattern can hold both.
    private func isWithin(_ reach: PatternReach, _ clauses: [ArraySlice<UInt32>]) -> Bool {
        let length = UInt32(clamping: reach.bytes + (reach.runs > 0 ? reach.runs * longest() : 0))
        for (number, clause) in clauses.enumerated() {
            for other in clauses[(number + 1)...] where !isNear(clause, other, length) { return false }
        }
        return true
    }

    private func isNear(_ left: ArraySlice<UInt32>, _ right: ArraySlice<UInt32>, _ length: UInt32) -> Bool {
        let bit = Self.bit(.text)
        for one in left where marks[Int(one)] & bit != 0 {
            let stretch = places[Int(one)]
            for two in right where marks[Int(two)] & bit != 0 && stretch.distance(to: places[Int(two)]) <= length {
                return true
            }
        }
        return false
    }

    /// The bytes of the text's longest stretch without a blank.
    private func longest() -> Int {
        if let longestWord { return longestWord }
        let length = text?.bytes.withUnsafeBufferPointer { PatternReach.longestWord(in: $0) } ?? 0
        longestWord = length
        return length
    }

    private static let anywhere = UInt8.max

    private static func bit(_ field: PostField) -> UInt8 { 1 << UInt8(truncatingIfNeeded: field.number) }
}
