import Model

/// A folded text on its way to the layer `joined`: each step rewrites `units` and notes what it undid.
///
/// Every step takes time linear in the text: none looks at a unit more than a bounded number of times.
struct JoinedText {
    /// Emoji are one unit each, whose value is `ScalarClass.emojiBase` or more.
    var units: [LayerUnit]
    /// The original text.
    let scalars: [UInt32]
    private(set) var stretches: [UndoneStretch] = []
    private let folded: [LayerUnit]

    /// - Parameters:
    ///   - folded: the layer `folded` of `scalars`.
    ///   - scalars: the original text.
    init(folded: [LayerUnit], scalars: [UInt32]) {
        self.folded = folded
        self.scalars = scalars
        units = []
        units.reserveCapacity(folded.count)
        var index = 0
        while index < folded.count {
            let unit = folded[index]
            guard unit.value == 0x3A, unit.origin == 0, index + 2 < folded.count,
                folded[index + 1].start == unit.start, scalars[Int(unit.start)] > 0xFF
            else {
                units.append(unit)
                index += 1
                continue
            }
            var emoji = unit
            emoji.value = ScalarClass.emojiBase + UInt32(index)
            units.append(emoji)
            while index < folded.count, folded[index].start == unit.start { index += 1 }
        }
    }

    /// Notes that the units `range` are read otherwise than they were written.
    mutating func note(_ kind: Evasion, _ range: Range<Int>, isTelling: Bool) {
        guard !range.isEmpty else { return }
        note(kind, original: units[range.lowerBound].start..<units[range.upperBound - 1].end, isTelling: isTelling)
    }

    mutating func note(_ kind: Evasion, original: Range<UInt32>, isTelling: Bool) {
        stretches.append(
            UndoneStretch(
                kind: kind, original: Int(original.lowerBound)..<Int(original.upperBound), isTelling: isTelling))
    }

    func kind(_ index: Int) -> ScalarClass { ScalarClass(units[index].value) }

    /// The layer.
    var layer: TextLayer {
        var result: [LayerUnit] = []
        result.reserveCapacity(folded.count)
        for unit in units {
            guard unit.value >= ScalarClass.emojiBase else {
                result.append(unit)
                continue
            }
            var index = Int(unit.value - ScalarClass.emojiBase)
            let start = folded[index].start
            while index < folded.count, folded[index].start == start {
                result.append(folded[index])
                index += 1
            }
        }
        var layer = TextLayer(layer: .joined, units: result)
        layer.undone = stretches.sorted {
            ($0.original.lowerBound, $0.original.upperBound, $0.kind.rawValue)
                < ($1.original.lowerBound, $1.original.upperBound, $1.kind.rawValue)
        }
        return layer
    }
}
