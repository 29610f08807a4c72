import CICU
import Model

/// Makes the text layers of a text.
public enum LayerBuilder {

    /// `text` read as `layer`.
    public static func layer(_ layer: Layer, of text: String) -> TextLayer {
        var text = text
        return text.withUTF8 { bytes in
            switch layer {
            case .plain: plain(bytes)
            case .folded: folded(bytes)
            }
        }
    }

    /// NFC; CR LF and every other line end as LF; every other blank as a space.
    private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> TextLayer {
        if isPlainASCII(bytes) { return TextLayer(layer: .plain, ascii: Array(bytes)) }
        var units: [LayerUnit] = []
        units.reserveCapacity(bytes.count)
        forEachSegment(of: scalars(bytes)) { scalars, range in
            appendBlankOrLineEnd(scalars, range, to: &units) || appendComposed(scalars, range, to: &units)
        }
        return TextLayer(layer: .plain, units: units)
    }

    /// As `FoldingTable` and `LookAlikes` say, composed again.
    private static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> TextLayer {
        if isPlainASCII(bytes) {
            return TextLayer(
                layer: .folded, ascii: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
        }
        let table = FoldingTable.shared
        var units: [LayerUnit] = []
        units.reserveCapacity(bytes.count)
        var hasLatin = false
        var hasForeign = false
        forEachSegment(of: scalars(bytes)) { scalars, range in
            if appendBlankOrLineEnd(scalars, range, to: &units) { return true }
            let first = units.count
            for index in range {
                let value = scalars[index]
                let (start, end) = (UInt32(index), UInt32(index + 1))
                switch table.fate(of: value) {
                case .same: units.append(LayerUnit(value: value, start: start, end: end, origin: value))
                case .removed: break
                case .blank, .lineEnd: units.append(LayerUnit(value: 0x20, start: start, end: end))
                case .mapped(let values):
                    let origin = values.count == 1 ? value : 0
                    for mapped in values {
                        units.append(LayerUnit(value: mapped, start: start, end: end, origin: origin))
                    }
                }
            }
            if range.count > 1, units.count - first > 1 { compose(&units, from: first) }
            for unit in units[first...] {
                if (0x61...0x7A).contains(unit.value) { hasLatin = true }
                if (0x370...0x52F).contains(unit.value) { hasForeign = true }
            }
            return true
        }
        if hasLatin, hasForeign { LookAlikes.shared.unmix(&units) }
        return TextLayer(layer: .folded, units: units)
    }

    /// ASCII without blanks other than spaces and line feeds.
    private static func isPlainASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in bytes where byte >= 0x7F || (byte < 0x20 && byte != 0x0A) { return false }
        return true
    }

    private static func scalars(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(bytes.count)
        var place = 0
        // A String's UTF-8 is valid, so that the lead byte tells the length.
        while place < bytes.count {
            let byte = UInt32(bytes[place])
            if byte < 0x80 {
                result.append(byte)
                place += 1
            } else if byte < 0xE0 {
                result.append((byte & 0x1F) << 6 | UInt32(bytes[place + 1]) & 0x3F)
                place += 2
            } else if byte < 0xF0 {
                let middle = (UInt32(bytes[place + 1]) & 0x3F) << 6
                result.append((byte & 0xF) << 12 | middle | UInt32(bytes[place + 2]) & 0x3F)
                place += 3
            } else {
                let middle = (UInt32(bytes[place + 1]) & 0x3F) << 12 | (UInt32(bytes[place + 2]) & 0x3F) << 6
                result.append((byte & 7) << 18 | middle | UInt32(bytes[place + 3]) & 0x3F)
                place += 4
            }
        }
        return result
    }

    /// The longest run of combining characters that is normalised as one (as the Stream-Safe Text Format of Unicode
    /// Standard Annex 15 bounds it), so that a hostile run costs linear time.
    private static let longestSegment = 32

    private static func forEachSegment(of scalars: [UInt32], _ body: ([UInt32], Range<Int>) -> Bool) {
        let table = FoldingTable.shared
        var start = 0
        while start < scalars.count {
            var end = start + 1
            if scalars[start] == 0x0D, end < scalars.count, scalars[end] == 0x0A {
                end += 1
            } else {
                while end < scalars.count, end - start < longestSegment, !table.hasBoundary(before: scalars[end]) {
                    end += 1
                }
            }
            _ = body(scalars, start..<end)
            start = end
        }
    }

    private static func appendBlankOrLineEnd(
        _ scalars: [UInt32], _ range: Range<Int>, to units: inout [LayerUnit]
    ) -> Bool {
        let value = scalars[range.lowerBound]
        let (start, end) = (UInt32(range.lowerBound), UInt32(range.upperBound))
        if FoldingTable.isLineEnd(value) {
            units.append(LayerUnit(value: 0x0A, start: start, end: end))
            return true
        }
        if range.count == 1, FoldingTable.isBlank(value) {
            units.append(LayerUnit(value: 0x20, start: start, end: end))
            return true
        }
        return false
    }

    private static func appendComposed(
        _ scalars: [UInt32], _ range: Range<Int>, to units: inout [LayerUnit]
    ) -> Bool {
        let first = units.count
        for index in range {
            units.append(LayerUnit(value: scalars[index], start: UInt32(index), end: UInt32(index + 1)))
        }
        if range.count > 1 || !isComposed(scalars[range.lowerBound]) { compose(&units, from: first) }
        return true
    }

    /// Whether NFC leaves the scalar alone as it is, where it stands alone: asked for those scripts only of which posts
    /// are full. ICU is asked for the rest; a test holds the two against each other.
    static func isComposed(_ value: UInt32) -> Bool {
        switch value {
        case 0..<0x340, 0x400...0x52F, 0xE00...0xE7F, 0x1E00...0x1EFF, 0x3000...0x30FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFF00...0xFFEF:
            true
        default: false
        }
    }

    /// NFC of the units from `first` on; where it changes anything, each result stands for all of them.
    private static func compose(_ units: inout [LayerUnit], from first: Int) {
        let values = units[first...].map(\.value)
        var result = [UInt32](repeating: 0, count: 256)
        let count = Int(vigil_nfc(values, Int32(values.count), &result, Int32(result.count)))
        guard count > 0, !result[..<count].elementsEqual(values), let start = units[first...].first?.start,
            let end = units.last?.end
        else { return }
        units.removeSubrange(first...)
        for value in result[..<count] { units.append(LayerUnit(value: value, start: start, end: end, origin: value)) }
    }
}
