/// What a page says about itself in the vocabulary of schema.org, from JSON-LD or from microdata.
struct SchemaGraph: Sendable {

    struct Item: Sendable {
        /// The last part of each type's name, in lower case: `jobposting`.
        var types: Set<String> = []
        var properties: [String: [Value]] = [:]
        /// Whether it isn't a property of another item.
        var isTop = true
        /// The element of a microdata item.
        var node: Int?
    }

    enum Value: Sendable {
        /// As it stood; may hold markup.
        case text(String)
        /// An element, whose visible text is the value.
        case element(Int)
        /// Another item of the graph.
        case item(Int)
    }

    var items: [Item] = []

    /// A type's short name: `http://schema.org/JobPosting` is `jobposting`.
    static func shortName(of type: some StringProtocol) -> String {
        let start = type.lastIndex { $0 == "/" || $0 == "#" || $0 == ":" }.map { type.index(after: $0) }
        return type[(start ?? type.startIndex)...].lowercased()
    }
}
