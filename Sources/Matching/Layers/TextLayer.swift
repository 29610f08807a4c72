import Model

/// One reading of a text, with the way back to the text as it came in.
///
/// Every byte of the layer knows which Unicode scalars of the original it stands for; the map is monotone, so that any
/// range of the layer has one range of the original.
public struct TextLayer: Sendable {
    public let layer: Layer
    /// Valid UTF-8.
    let bytes: [UInt8]
    /// For each byte, the first original scalar that it stands for; nil where the layer is the original's ASCII.
    private let starts: [UInt32]?
    /// For each byte, the end of the original scalars that it stands for.
    private let ends: [UInt32]

    /// The layer's text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// A layer that is its original, which is ASCII.
    init(layer: Layer, ascii: [UInt8]) {
        self.layer = layer
        bytes = ascii
        starts = nil
        ends = []
    }

    init(layer: Layer, units: [LayerUnit]) {
        self.layer = layer
        var bytes: [UInt8] = []
        var starts: [UInt32] = []
        var ends: [UInt32] = []
        let room = units.count + units.count / 2
        bytes.reserveCapacity(room)
        starts.reserveCapacity(room)
        ends.reserveCapacity(room)
        for unit in units {
            let value = unit.value
            if value < 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: value))
                starts.append(unit.start)
                ends.append(unit.end)
                continue
            }
            let count: Int
            if value < 0x800 {
                bytes.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
                count = 2
            } else if value < 0x10000 {
                bytes.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
                bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
                count = 3
            } else {
                bytes.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
                bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
                bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
                count = 4
            }
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
            for _ in 0..<count {
                starts.append(unit.start)
                ends.append(unit.end)
            }
        }
        self.bytes = bytes
        self.starts = starts
        self.ends = ends
    }

    /// The Unicode scalars of the original that the bytes `range` stand for; empty only where `range` is.
    func original(of range: Range<Int>) -> Range<Int> {
        guard let starts else { return range }
        guard !range.isEmpty else {
            let place = range.lowerBound < starts.count ? Int(starts[range.lowerBound]) : Int(ends.last ?? 0)
            return place..<place
        }
        return Int(starts[range.lowerBound])..<Int(ends[range.upperBound - 1])
    }

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

/// One scalar of a layer under way, and the original scalars that it stands for.
struct LayerUnit {
    var value: UInt32
    var start: UInt32
    var end: UInt32
    /// The original scalar where there was one, for what depends on its case; 0 otherwise.
    var origin: UInt32 = 0
}
