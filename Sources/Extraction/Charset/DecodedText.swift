/// A document's bytes as UTF-8, with the charset that they were in.
public struct DecodedText: Sendable, Hashable {
    /// Valid UTF-8 without a byte order mark; what could not be read is U+FFFD.
    public var utf8: [UInt8]
    /// The charset's name in the WHATWG Encoding Standard, such as `gb18030`, `euc-kr` or `windows-1251`.
    public var charset: String
    public var origin: CharsetOrigin
    /// How many sequences were read as U+FFFD because they stand for nothing in that charset.
    public var replaced: Int

    /// The text as a String.
    public var string: String { String(decoding: utf8, as: UTF8.self) }
}
