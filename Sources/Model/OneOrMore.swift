/// A value of a file that may be written alone or as a list.
public struct OneOrMore<Element> {
    public var elements: [Element]

    public init(_ elements: [Element]) { self.elements = elements }
}

extension OneOrMore: Sendable where Element: Sendable {}

extension OneOrMore: Decodable where Element: Decodable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            elements = try container.decode([Element].self)
        } catch DecodingError.typeMismatch {
            elements = [try container.decode(Element.self)]
        }
    }
}

extension OneOrMore: Encodable where Element: Encodable {
    /// One element is written alone.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if elements.count == 1 { try container.encode(elements[0]) } else { try container.encode(elements) }
    }
}
