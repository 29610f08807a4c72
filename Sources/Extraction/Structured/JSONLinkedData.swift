import Foundation

/// Reads the JSON-LD of a page: every `script` of type `application/ld+json`.
///
/// Contexts are not resolved: pages write schema.org's names as they are. What doesn't parse is mended in the ways that
/// pages break it (raw line ends in strings, trailing commas, comment marks around it), else passed over.
enum JSONLinkedData {
    /// The largest script that is read, in bytes, and the most items of a page.
    static let largest = 4 << 20
    static let mostItems = 5_000

    static func read(_ document: HTMLDocument) -> SchemaGraph {
        var graph = SchemaGraph()
        for node in document.nodes.indices where document.nodes[node].tag == .script {
            guard let type = document.rawAttribute("type", of: node),
                type.trimmed().startsIgnoringCase("application/ld+json")
            else { continue }
            let source = document.rawText(of: node)
            guard source.count <= largest, let value = parse(source) else { continue }
            add(value, to: &graph)
        }
        return graph
    }

    // MARK: - Parsing

    private static func parse(_ source: [UInt8]) -> Any? {
        let trimmed = source.trimmed()
        guard !trimmed.isEmpty else { return nil }
        let options: JSONSerialization.ReadingOptions = [.fragmentsAllowed]
        if let value = try? JSONSerialization.jsonObject(with: Data(trimmed), options: options) { return value }
        return try? JSONSerialization.jsonObject(with: Data(mended(trimmed)), options: options)
    }

    private static func mended(_ source: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(source.count)
        // `<!--`, `//<![CDATA[` and their ends stand before the first and after the last bracket.
        let isBracket: (UInt8) -> Bool = { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }
        let isClosing: (UInt8) -> Bool = { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") }
        var body = source
        if body.starts(with: "//<![CDATA[".utf8) || body.starts(with: "<![CDATA[".utf8) {
            body = body.drop { $0 != UInt8(ascii: "[") }.dropFirst().drop { $0 != UInt8(ascii: "[") }.dropFirst()
            if body.suffix(3).elementsEqual("]]>".utf8) { body = body.dropLast(3) }
        }
        guard let first = body.firstIndex(where: isBracket), let last = body.lastIndex(where: isClosing), first < last
        else { return [] }
        var inString = false
        var isEscaped = false
        for byte in body[first...last] {
            if inString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == ASCII.quote {
                    inString = false
                }
                switch byte {
                case ASCII.newline: result.append(contentsOf: "\\n".utf8)
                case 0..<0x20: result.append(ASCII.space)
                default: result.append(byte)
                }
            } else {
                if byte == ASCII.quote { inString = true }
                if isClosing(byte) {
                    while let end = result.last, ASCII.isSpace(end) { result.removeLast() }
                    if result.last == UInt8(ascii: ",") { result.removeLast() }
                }
                result.append(byte)
            }
        }
        return result
    }

    // MARK: - Items

    /// The parser refuses nesting beyond 512, so this recursion is bounded.
    private static func add(_ value: Any, to graph: inout SchemaGraph) {
        if let list = value as? [Any] {
            for element in list { add(element, to: &graph) }
        } else if let object = value as? [String: Any] {
            if let inner = object["@graph"] { add(inner, to: &graph) }
            if object["@type"] != nil { _ = item(object, isTop: true, graph: &graph) }
        }
    }

    private static func item(_ object: [String: Any], isTop: Bool, graph: inout SchemaGraph) -> Int? {
        guard graph.items.count < mostItems else { return nil }
        let index = graph.items.count
        graph.items.append(SchemaGraph.Item())
        graph.items[index].isTop = isTop
        let types = (object["@type"] as? [Any] ?? [object["@type"] as Any]).compactMap { $0 as? String }
        graph.items[index].types = Set(types.map { SchemaGraph.shortName(of: $0) })
        // A dictionary's order differs from run to run; the graph's must not.
        for (name, value) in object.sorted(by: { $0.key < $1.key }) where !name.hasPrefix("@") || name == "@id" {
            let values = (value as? [Any] ?? [value]).compactMap { element -> SchemaGraph.Value? in
                if let text = element as? String { return .text(text) }
                if let inner = element as? [String: Any] {
                    if let text = inner["@value"] as? String { return .text(text) }
                    return item(inner, isTop: false, graph: &graph).map(SchemaGraph.Value.item)
                }
                return (element as? NSNumber).map { .text($0.stringValue) }
            }
            let key = name.split(separator: ":").last.map(String.init) ?? name
            if !values.isEmpty { graph.items[index].properties[key] = values }
        }
        return index
    }
}
