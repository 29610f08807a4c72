/// Reads the microdata of a page (HTML standard, section 5); `itemref` is not followed.
enum Microdata {

    static func read(_ document: HTMLDocument) -> SchemaGraph {
        var graph = SchemaGraph()
        // Items that are open, by their index in the graph, with where they end.
        var open: [(item: Int, end: Int)] = []
        for node in document.nodes.indices where document.isElement(node) && document.nodes[node].count > 0 {
            while let last = open.last, last.end <= node { open.removeLast() }
            let isItem = document.hasAttribute("itemscope", of: node)
            var value: SchemaGraph.Value?
            let owner = open.last
            if isItem {
                let index = graph.items.count
                graph.items.append(SchemaGraph.Item(types: types(of: node, document), node: node))
                open.append((index, Int(document.nodes[node].end)))
                value = .item(index)
            }
            guard let owner, let property = document.rawAttribute("itemprop", of: node) else { continue }
            if case .item(let index)? = value { graph.items[index].isTop = false }
            for name in property.split(whereSeparator: ASCII.isSpace) {
                let key = String(decoding: name, as: UTF8.self).split(separator: "/").last.map(String.init) ?? ""
                graph.items[owner.item].properties[key, default: []].append(value ?? self.value(of: node, document))
            }
        }
        return graph
    }

    private static func types(of node: Int, _ document: HTMLDocument) -> Set<String> {
        guard let types = document.attribute("itemtype", of: node) else { return [] }
        return Set(types.split(whereSeparator: \.isWhitespace).map { SchemaGraph.shortName(of: $0) })
    }

    private static func value(of node: Int, _ document: HTMLDocument) -> SchemaGraph.Value {
        let attribute: String? =
            switch document.nodes[node].tag {
            case .meta: document.attribute("content", of: node)
            case .a, .area, .link: document.attribute("href", of: node)
            case .img, .audio, .video, .iframe, .embed, .source: document.attribute("src", of: node)
            case .time: document.attribute("datetime", of: node)
            case .data: document.attribute("value", of: node)
            // Beside the standard: many pages put machine-readable values here.
            default: document.attribute("content", of: node)
            }
        return attribute.map(SchemaGraph.Value.text) ?? .element(node)
    }
}
