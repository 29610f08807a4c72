/// Finds the places of a text at which a pattern can match at all, so that PCRE2 is asked there and nowhere else.
///
/// PCRE2 looks for one first byte, or for a set of them; where a pattern begins with a list of words, that is nearly
/// every letter, and each costs it an attempt at all of the words. Here up to 64 groups of beginnings are told apart by
/// their first four bytes, a bit each (the shift-and of Baeza-Yates and Gonnet).
struct StartTable: Sendable {
    /// For the first byte, the second and so on, 256 words each: the groups that the byte can stand in there.
    private let groups: [UInt64]
    /// For each of these bytes, the groups that have ended before it.
    private let ended: [UInt64]

    /// The share of a text's places that are left, roughly.
    let share: Double

    private static let depth = PatternStarts.longest

    /// Nil where a match can begin nearly anywhere.
    init?(_ starts: PatternStarts) {
        let shapes = starts.shapes.map { $0.bytes.map(Self.bothCases) }
        share = shapes.map(Self.share).reduce(0, +)
        guard !shapes.isEmpty, shapes.allSatisfy({ !$0.isEmpty }), share < Self.greatestShare else { return nil }
        var groups = [UInt64](repeating: 0, count: 256 * Self.depth)
        var ended = [UInt64](repeating: 0, count: Self.depth)
        // In order, so that those of a group have their first bytes in common.
        let keys = shapes.map { (key: $0.map { $0.members.first ?? 0 }, shape: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        for (number, (_, shape)) in keys.enumerated() {
            let bit = UInt64(1) << UInt64(number * 64 / keys.count)
            for place in 0..<Self.depth {
                if place < shape.count {
                    for byte in shape[place].members { groups[256 * place + Int(byte)] |= bit }
                } else {
                    ended[place] |= bit
                }
            }
        }
        for place in 0..<Self.depth where ended[place] != 0 {
            for byte in 0..<256 { groups[256 * place + byte] |= ended[place] }
        }
        self.groups = groups
        self.ended = ended
    }

    /// The first place from `start` on at which a match can begin.
    func next(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
        groups.withUnsafeBufferPointer { groups in
            var place = start
            while place + Self.depth <= text.count {
                var left = groups[Int(text[place])] & groups[256 + Int(text[place + 1])]
                if left != 0 {
                    left &= groups[512 + Int(text[place + 2])] & groups[768 + Int(text[place + 3])]
                    if left != 0 { return place }
                }
                place += 1
            }
            while place < text.count {
                var left = UInt64.max
                for step in 0..<Self.depth {
                    left &= place + step < text.count ? groups[256 * step + Int(text[place + step])] : ended[step]
                }
                if left != 0 { return place }
                place += 1
            }
            return nil
        }
    }

    /// Where more of a text's places are left than this, PCRE2's own search does as well.
    private static let greatestShare = 0.25

    /// The share of a text's places that a shape leaves, roughly: as in English, where each letter is one of thirty,
    /// every sixth byte is a blank, and half as in a script beyond ASCII.
    static func share(_ shape: [ByteSet]) -> Double {
        shape.map { set in
            min(
                1,
                set.members.map { byte in
                    switch byte {
                    case 0x20: 0.16
                    case 0x61...0x7A: 0.03
                    case 0x80...0xBF: 0.02
                    case 0xE3...0xED: 0.04
                    case 0xC0...0xFF: 0.01
                    default: 0.004
                    }
                }.reduce(0, +))
        }.reduce(1, *)
    }

    /// Rules know literals by their small letters; a text of the layer `plain` holds both.
    private static func bothCases(_ set: ByteSet) -> ByteSet {
        var result = set
        for byte in set.members where (0x41...0x5A).contains(byte & 0xDF) { result.insert(byte ^ 0x20) }
        return result
    }
}
