import Model

/// A prefilter at work on one post after another, with what it writes to. Used on one thread at a time; owns its memory and
/// frees it.
final class PrefilterScan {
    private let prefilter: Prefilter
    /// For each pattern, what each of its matches holds: one of some literals, and one of others.
    private let clauses: [[ArraySlice<UInt32>]]
    /// For each literal, the fields in which it stands, a bit each. Kept outside of arrays, since each literal of each post
    /// is looked up here, and Swift would check each time that nobody else writes.
    private let marks: UnsafeMutableBufferPointer<UInt8>
    /// The literals that stand anywhere, each once.
    private var hits: [Int] = []
    /// For each literal that stands in the post's text, where its first and its last place end.
    private let places: UnsafeMutableBufferPointer<Stretch>
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
        clauses = prefilter.patternNeeds.map { prefilter.needs.clauses($0) }
        marks = .allocate(capacity: prefilter.literals)
        marks.initialize(repeating: 0)
        places = .allocate(capacity: prefilter.literals)
        places.initialize(repeating: Stretch(first: 0, last: 0))
        isAsked = [Bool](repeating: false, count: prefilter.ruleNeeds.count)
    }

    deinit {
        marks.deallocate()
        places.deallocate()
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
                marks[literal] |= bit
                if field == .text { places[literal] = Stretch(first: 0, last: .max) }
            }
            hits = Array(marks.indices)
            return
        }
        // Not written to in place, which would be checked at each.
        var hits = hits
        self.hits = []
        for hit in found {
            let literal = Int(hit.literal)
            if marks[literal] & bit == 0 {
                if marks[literal] == 0 { hits.append(literal) }
                marks[literal] |= bit
                if field == .text { places[literal] = Stretch(first: hit.end, last: hit.end) }
            } else if field == .text {
                places[literal].last = hit.end
            }
        }
        self.hits = hits
    }

    /// The rules that can hold for the post, in order.
    func candidates() -> [Int] {
        var result = prefilter.always
        var (isAsked, asked) = (isAsked, asked)
        (self.isAsked, self.asked) = ([], [])
        for hit in hits {
            for rule in prefilter.mentions[hit] where !isAsked[rule] {
                isAsked[rule] = true
                asked.append(rule)
                if prefilter.needs.isMet(prefilter.ruleNeeds[rule], marks, Self.anywhere) { result.append(rule) }
            }
        }
        for rule in asked { isAsked[rule] = false }
        asked.removeAll(keepingCapacity: true)
        (self.isAsked, self.asked) = (isAsked, asked)
        return result.sorted()
    }

    /// Where in the text of `field`, in bytes, a match of the pattern can begin; nil where there can be none.
    ///
    /// - Parameter count: the text's length.
    func window(_ pattern: Int, _ field: PostField, count: Int) -> ClosedRange<Int>? {
        guard prefilter.needs.isMet(prefilter.patternNeeds[pattern], marks, Self.bit(field)) else { return nil }
        // Titles and names are shorter than most patterns reach.
        guard field == .text else { return 0...count }
        let clauses = clauses[pattern]
        let reach = prefilter.reaches[pattern].map { UInt32(clamping: length($0)) } ?? .max
        var (low, high) = (UInt32(0), UInt32(clamping: count))
        for (number, clause) in clauses.enumerated() {
            let whole = whole(clause)
            high = min(high, whole.last)
            low = max(low, whole.first > reach ? whole.first - reach : 0)
            guard reach < .max else { continue }
            for other in clauses[(number + 1)...] where !isNear(clause, other, reach) { return nil }
        }
        return low <= high ? Int(low)...Int(high) : nil
    }

    private func length(_ reach: PatternReach) -> Int { reach.bytes + (reach.runs > 0 ? reach.runs * longest() : 0) }

    /// From the first place of any of `clause`'s literals to the last.
    private func whole(_ clause: ArraySlice<UInt32>) -> Stretch {
        let bit = Self.bit(.text)
        var result = Stretch(first: .max, last: 0)
        for literal in clause where marks[Int(literal)] & bit != 0 {
            result.first = min(result.first, places[Int(literal)].first)
            result.last = max(result.last, places[Int(literal)].last)
        }
        return result
    }

    /// Whether literals of the two stand so near to each other that one match of a pattern can hold both.
    private func isNear(_ left: ArraySlice<UInt32>, _ right: ArraySlice<UInt32>, _ reach: UInt32) -> Bool {
        let bit = Self.bit(.text)
        for one in left where marks[Int(one)] & bit != 0 {
            let stretch = places[Int(one)]
            for two in right where marks[Int(two)] & bit != 0 && stretch.distance(to: places[Int(two)]) <= reach {
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
