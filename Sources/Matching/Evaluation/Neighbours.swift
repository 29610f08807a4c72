import Model

/// The neighbours in one field of a rule's matches, ready to be asked which match has one close enough.
///
/// Of all neighbours before a match, the one that ends last is as good as any other in every respect (distance,
/// sentence, line), and after it the one that begins first; so each match costs three searches, however many there are.
struct Neighbours {
    private let starts: [Int]
    private let ends: [Int]

    /// - Parameter ranges: Unicode scalars of the field; none is empty.
    init(_ ranges: [Range<Int>]) {
        starts = ranges.map(\.lowerBound).sorted()
        ends = ranges.map(\.upperBound).sorted()
    }

    /// The neighbours of `own` that count: what overlaps it, and the nearest before and after it.
    struct Nearest: Sendable, Hashable {
        var overlaps: Bool
        /// Where the one before ends.
        var before: Int?
        /// Where the one after begins.
        var after: Int?
    }

    func nearest(to own: Range<Int>) -> Nearest {
        // Those that end before the match are among those that begin before its end; any others reach into it.
        let endedBefore = Self.count(of: ends, upTo: own.lowerBound)
        let begunBefore = Self.count(of: starts, upTo: own.upperBound - 1)
        return Nearest(
            overlaps: begunBefore > endedBefore, before: endedBefore > 0 ? ends[endedBefore - 1] : nil,
            after: begunBefore < starts.count ? starts[begunBefore] : nil)
    }

    /// Whether `own` has a neighbour within `reach`.
    ///
    /// - Parameter borders: of the sentences or lines that `reach` asks for.
    func reaches(_ own: Range<Int>, _ reach: Nearness.Reach, _ borders: TextBorders?) -> Bool {
        let nearest = nearest(to: own)
        if nearest.overlaps, reach.order == nil { return true }
        if let end = nearest.before, reach.order != .after,
            reach.allows(gap: own.lowerBound - end, from: end - 1, to: own.lowerBound, borders)
        {
            return true
        }
        if let start = nearest.after, reach.order != .before {
            return reach.allows(gap: start - own.upperBound, from: own.upperBound - 1, to: start, borders)
        }
        return false
    }

    /// How many of `sorted` are `limit` at most.
    private static func count(of sorted: [Int], upTo limit: Int) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] <= limit { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Nearness.Reach {
    /// Whether `gap` scalars between two matches are few enough, and the facing scalars `first` and `last` in one part.
    fileprivate func allows(gap: Int, from first: Int, to last: Int, _ borders: TextBorders?) -> Bool {
        if let within, gap > within { return false }
        guard same != nil, let borders else { return true }
        return borders.part(of: first) == borders.part(of: last)
    }
}

extension CompiledRule.Near {
    /// Those of a rule's own matches that have one of `others` within reach, or, where that is forbidden, have none.
    func kept(_ own: [MatchSpan], near others: [MatchSpan], _ borders: inout PostBorders) -> [MatchSpan] {
        var neighbours: [PostField: Neighbours] = [:]
        for (field, spans) in Dictionary(grouping: others, by: \.field) {
            neighbours[field] = Neighbours(spans.map { $0.start..<$0.end })
        }
        return own.filter { span in
            guard let near = neighbours[span.field] else { return isForbidden }
            let parts = reach.same.map { borders.borders($0, of: span.field) }
            return near.reaches(span.start..<span.end, reach, parts) != isForbidden
        }
    }
}
