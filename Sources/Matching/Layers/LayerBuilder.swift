import CICU
import Model

/// Makes the text layers of a text.
public enum LayerBuilder {

    /// `text` read as `layer`.
    public static func layer(_ layer: Layer, of text: String) -> TextLayer {
        var text = text
        return text.withUTF8 { bytes in
            switch layer {
            case .plain: QuickLayer.plain(bytes) ?? plain(bytes)
            case .folded: QuickLayer.folded(bytes) ?? folded(bytes)
            case .joined: joined(bytes)
            }
        }
    }

    /// `text` on the layer `joined`.
    ///
    /// - Parameter folded: the text on the layer `folded`, which is asked for where the two do not differ.
    static func joined(of text: String, folded: () -> TextLayer?) -> TextLayer {
        var text = text
        let isOpen = text.withUTF8 { !EvasionCheck.mayHide($0) }
        if isOpen, let folded = folded() { return folded.named(.joined) }
        return layer(.joined, of: text)
    }

    /// The same, the long way whatever the text.
    static func thoroughLayer(_ layer: Layer, of text: String) -> TextLayer {
        var text = text
        return text.withUTF8 { bytes in
            switch layer {
            case .plain: plain(bytes)
            case .folded: folded(bytes)
            case .joined:
                JoinedBuilder.layer(folded: foldedUnits(scalars(bytes)), scalars: scalars(bytes))
            }
        }
    }

    /// NFC; CR LF and every other line end as LF; every other blank as a space.
    private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> TextLayer {
        var units: [LayerUnit] = []
        units.reserveCapacity(bytes.count)
        forEachSegment(of: scalars(bytes)) { scalars, range in
            appendBlankOrLineEnd(scalars, range, to: &units) || appendComposed(scalars, range, to: &units)
        }
        return TextLayer(layer: .plain, units: units)
    }

    /// As `FoldingTable` and `LookAlikes` say, composed again.
    private static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> TextLayer {
        TextLayer(layer: .folded, units: foldedUnits(scalars(bytes)))
    }

    /// As `folded`, with evasions undone; where there are none to be seen, the same as `folded`.
    private static func joined(_ bytes: UnsafeBufferPointer<UInt8>) -> TextLayer {
        guard EvasionCheck.mayHide(bytes) else {
            return (QuickLayer.folded(bytes) ?? folded(bytes)).named(.joined)
        }
        let scalars = scalars(bytes)
        return JoinedBuilder.layer(folded: foldedUnits(scalars), scalars: scalars)
    }

    /// The layer `folded`, before it is bytes.
    private static func foldedUnits(_ scalars: [UInt32]) -> [LayerUnit] {
        let table = FoldingTable.shared
        var units: [LayerUnit] = []
        units.reserveCapacity(scalars.count)
        var hasLatin = false
        var hasForeign = false
        forEachSegment(of: scalars) { scalars, range in
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
        return units
    }

    private static func scalars(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(bytes.count)
        var place = 0
        while place < bytes.count { result.append(bytes.scalar(at: &place)) }
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
        compose(&units, from: first)
        return true
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
