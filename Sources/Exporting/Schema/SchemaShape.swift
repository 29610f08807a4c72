/// The shape of a type as its decoding tells it.
indirect enum SchemaShape: Sendable, Hashable {
    case string
    case integer
    case number
    case boolean
    case anything
    case word([String])
    case list(SchemaShape)
    /// One alone, or a list.
    case oneOrMore(SchemaShape)
    case map(SchemaShape)
    /// A type of its own, by name; its fields stand in the recorder's definitions.
    case object(String)
}

/// One field of an object.
struct SchemaField: Sendable, Hashable {
    var key: String
    var shape: SchemaShape
    var isRequired: Bool
}

/// An object type with its fields, in the order of decoding.
struct SchemaObject {
    var name: String
    var fields: [SchemaField]
    var notes: (any SchemaNoted.Type)?
}
