import Model

/// One reading of a text, with the way back to the text as it came in.
///
/// Every byte of the layer knows which Unicode scalars of the original it stands for; the map is monotone, so that any
/// range of the layer has one range of the original.
public struct TextLayer: Sendable {
    public private(set) var layer: Layer
    /// Valid UTF-8.
    let bytes: [UInt8]
    private let scalars: ScalarMap
    /// What the layer `joined` undid, in order of where it begins; empty on every other layer.
    public internal(set) var undone: [UndoneStretch] = []

    /// The layer's text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    init(layer: Layer, bytes: [UInt8], map: ScalarMap) {
        self.layer = layer
        self.bytes = bytes
        scalars = map
    }

    init(layer: Layer, units: [LayerUnit]) {
        self.layer = layer
        var bytes: [UInt8] = []
        bytes.reserveCapacity(units.count + units.count / 2)
        var map = ScalarMap()
        // The original's scalar that comes next if nothing is out of step.
        var next: UInt32 = 0
        var index = 0
        while index < units.count {
            let unit = units[index]
            var end = index + 1
            while end < units.count, units[end].start == unit.start, units[end].end == unit.end { end += 1 }
            let place = UInt32(bytes.count)
            for unit in units[index..<end] { Self.append(unit.value, to: &bytes) }
            if end > index + 1 || unit.end != unit.start + 1 || unit.start < next {
                map.add(
                    ScalarMap.Detour(
                        start: place, end: UInt32(bytes.count), originalStart: unit.start, originalEnd: unit.end))
            } else if unit.start > next || Int(place) - map.lastEnd >= ScalarMap.longestStretch {
                map.mark(Int(place), original: Int(unit.start))
            }
            next = max(next, unit.end)
            index = end
        }
        self.bytes = bytes
        scalars = map
    }

    private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        if value < 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value))
            return
        }
        if value < 0x800 {
            bytes.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
        } else {
            if value < 0x10000 {
                bytes.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
            } else {
                bytes.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
                bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
            }
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
        }
        bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    }

    /// The same reading under the name of `layer`, where the two do not differ.
    func named(_ layer: Layer) -> TextLayer {
        var result = self
        result.layer = layer
        return result
    }

    /// The Unicode scalars of the original that the bytes `range` stand for; empty only where `range` is.
    func original(of range: Range<Int>) -> Range<Int> { scalars.original(of: range, in: bytes) }

    /// The layer's scalars, each with the original scalars that it stands for, to show the map.
    public var map: [(text: String, original: Range<Int>)] {
        var result: [(String, Range<Int>)] = []
        var place = 0
        for scalar in text.unicodeScalars {
            let size = UTF8.width(scalar)
            result.append((String(scalar), original(of: place..<place + size)))
            place += size
        }
        return result
    }
}

extension Layer {
    /// Whether texts and patterns are folded on it, so that a letter's case is not seen.
    var isFolded: Bool { self != .plain }
}

/// One scalar of a layer under way, and the original scalars that it stands for.
struct LayerUnit {
    var value: UInt32
    var start: UInt32
    var end: UInt32
    /// The original scalar where there was one, for what depends on its case; 0 otherwise.
    var origin: UInt32 = 0
}
