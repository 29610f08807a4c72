/// Where alone in a text PCRE2 need be asked for a pattern: where a match can begin, and what each match holds lies
/// within its reach.
struct PatternSearch: Sendable {
    private let starts: StartTable
    /// What every match holds: one of some literals each, or the beginning of a group.
    private let held: [StartTable]
    private let reach: PatternReach?

    private static let mostHeld = 3

    /// Nil where a match can begin nearly anywhere.
    init?(_ knowledge: LiteralKnowledge) {
        guard let starts = StartTable(knowledge.starts) else { return nil }
        self.starts = starts
        reach = knowledge.reach
        let clauses: [LiteralNeed]
        if case .all(let parts) = knowledge.need { clauses = parts } else { clauses = [knowledge.need] }
        let tables = clauses.compactMap { clause -> StartTable? in
            var literals: Set<[UInt8]> = []
            clause.collect(into: &literals)
            return literals.isEmpty ? nil : StartTable(.texts(literals))
        }
        let groups = knowledge.held.filter { $0 != knowledge.starts }.compactMap { StartTable($0) }
        held = Array((tables + groups).sorted { $0.share < $1.share }.prefix(Self.mostHeld))
    }

    /// The places of one text, in order.
    struct Cursor {
        private let search: PatternSearch
        private let reach: Int
        /// For each that is held, where it stands next.
        private var seen = SIMD4<Int>(repeating: -1)

        init(_ search: PatternSearch, in text: UnsafeBufferPointer<UInt8>) {
            self.search = search
            reach = search.reach?.length(in: text) ?? text.count
        }

        /// The first place from `start` on at which a match can begin; ask for later ones only.
        mutating func next(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
            var place = start
            search: while let candidate = search.starts.next(from: place, in: text) {
                for index in search.held.indices {
                    if seen[index] < candidate {
                        guard let next = search.held[index].next(from: candidate, in: text) else { return nil }
                        seen[index] = next
                    }
                    if seen[index] - candidate > reach {
                        place = max(candidate + 1, seen[index] - reach)
                        continue search
                    }
                }
                return candidate
            }
            return nil
        }
    }
}
