/// How a document's charset was decided.
public enum CharsetOrigin: String, Sendable, Hashable, Codable, CaseIterable {
    /// A byte order mark.
    case byteOrderMark = "byte-order-mark"
    /// The `charset` of the Content-Type header.
    case http
    /// A `meta` element within the first 1024 bytes.
    case meta
    /// The encoding of an XML declaration.
    case xmlDeclaration = "xml-declaration"
    /// Nothing was stated; the bytes told.
    case detected
    /// What was stated is plainly wrong for the bytes, which told another.
    case corrected
    /// Nothing was stated and the bytes told nothing.
    case fallback
}
