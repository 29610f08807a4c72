import TestSupport
import Testing

@testable import Extraction

@Suite("Charset")
struct CharsetReaderTests {

    private func page(_ head: String, _ body: [UInt8]) -> [UInt8] {
        Array("<!DOCTYPE html><html><head>\(head)<title>x</title></head><body><p>".utf8) + body
            + Array("</p></body></html>".utf8)
    }

    @Test("the charset of the Content-Type header decodes the body", arguments: EncodedText.all)
    func header(_ sample: EncodedText) {
        let read = CharsetReader.read(sample.bytes, contentType: "text/plain; charset=\"\(sample.charset)\"")
        #expect(read.string == sample.text)
        #expect(read.charset == sample.charset)
        #expect(read.origin == .http)
        #expect(read.replaced == 0)
    }

    @Test(
        "a meta element within the first 1024 bytes states the charset",
        arguments: EncodedText.all.filter { !$0.charset.hasPrefix("utf-16") })
    func meta(_ sample: EncodedText) {
        for head in [
            "<meta charset=\(sample.charset)>", "<META CharSet = '\(sample.charset.uppercased())' />",
            "<meta name=x content='y'><meta content=\"text/html; charset=\(sample.charset)\" http-equiv=Content-Type>",
            "<!-- <meta charset=x-none> --><meta http-equiv='content-type' content='text/html;charset=\(sample.charset)'>",
        ] {
            let read = CharsetReader.read(page(head, sample.bytes), contentType: "text/html")
            #expect(read.string.contains(sample.text), "\(head)")
            #expect(read.charset == sample.charset)
            #expect(read.origin == .meta)
        }
    }

    @Test(
        "what states nothing is read by its bytes",
        arguments: [
            "gb18030", "big5", "euc-kr", "shift_jis", "euc-jp", "windows-1251", "koi8-r", "windows-874", "iso-2022-jp",
            "utf-8",
        ])
    func detection(_ charset: String) {
        let sample = EncodedText.named(charset)
        let read = CharsetReader.read(page("", sample.bytes))
        #expect(read.string.contains(sample.text))
        #expect(read.origin == .detected)
    }

    @Test(
        "a charset that is plainly wrong for the bytes is corrected",
        arguments: [
            ("iso-8859-1", "gb18030"), ("windows-1252", "euc-kr"), ("iso-8859-1", "windows-1251"), ("utf-8", "gb18030"),
            ("utf-8", "windows-1251"), ("utf-8", "euc-kr"), ("windows-1252", "shift_jis"), ("gb2312", "utf-8"),
            ("iso-8859-1", "utf-8"), ("utf-8", "windows-874"), ("euc-kr", "utf-8"), ("utf-8", "big5"),
        ])
    func correction(_ stated: String, _ actual: String) {
        let sample = EncodedText.named(actual)
        let text = sample.bytes + [0x0A] + sample.bytes + [0x0A] + sample.bytes
        let read = CharsetReader.read(page("", text), contentType: "text/html; charset=\(stated)")
        #expect(read.string.contains(sample.text))
        #expect(read.origin == .corrected)
    }

    @Test(
        "a stated charset that reads the bytes well stays",
        arguments: [
            "windows-1251", "koi8-r", "windows-1252", "iso-8859-2", "macintosh", "windows-1258", "gb18030", "big5",
        ])
    func kept(_ charset: String) {
        let sample = EncodedText.named(charset)
        let read = CharsetReader.read(sample.bytes, contentType: "text/html; charset=\(charset)")
        #expect(read.origin == .http)
        #expect(read.string == sample.text)
    }

    @Test(
        "a byte order mark beats every statement and is not part of the text",
        arguments: [
            ([0xEF, 0xBB, 0xBF, 0x41] as [UInt8], "utf-8"), ([0xFE, 0xFF, 0x00, 0x41], "utf-16be"),
            ([0xFF, 0xFE, 0x41, 0x00], "utf-16le"),
        ])
    func byteOrderMark(_ bytes: [UInt8], _ charset: String) {
        let read = CharsetReader.read(bytes, contentType: "text/html; charset=big5")
        #expect(read.string == "A")
        #expect(read.charset == charset)
        #expect(read.origin == .byteOrderMark)
    }

