import CGumbo

/// Builds an `HTMLDocument` with gumbo: the one place that knows which parser is used.
///
/// Nothing fails. Markup that would take a parser beyond its bounds is first cut to them (`MarkupGuard`); should gumbo
/// still pass its limits or break, the page is parsed once more with less of its markup, and in the end with none but
/// paragraphs, links and headings.
enum HTMLParser {
    /// Processor time for one attempt, in seconds; an ordinary page takes a few thousandths.
    static let processorSeconds = 5.0
    /// Memory for one attempt, in bytes: a fixed share and so much for each byte of input.
    static let memoryFloor = 32 << 20
    static let memoryPerByte = 60
    static let memoryCeiling = 512 << 20

    static func parse(_ utf8: [UInt8]) -> HTMLDocument {
        for level in MarkupGuard.Level.allCases {
            if let document = attempt(MarkupGuard.bounded(utf8, level: level)) { return document }
        }
        let half = utf8.count / 2
        guard half > 1024 else { return empty }
        return attempt(MarkupGuard.bounded(Array(utf8.prefix(half)), level: .plain)) ?? empty
    }

    private static let empty = HTMLDocument(nodes: [
        HTMLDocument.Node(
            kind: .document, tag: .other, parent: -1, end: 1, first: 0, count: 0, position: 0, elementChildren: 0)
    ])

    /// The tree of `utf8` as it stands; nil where gumbo does not come to an end with it.
    static func attempt(_ utf8: [UInt8]) -> HTMLDocument? {
        // Counts and offsets of the tree have 32 bits.
        guard utf8.count < 1 << 30 else { return nil }
        let memory = min(memoryFloor + memoryPerByte * utf8.count, memoryCeiling)
        return utf8.withUnsafeBytes { raw -> HTMLDocument? in
            let bytes = raw.bindMemory(to: CChar.self)
            // An empty buffer has no address, which gumbo wants.
            let nothing: StaticString = " "
            let start =
                bytes.baseAddress ?? UnsafeRawPointer(nothing.utf8Start).assumingMemoryBound(to: CChar.self)
            guard let parse = vigil_gumbo_parse(start, bytes.count, memory, processorSeconds) else { return nil }
            defer { vigil_gumbo_free(parse) }
            guard let root = vigil_gumbo_document(parse) else { return nil }
            return TreeCopy.copy(root, sourceBytes: utf8.count)
        }
    }
}

/// Copies gumbo's tree of pointers into one `HTMLDocument`.
private struct TreeCopy {
    private var document = HTMLDocument()

    /// An element whose children are being copied.
    private struct Open {
        var children: UnsafePointer<GumboVector>
        var next: UInt32
        var index: Int
    }

    static func copy(_ root: UnsafePointer<GumboNode>, sourceBytes: Int) -> HTMLDocument {
        var copy = TreeCopy()
        copy.document.bytes.reserveCapacity(sourceBytes)
        copy.document.nodes.reserveCapacity(sourceBytes / 24 + 16)
        copy.run(root)
        return copy.document
    }

    private mutating func run(_ root: UnsafePointer<GumboNode>) {
        document.nodes.append(
            HTMLDocument.Node(
                kind: .document, tag: .other, parent: -1, end: 0, first: 0, count: 0, position: 0, elementChildren: 0))
        guard let children = vigil_gumbo_document_children(root) else { return }
        var open = [Open(children: children, next: 0, index: HTMLDocument.root)]
        while var top = open.popLast() {
            guard top.next < top.children.pointee.length else {
                document.nodes[top.index].end = Int32(document.nodes.count)
                continue
            }
            let child = top.children.pointee.data[Int(top.next)]
            top.next += 1
            open.append(top)
            guard let child else { continue }
            let node = UnsafePointer(child.assumingMemoryBound(to: GumboNode.self))
            switch node.pointee.type {
            case GUMBO_NODE_ELEMENT:
                if let element = vigil_gumbo_element(node), let children = vigil_gumbo_children(element) {
                    let index = append(element, parent: top.index)
                    open.append(Open(children: children, next: 0, index: index))
                }
            case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
                if let text = vigil_gumbo_text(node) { append(text, parent: top.index) }
            default:
                break
            }
        }
    }

    private mutating func append(_ element: UnsafePointer<GumboElement>, parent: Int) -> Int {
        let index = document.nodes.count
        let gumboTag = element.pointee.tag
        var tag = Tags.table[min(Int(gumboTag.rawValue), Tags.table.count - 1)]
        if tag == .other {
            // Elements that are younger than gumbo are known by their names.
            let name = name(of: element)
            tag = HTMLTag.named(name)
            if tag == .other { document.otherNames[index] = name }
        }
        let firstAttribute = document.attributes.count
        let vector = element.pointee.attributes
        for offset in 0..<Int(vector.length) {
            guard let entry = vector.data[offset] else { continue }
            let attribute = entry.assumingMemoryBound(to: GumboAttribute.self)
            let name = appendLowercased(attribute.pointee.name)
            let value = append(bytesOf: attribute.pointee.value)
            document.attributes.append(HTMLDocument.Attribute(name: name, value: value))
        }
        document.nodes[parent].elementChildren += 1
        document.nodes.append(
            HTMLDocument.Node(
                kind: .element, tag: tag, parent: Int32(parent), end: 0, first: UInt32(firstAttribute),
                count: UInt32(document.attributes.count - firstAttribute),
                position: document.nodes[parent].elementChildren, elementChildren: 0))
        return index
    }

    private mutating func append(_ text: UnsafePointer<CChar>, parent: Int) {
        let range = append(bytesOf: text)
        guard !range.isEmpty else { return }
        let index = document.nodes.count
        document.nodes.append(
            HTMLDocument.Node(
                kind: .text, tag: .other, parent: Int32(parent), end: Int32(index + 1),
                first: UInt32(range.lowerBound), count: UInt32(range.count), position: 0, elementChildren: 0))
    }

    private mutating func append(bytesOf text: UnsafePointer<CChar>?) -> Range<Int> {
        let start = document.bytes.count
        guard let text else { return start..<start }
        let length = vigil_gumbo_length(text)
        let raw = UnsafeRawBufferPointer(start: text, count: length)
        document.bytes.append(contentsOf: raw)
        return start..<document.bytes.count
    }

    private mutating func appendLowercased(_ text: UnsafePointer<CChar>?) -> Range<Int> {
        let range = append(bytesOf: text)
        // SVG attributes come back in their mixed case.
        for index in range { document.bytes[index] = ASCII.lowercased(document.bytes[index]) }
        return range
    }

    private func name(of element: UnsafePointer<GumboElement>) -> String {
        let known = String(cString: gumbo_normalized_tagname(element.pointee.tag))
        if !known.isEmpty { return known }
        var piece = element.pointee.original_tag
        gumbo_tag_from_original_text(&piece)
        let raw = UnsafeRawBufferPointer(start: piece.data, count: piece.length)
        return String(decoding: raw.map { ASCII.lowercased($0) }, as: UTF8.self)
    }

    private enum Tags {
        /// gumbo's number of a tag to ours.
        static let table: [HTMLTag] = (0...GUMBO_TAG_LAST.rawValue).map { number in
            guard number < GUMBO_TAG_UNKNOWN.rawValue else { return .other }
            return HTMLTag.named(String(cString: gumbo_normalized_tagname(GumboTag(rawValue: number))))
        }
    }
}
