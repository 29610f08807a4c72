/// Says of a text, in one quick pass, whether the layer `joined` can differ from `folded`.
///
/// It may say so of a text that nothing is hidden in, never the other way round (see `JoinedPropertyTests`): each of the
/// steps of `JoinedBuilder` has its least condition here. So ordinary posts cost a pass over their bytes and no more.
struct EvasionCheck {
    private var letters = LetterGlance()
    private var numbers = NumberGlance()

    static func mayHide(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var check = EvasionCheck()
        return check.run(bytes)
    }

    private mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        GlanceTable.shared.words.withUnsafeBufferPointer { table in
            var place = 0
            while place < bytes.count {
                let value = bytes.scalar(at: &place)
                let word: UInt32
                if value < 0x10000 {
                    word = table[Int(value)]
                } else {
                    guard let far = Self.beyond(value) else { return true }
                    word = far
                }
                guard let kind = GlanceTable.Kind(rawValue: UInt8(truncatingIfNeeded: word)) else { return true }
                if letters.isTelling(kind, word >> 8) || numbers.isTelling(kind, word >> 8) { return true }
            }
            return letters.isTelling(.lineEnd, 0x0A) || numbers.isTelling(.lineEnd, 0x0A) || letters.hasTwinWords
        }
    }

    /// The word of a scalar beyond the basic plane; nil where the long way has to look at it.
    private static func beyond(_ value: UInt32) -> UInt32? {
        switch value {
        case 0x1F3FB...0x1F3FF: value << 8 | UInt32(GlanceTable.Kind.unseen.rawValue)
        case 0x1F000...0x1F0FF, 0x1F300...0x1FAFF: value << 8 | UInt32(GlanceTable.Kind.sign.rawValue)
        case 0x20000...0x2F7FF, 0x30000...0x3FFFF: value << 8 | UInt32(GlanceTable.Kind.han.rawValue)
        default: nil
        }
    }
}
