/// A match, and what each comparison that applies to it says of its numbers.
struct ComparedMatch {
    var range: Range<Int>
    var verdicts: [Comparison.Verdict]
    var counts: Bool { verdicts.allSatisfy(\.holds) }
}

extension PCRE2Workspace {
    /// The first `limit` matches of `pattern` whose numbers are as `comparisons` ask, where matches begin in `window` alone.
    ///
    /// A comparison applies to the patterns that have its group.
    func matches(
        of pattern: PCRE2Pattern, in text: TextLayer, within window: ClosedRange<Int>, limit: Int,
        where comparisons: [Comparison]
    ) -> PCRE2Pattern.Outcome {
        var ranges: [Range<Int>] = []
        let isDecided = forEachComparison(of: pattern, in: text, within: window, comparisons) { match in
            if match.counts { ranges.append(match.range) }
            return ranges.count < limit
        }
        return isDecided ? .matches(ranges) : .undecided(ranges)
    }

    /// Gives each match with its verdicts to `body` until it has had enough; false where a limit was reached.
    func forEachComparison(
        of pattern: PCRE2Pattern, in text: TextLayer, within window: ClosedRange<Int>, _ comparisons: [Comparison],
        _ body: (ComparedMatch) -> Bool
    ) -> Bool {
        let applying = comparisons.compactMap { comparison in pattern.groups[comparison.group].map { (comparison, $0) }
        }
        return text.bytes.withUnsafeBufferPointer { bytes in
            forEachCapture(of: pattern, in: bytes, within: window) { range, captured in
                let verdicts = applying.map { comparison, groups in
                    comparison.verdict(
                        of: groups.lazy.compactMap(captured).first.map {
                            Self.parts(text, bytes, match: range, capture: $0)
                        })
                }
                return body(ComparedMatch(range: range, verdicts: verdicts))
            }
        }
    }

    /// What is read of a match: amounts are short, and what stands beside them is too.
    private static let most = 256

    private static func parts(
        _ layer: TextLayer, _ bytes: UnsafeBufferPointer<UInt8>, match: Range<Int>, capture: Range<Int>
    ) -> (head: String, capture: String, tail: String) {
        func text(_ range: Range<Int>) -> String {
            let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
            return layer.layer == .plain ? LayerBuilder.layer(.folded, of: text).text : text
        }
        // A look-around may capture beyond the match.
        let start = max(min(match.lowerBound, capture.lowerBound), capture.lowerBound - most)
        let end = min(max(match.upperBound, capture.upperBound), capture.upperBound + most)
        let inner = capture.lowerBound..<min(capture.upperBound, capture.lowerBound + most)
        return (text(start..<capture.lowerBound), text(inner), text(capture.upperBound..<end))
    }
}
