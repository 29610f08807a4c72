/// A contact or a measure read from a post's text.
public struct Entity: Sendable, Hashable, Codable {
    public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
        /// A telephone number; the value is E.164 where the region could be told, else the digits.
        case phone
        /// A mail address, in lower case.
        case email
        /// A messenger name, as `service:name`, such as `telegram:name` or `wechat:name`.
        case handle
    }

    public var kind: Kind
    /// Normalised; the same contact has the same value however it was written.
    public var value: String
    public var field: PostField
    /// Unicode scalars of the field as it came in, half open.
    public var start: Int
    public var end: Int

    public init(kind: Kind, value: String, field: PostField, start: Int, end: Int) {
        self.kind = kind
        self.value = value
        self.field = field
        self.start = start
        self.end = end
    }
}
