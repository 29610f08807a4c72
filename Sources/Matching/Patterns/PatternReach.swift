/// How long the texts are that a pattern, or a part of one, matches.
struct PatternReach: Sendable, Hashable {
    /// Bytes at most, beside `runs`.
    var bytes: Int
    /// How many stretches without a blank, each of any length, such as `\w*` matches.
    var runs = 0

    private static let greatest = 100_000

    /// Nil beyond what is worth counting.
    static func sum(_ left: PatternReach?, _ right: PatternReach?) -> PatternReach? {
        guard let left, let right else { return nil }
        return PatternReach(bytes: left.bytes + right.bytes, runs: left.runs + right.runs).bounded
    }

    static func longest(_ parts: [PatternReach?]) -> PatternReach? {
        var result = PatternReach(bytes: 0)
        for part in parts {
            guard let part else { return nil }
            result = PatternReach(bytes: max(result.bytes, part.bytes), runs: max(result.runs, part.runs))
        }
        return result
    }

    func repeated(atMost: Int) -> PatternReach? {
        guard atMost <= Self.greatest else { return nil }
        return PatternReach(bytes: bytes * atMost, runs: runs * atMost).bounded
    }

    /// How many bytes it is in `text` at most.
    func length(in text: UnsafeBufferPointer<UInt8>) -> Int {
        runs > 0 ? bytes + runs * Self.longestWord(in: text) : bytes
    }

    /// The bytes of the longest stretch of `text` without a blank.
    static func longestWord(in text: UnsafeBufferPointer<UInt8>) -> Int {
        var (longest, start) = (0, 0)
        for place in text.indices where text[place] == 0x20 || text[place] == 0x0A {
            longest = max(longest, place - start)
            start = place + 1
        }
        return max(longest, text.count - start)
    }

    private var bounded: PatternReach? { bytes <= Self.greatest && runs <= Self.greatest ? self : nil }
}
