import Model

/// Makes the layers of a text in one pass, where the text is such that no scalar of it depends on its neighbours. That is so
/// for nearly all posts; `LayerBuilder` makes the others, and a test holds the two against each other.
struct QuickLayer: ~Copyable {
    private let fates: QuickFates
    /// Whether words must be watched for letters of two scripts.
    private let watchesScripts: Bool
    private var sink: ByteSink
    private var map = ScalarMap()
    /// The original's scalars that have been read.
    private var scalars = 0
    private var combiningClass: UInt32 = 0
    /// Whether a combining mark would change what was written last.
    private var isFragile = false
    private var hasLatin = false
    private var hasForeign = false

    /// The layer; nil where neighbours matter.
    ///
    /// - Parameter bytes: well-formed UTF-8.
    static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> TextLayer? { make(.plain, bytes) }

    /// As `plain`, of the layer `folded`.
    static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> TextLayer? { make(.folded, bytes) }

    private static func make(_ layer: Layer, _ bytes: UnsafeBufferPointer<UInt8>) -> TextLayer? {
        let isFolded = layer == .folded
        var quick = QuickLayer(
            fates: isFolded ? .folded : .plain, watchesScripts: isFolded && hasForeignLetters(bytes),
            capacity: bytes.count + bytes.count / 8 + 64)
        let isMade = quick.fates.basic.withUnsafeBufferPointer { quick.read(bytes, $0, isFolded: isFolded) }
        return isMade ? TextLayer(layer: layer, bytes: quick.sink.array, map: quick.map) : nil
    }

    private init(fates: QuickFates, watchesScripts: Bool, capacity: Int) {
        self.fates = fates
        self.watchesScripts = watchesScripts
        sink = ByteSink(capacity: capacity)
    }

    /// Whether a letter of Greek or Cyrillic may be among them, by its first byte.
    private static func hasForeignLetters(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var found = false
        for byte in bytes { found = found || byte &- 0xCD < 8 }
        return found
    }

