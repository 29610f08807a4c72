import CUchardet

/// Guesses a charset from the bytes with uchardet, the detector of Mozilla.
enum UniversalDetector {
    /// The most bytes of text, markup left out, that a guess is made from.
    static let sample = 64 * 1024

    /// The likeliest charset; nil where the bytes say nothing (ASCII only, or too few).
    static func guess(_ bytes: ArraySlice<UInt8>) -> Charset? {
        let text = textSample(of: bytes)
        guard let detector = uchardet_new() else { return nil }
        defer { uchardet_delete(detector) }
        let failed = text.withUnsafeBytes { raw in
            raw.withMemoryRebound(to: CChar.self) { uchardet_handle_data(detector, $0.baseAddress, $0.count) }
        }
        guard failed == 0 else { return nil }
        uchardet_data_end(detector)
        guard let name = uchardet_get_charset(detector).map({ String(cString: $0) }), !name.isEmpty, name != "ASCII"
        else { return nil }
        return Charset.named(name)
    }

    /// What stands outside of tags: element names and scripts only blur the statistics.
    private static func textSample(of bytes: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(min(bytes.count, sample))
        var inTag = false
        for byte in bytes {
            if byte == ASCII.less {
                inTag = true
            } else if byte == ASCII.greater, inTag {
                inTag = false
                text.append(ASCII.space)
            } else if !inTag {
                text.append(byte)
            }
            if text.count >= sample { break }
        }
        // A stray `<` may have swallowed everything.
        let isTooLittle = text.lazy.filter { $0 >= 0x80 }.prefix(8).count < 8
        return isTooLittle ? Array(bytes.prefix(sample)) : text
    }
}