    @Test("UTF-16 without a mark is known by its markup")
    func utf16() {
        let text = "<html><body>농장에서 일할 사람</body></html>"
        let little = Array(text.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(CharsetReader.read(little).string == text)
        let big = Array(text.utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(CharsetReader.read(big).string == text)
    }

    @Test("the header beats meta, and meta that says UTF-16 means UTF-8")
    func precedence() {
        let sample = EncodedText.named("windows-1251")
        let body = page("<meta charset=koi8-r>", sample.bytes)
        #expect(CharsetReader.read(body, contentType: "text/html;charset=windows-1251").string.contains(sample.text))
        let utf = CharsetReader.read(page("<meta charset=utf-16>", Array("日本語".utf8)))
        #expect(utf.charset == "utf-8")
        #expect(utf.string.contains("日本語"))
    }

    @Test("an XML declaration states the charset of a feed")
    func xmlDeclaration() {
        let sample = EncodedText.named("euc-kr")
        let feed = Array("<?xml version='1.0' encoding='ks_c_5601-1987'?><rss><title>".utf8) + sample.bytes
        let read = CharsetReader.read(feed, contentType: "application/xml")
        #expect(read.string.contains(sample.text))
        #expect(read.origin == .xmlDeclaration)
    }

    @Test(
        "bytes that stand for nothing become U+FFFD, each maximal part one",
        arguments: [
            ([0x41, 0xFF, 0x42] as [UInt8], "A\u{FFFD}B"), ([0xE4, 0xBD], "\u{FFFD}"),
            ([0xE4, 0xBD, 0x41], "\u{FFFD}A"),
            ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF0, 0x9F, 0x98, 0x41], "\u{FFFD}A"), ([0xF5, 0x80], "\u{FFFD}\u{FFFD}"),
        ])
    func replacement(_ bytes: [UInt8], _ text: String) {
        let read = CharsetReader.read(bytes, contentType: "text/plain; charset=utf-8")
        #expect(read.string == text)
        #expect(read.string == String(decoding: bytes, as: UTF8.self))
    }

    @Test("invalid bytes of a legacy charset become U+FFFD and the rest is read")
    func legacyReplacement() {
        let sample = EncodedText.named("gb18030")
        let read = CharsetReader.read(sample.bytes + [0x41, 0xFF, 0x42], contentType: "text/html; charset=gb2312")
        #expect(read.string == sample.text + "A\u{FFFD}B")
        #expect(read.replaced == 1)
    }

    @Test(
        "random bytes in any charset decode to valid UTF-8",
        arguments: [
            "utf-8", "gb18030", "big5", "euc-kr", "shift_jis", "euc-jp", "iso-2022-jp", "utf-16le", "windows-1251",
            "hz-gb-2312", "iso-2022-kr", "x-mac-cyrillic", "ibm866",
        ])
    func anything(_ charset: String) throws {
        var generator = Seeded(7)
        for length in [0, 1, 2, 3, 17, 4095, 4096, 4097, 20_000] {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let decoded = CharsetDecoder.decode(bytes[...], as: try #require(Charset.named(charset)))
            #expect(String(validating: decoded.utf8, as: UTF8.self) != nil)
        }
    }

    @Test(
        "labels are known as the standard and as servers write them",
        arguments: [
            ("UTF8", "utf-8"), (" gb2312 ", "gbk"), ("GBK", "gbk"), ("ks_c_5601-1987", "euc-kr"), ("cp949", "euc-kr"),
            ("x-sjis", "shift_jis"), ("tis-620", "windows-874"), ("latin1", "windows-1252"), ("koi8-ru", "koi8-u"),
            ("x-mac-roman", "macintosh"), ("iso8859-5", "iso-8859-5"), ("unicode", "utf-16le"), ("Big5-HKSCS", "big5"),
            ("cp1256", "windows-1256"),
        ])
    func labels(_ label: String, _ name: String) {
        #expect(Charset.named(label)?.name == name)
    }

    @Test("every charset of the table has a converter")
    func converters() {
        for charset in Charset.all where charset.name != "iso-8859-16" {
            #expect(CharsetDecoder.isKnown(charset), "\(charset.name) → \(charset.converter)")
        }
        #expect(Charset.all.count >= 40)
        #expect(Charset.named("no-such-charset") == nil)
    }

    @Test("ASCII alone says nothing and is UTF-8")
    func ascii() {
        let read = CharsetReader.read(Array("plain".utf8))
        #expect(read.charset == "utf-8")
        #expect(read.origin == .fallback)
    }
}