    private mutating func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ basic: UnsafeBufferPointer<QuickFates.Word>, isFolded: Bool
    ) -> Bool {
        var place = 0
        while place < bytes.count {
            sink.reserve(160)
            if sink.count - map.lastEnd >= ScalarMap.longestStretch { map.mark(sink.count, original: scalars) }
            if place + Self.block <= bytes.count, readBlock(bytes, place, isFolded: isFolded) {
                place += Self.block
                continue
            }
            // What is no block of ASCII is read scalar by scalar, a block's length before the next try.
            let stop = min(place + Self.block, bytes.count)
            while place < stop {
                if let rest = readHan(bytes, place, basic) {
                    place = rest
                    continue
                }
                let start = place
                let value = bytes.scalar(at: &place)
                let word = value < 0x10000 ? basic[Int(value)] : fates.beyond(value)
                if word.isKept {
                    write(value)
                    if watchesScripts, !watch(value) { return false }
                    combiningClass = 0
                    isFragile = value == 0x0A
                } else {
                    let isCRLF = value == 0x0D && place < bytes.count && bytes[place] == 0x0A
                    if isCRLF { place += 1 }
                    guard settle(word, value, isCRLF: isCRLF) else { return false }
                }
                assert(place > start)
            }
        }
        return true
    }

    /// Writes eight bytes where all of them are printable ASCII; all at once in one word, since the standard library's
    /// vectors are compared lane by lane.
    @inline(__always)
    private mutating func readBlock(
        _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, isFolded: Bool
    ) -> Bool {
        var word = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + place).loadUnaligned(as: UInt64.self)
        let high: UInt64 = 0x8080_8080_8080_8080
        // At the top of each byte: whether it is beyond ASCII or a delete sign; whether it is a blank or more.
        guard (word | word &+ 0x0101_0101_0101_0101) & high == 0, (word &+ 0x6060_6060_6060_6060) & high == high
        else { return false }
        if isFolded {
            let fromA = word &+ 0x3F3F_3F3F_3F3F_3F3F
            let beyondZ = word &+ 0x2525_2525_2525_2525
            word |= (fromA & ~beyondZ & high) >> 2
            if watchesScripts {
                let little = word.littleEndian
                if Self.isLatin(UInt32(truncatingIfNeeded: little & 0xFF)), hasForeign { return false }
                hasForeign = false
                hasLatin = Self.isLatin(UInt32(truncatingIfNeeded: little >> 56))
            }
        }
        sink.append(word)
        scalars += Self.block
        combiningClass = 0
        isFragile = false
        return true
    }

    private static let block = 8

    /// Writes the scalars from `place` on that stand as they are in three bytes, up to a block of them, such as Han, Hangul
    /// and Thai; the place behind them, nil where there is none.
    @inline(__always)
    private mutating func readHan(
        _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ basic: UnsafeBufferPointer<QuickFates.Word>
    ) -> Int? {
        let stop = min(place + 48, bytes.count)
        var end = place
        while end < stop, bytes[end] & 0xF0 == 0xE0 {
            let value =
                (UInt32(bytes[end]) & 0xF) << 12 | (UInt32(bytes[end + 1]) & 0x3F) << 6 | UInt32(bytes[end + 2]) & 0x3F
            guard basic[Int(value)].isKept else { break }
            end += 3
        }
        guard end > place else { return nil }
        sink.append(UnsafeBufferPointer(rebasing: bytes[place..<end]))
        scalars += (end - place) / 3
        combiningClass = 0
        isFragile = false
        hasLatin = false
        hasForeign = false
        return end
    }

    @inline(__always)
    private mutating func write(_ value: UInt32) {
        sink.append(value)
        scalars += 1
    }

    /// Deals with a scalar that does not simply stand; false where neighbours matter. A foreign letter can come of a sign
    /// whose bytes do not tell it, such as the micro sign.
    private mutating func settle(_ word: QuickFates.Word, _ value: UInt32, isCRLF: Bool) -> Bool {
        switch QuickFates.Kind(rawValue: word.kind) {
        case .kept?:
            guard combiningClass <= word.combiningClass, !isFragile else { return false }
            write(value)
            combiningClass = word.combiningClass
            return !watchesScripts || watch(value)
        case .replaced?:
            write(word.value)
            isFragile = word.value == 0x20 || word.value == 0x0A
            combiningClass = 0
            return watch(word.value) && (watchesScripts || !hasForeign)
        case .removed?: detour([], read: 1)
        case .several?:
            let values = fates.several[Int(word.value)]
            detour(values, read: 1)
            return values.allSatisfy { watch($0) && (watchesScripts || !hasForeign) }
        case .carriageReturn?:
            if isCRLF { detour([0x0A], read: 2) } else { write(0x0A) }
            isFragile = true
            combiningClass = 0
            return !watchesScripts || watch(0x0A)
        case .unsettled?, nil: return false
        }
        return true
    }

    /// Writes `values` in the place of the next `count` scalars of the original.
    private mutating func detour(_ values: [UInt32], read count: Int) {
        sink.reserve(4 * values.count + 64)
        let start = sink.count
        for value in values { sink.append(value) }
        map.add(
            ScalarMap.Detour(
                start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: sink.count),
                originalStart: UInt32(truncatingIfNeeded: scalars),
                originalEnd: UInt32(truncatingIfNeeded: scalars + count)))
        scalars += count
        combiningClass = 0
        isFragile = false
    }

    /// Takes note of a letter's script; false where the word mixes scripts, see `LookAlikes`.
    @inline(__always)
    private mutating func watch(_ value: UInt32) -> Bool {
        if Self.isLatin(value) {
            hasLatin = true
        } else if (0x370..<0x530).contains(value) {
            hasForeign = true
        } else {
            hasLatin = false
            hasForeign = false
        }
        return !(hasLatin && hasForeign)
    }

    @inline(__always)
    private static func isLatin(_ value: UInt32) -> Bool {
        value &- 0x61 < 26 || (value &- 0xDF < 0x171 && value != 0xF7)
    }
}
