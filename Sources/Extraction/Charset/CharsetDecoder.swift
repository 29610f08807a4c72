import CICU

/// Turns bytes of a known charset into UTF-8. Nothing fails: what stands for nothing becomes U+FFFD.
enum CharsetDecoder {

    /// The text, and how many sequences became U+FFFD.
    static func decode(_ bytes: ArraySlice<UInt8>, as charset: Charset) -> (utf8: [UInt8], replaced: Int) {
        if charset == .utf8 { return decodeUTF8(bytes) }
        if charset.name == "iso-8859-16" { return decodeSingleByte(bytes, upper: latin10) }
        let capacity = vigil_ucnv_capacity(bytes.count)
        var replaced = 0
        var failed = false
        let utf8 = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let written = bytes.withUnsafeBufferPointer { source in
                vigil_ucnv_to_utf8(
                    charset.converter, source.baseAddress, source.count, buffer.baseAddress, capacity, &replaced)
            }
            failed = written < 0
            count = max(0, written)
        }
        // ICU without this converter: the text's ASCII is still worth having.
        return failed ? decodeUTF8(bytes) : (utf8, replaced)
    }

    /// Whether ICU has the charset's converter.
    static func isKnown(_ charset: Charset) -> Bool {
        var replaced = 0
        var out = [UInt8](repeating: 0, count: vigil_ucnv_capacity(1))
        return vigil_ucnv_to_utf8(charset.converter, [0x41], 1, &out, out.count, &replaced) >= 0
    }

    private static func decodeUTF8(_ bytes: ArraySlice<UInt8>) -> (utf8: [UInt8], replaced: Int) {
        bytes.withUnsafeBufferPointer { buffer in
            let survey = UTF8Reading.survey(buffer)
            return survey.invalid == 0 ? (Array(buffer), 0) : (UTF8Reading.repaired(buffer), survey.invalid)
        }
    }

    private static func decodeSingleByte(
        _ bytes: ArraySlice<UInt8>, upper: [Unicode.Scalar]
    ) -> (utf8: [UInt8], replaced: Int) {
        var utf8: [UInt8] = []
        utf8.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            if byte < 0x80 {
                utf8.append(byte)
            } else if byte < 0xA0 {
                utf8.append(contentsOf: [0xC2, byte])
            } else {
                utf8.append(contentsOf: String(Character(upper[Int(byte) - 0xA0])).utf8)
            }
        }
        return (utf8, 0)
    }

    /// 0xA0 to 0xFF of ISO-8859-16, which ICU's data lack.
    private static let latin10: [Unicode.Scalar] = Array(
        ("\u{A0}ĄąŁ€„Š§š©Ș«Ź\u{AD}źŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏ"
            + "ĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ").unicodeScalars)
}
