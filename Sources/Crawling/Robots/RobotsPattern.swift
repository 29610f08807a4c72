/// The path of a robots.txt rule: `*` stands for any bytes, `$` at the end for the end (RFC 9309, section 2.2.3).
///
/// Both sides are compared in one form (section 2.2.2): an escape and the character it stands for are the same,
/// save for those that would change the structure (`/ ? # & = + %`) when they are decoded.
struct RobotsPattern: Sendable, Hashable {
    /// What must follow one another, with anything between; the first stands at the beginning of the path.
    private let pieces: [[UInt8]]
    private let isAnchored: Bool
    /// Bytes of the rule in the one form, wildcards included: how specific it is.
    let length: Int

    /// - Parameter text: not empty.
    init(_ text: ArraySlice<UInt8>) {
        isAnchored = text.last == UInt8(ascii: "$")
        let body = isAnchored ? text.dropLast() : text
        var pieces: [[UInt8]] = []
        var length = isAnchored ? 1 : 0
        for part in body.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false) {
            let piece = Self.normalised(part)
            length += piece.count
            // Stars in a row are one; the first and the last piece keep their place even where they are empty.
            if let last = pieces.last, last.isEmpty, pieces.count > 1 { pieces.removeLast() }
            pieces.append(piece)
        }
        self.pieces = pieces
        self.length = length + max(0, pieces.count - 1)
    }

    /// Finds each piece at its earliest place, once and without going back, so that the time is linear in the path
    /// for each piece, whatever the pattern.
    func matches(_ path: [UInt8]) -> Bool {
        guard let first = pieces.first, path.starts(with: first) else { return false }
        guard pieces.count > 1 else { return !isAnchored || path.count == first.count }
        var position = first.count
        for piece in pieces[1..<(pieces.count - 1)] {
            guard let end = Self.find(piece, in: path, from: position) else { return false }
            position = end
        }
        let last = pieces[pieces.count - 1]
        if isAnchored { return path.count - position >= last.count && path.suffix(last.count).elementsEqual(last) }
        return Self.find(last, in: path, from: position) != nil
    }

    static func normalised(_ path: String) -> [UInt8] {
        path.isEmpty ? [UInt8(ascii: "/")] : normalised(Array(path.utf8)[...])
    }

    private static func normalised(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "%"), let value = PercentEncoding.escape(in: bytes, at: index) {
                index += 2
                if keepsMeaning(value) {
                    result.append(value)
                } else {
                    PercentEncoding.appendEscape(value, to: &result)
                }
            } else if keepsMeaning(byte) || isStructure(byte) {
                result.append(byte)
            } else {
                PercentEncoding.appendEscape(byte, to: &result)
            }
        }
        return result
    }

    /// Whether the character and its escape are the same for a comparison.
    private static func keepsMeaning(_ byte: UInt8) -> Bool { (0x21...0x7e).contains(byte) && !isStructure(byte) }

    private static func isStructure(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "="),
            UInt8(ascii: "+"), UInt8(ascii: "%"):
            true
        default: false
        }
    }

    /// Where the first `piece` at or after `position` ends: Knuth, Morris and Pratt's search, linear whatever the
    /// texts, since both come from strangers.
    private static func find(_ piece: [UInt8], in path: [UInt8], from position: Int) -> Int? {
        guard piece.count <= path.count - position else { return nil }
        guard let first = piece.first else { return position }
        // Most pieces fail at once.
        guard path[position...].contains(first) else { return nil }
        var borders = [0]
        borders.reserveCapacity(piece.count)
        var length = 0
        for index in piece.indices.dropFirst() {
            while length > 0 && piece[index] != piece[length] { length = borders[length - 1] }
            if piece[index] == piece[length] { length += 1 }
            borders.append(length)
        }
        length = 0
        for index in position..<path.count {
            while length > 0 && path[index] != piece[length] { length = borders[length - 1] }
            if path[index] == piece[length] { length += 1 }
            if length == piece.count { return index + 1 }
        }
        return nil
    }
}
