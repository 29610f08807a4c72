/// Decides a document's charset and decodes it.
///
/// The order is that of the HTML standard (section 13.2.3.1, "the encoding sniffing algorithm"): byte order mark,
/// Content-Type header, `meta` within the first 1024 bytes or an XML declaration, then the bytes themselves. It departs
/// from the standard in one thing: a charset that is stated but plainly wrong for the bytes is corrected, since a page
/// that browsers show garbled is a page that its readers have learnt to read otherwise.
public enum CharsetReader {

    /// The text of `body`.
    ///
    /// - Parameter contentType: the Content-Type header's value.
    public static func read(_ body: [UInt8], contentType: String? = nil) -> DecodedText {
        if let (charset, length) = byteOrderMark(body) {
            return decode(body[length...], as: charset, origin: .byteOrderMark)
        }
        let bytes = body[...]
        if let charset = contentType.flatMap({ StatedCharset.inContentType($0.utf8) }) {
            return checked(bytes, stated: charset, origin: .http)
        }
        if let charset = utf16WithoutMark(body) { return decode(bytes, as: charset, origin: .detected) }
        if let charset = StatedCharset.inXMLDeclaration(bytes) {
            return checked(bytes, stated: charset, origin: .xmlDeclaration)
        }
        if let charset = StatedCharset.inMeta(bytes) { return checked(bytes, stated: charset, origin: .meta) }
        return detected(bytes)
    }

    private static func byteOrderMark(_ body: [UInt8]) -> (Charset, Int)? {
        if body.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if body.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        if body.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        return nil
    }

    /// UTF-16 that begins with a markup character, as XML's appendix F tells it.
    private static func utf16WithoutMark(_ body: [UInt8]) -> Charset? {
        guard body.count >= 4 else { return nil }
        if body[0] == ASCII.less, body[1] == 0, body[2] != 0, body[3] == 0 { return .utf16LittleEndian }
        if body[0] == 0, body[1] == ASCII.less, body[2] == 0, body[3] != 0 { return .utf16BigEndian }
        return nil
    }

    private static func decode(_ bytes: ArraySlice<UInt8>, as charset: Charset, origin: CharsetOrigin) -> DecodedText {
        let (utf8, replaced) = CharsetDecoder.decode(bytes, as: charset)
        return DecodedText(utf8: utf8, charset: charset.name, origin: origin, replaced: replaced)
    }

    // MARK: - Nothing stated

    private static func detected(_ bytes: ArraySlice<UInt8>) -> DecodedText {
        let survey = bytes.withUnsafeBufferPointer(UTF8Reading.survey)
        let isASCII = survey.sequences == 0 && survey.invalid == 0
        // ISO-2022 and HZ are ASCII bytes with escapes.
        let mayEscape = isASCII && (bytes.contains(0x1B) || bytes.firstRange(of: "~{", from: bytes.startIndex) != nil)
        if isASCII, !mayEscape { return decode(bytes, as: .utf8, origin: .fallback) }
        if survey.invalid == 0, !mayEscape { return decode(bytes, as: .utf8, origin: .detected) }
        // A few bad bytes in what is otherwise UTF-8, such as a text cut within a character.
        if survey.sequences > 20 * survey.invalid { return decode(bytes, as: .utf8, origin: .detected) }
        if let guess = UniversalDetector.guess(bytes) {
            let text = decode(bytes, as: guess, origin: .detected)
            if text.replaced * 10 <= highBytes(bytes) { return text }
        }
        return decode(bytes, as: isASCII ? .utf8 : .windows1252, origin: .fallback)
    }

    // MARK: - Stated

    private static func checked(
        _ bytes: ArraySlice<UInt8>, stated: Charset, origin: CharsetOrigin
    ) -> DecodedText {
        let text = decode(bytes, as: stated, origin: origin)
        let high = highBytes(bytes)
        guard high > 0, !stated.isUTF16 else { return text }
        if stated != .utf8 {
            let survey = bytes.withUnsafeBufferPointer(UTF8Reading.survey)
            // Four sequences and more without an error are UTF-8: in any other charset that is no accident.
            if survey.sequences >= 4, survey.sequences > 20 * survey.invalid {
                return decode(bytes, as: .utf8, origin: .corrected)
            }
        }
        guard isSuspicious(text, bytes: bytes, stated: stated, high: high), let guess = UniversalDetector.guess(bytes),
            guess.name != stated.name, !isSameFamily(guess, stated)
        else { return text }
        // A guess at a charset of single bytes never fails to decode, so it is no evidence against one that does
        // not fail either.
        if stated.isSingleByte, guess.isSingleByte, text.replaced == 0, !isLatin(stated) { return text }
        let other = decode(bytes, as: guess, origin: .corrected)
        let isBetter = text.replaced == 0 ? other.replaced == 0 : other.replaced * 10 < text.replaced
        return isBetter ? other : text
    }

    /// Whether the stated charset reads the bytes so badly that a guess is worth having.
    private static func isSuspicious(
        _ text: DecodedText, bytes: ArraySlice<UInt8>, stated: Charset, high: Int
    ) -> Bool {
        if text.replaced >= 3, high >= 8, text.replaced * 10 > high { return true }
        // Latin text has its letters beyond ASCII one by one; a run of them is another script's text.
        guard isLatin(stated), high >= 16 else { return false }
        var inRuns = 0
        var run = 0
        for byte in bytes {
            if byte >= 0x80 {
                run += 1
            } else {
                if run >= 3 { inRuns += run }
                run = 0
            }
        }
        if run >= 3 { inRuns += run }
        return inRuns * 2 > high
    }

    private static func isLatin(_ charset: Charset) -> Bool {
        ["windows-1252", "iso-8859-15", "windows-1250", "iso-8859-2", "windows-1254", "macintosh"].contains(
            charset.name)
    }

    /// Charsets of which one extends the other: no correction.
    private static func isSameFamily(_ one: Charset, _ other: Charset) -> Bool {
        one.converter == other.converter
    }

    private static func highBytes(_ bytes: ArraySlice<UInt8>) -> Int {
        var count = 0
        for byte in bytes where byte >= 0x80 { count += 1 }
        return count
    }
}
