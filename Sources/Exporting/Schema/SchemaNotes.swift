/// What a schema says of a type beyond what the type itself tells.
public protocol SchemaNoted {
    /// One sentence on the whole.
    static var schemaSummary: String { get }
    /// By key as it is written; a test checks that every key has a note and every note a key.
    static var schemaNotes: [String: SchemaNote] { get }
    /// Whether keys that the type does not know are accepted.
    static var schemaIsOpen: Bool { get }
}

extension SchemaNoted {
    public static var schemaIsOpen: Bool { false }
}

/// What a schema says of one field.
public struct SchemaNote: Sendable, Hashable, ExpressibleByStringLiteral {
    public var description: String
    public var minimum: Double?
    public var maximum: Double?
    /// ECMA-262.
    public var pattern: String?

    public init(_ description: String, minimum: Double? = nil, maximum: Double? = nil, pattern: String? = nil) {
        self.description = description
        self.minimum = minimum
        self.maximum = maximum
        self.pattern = pattern
    }

    public init(stringLiteral value: String) { self.init(value) }
}
