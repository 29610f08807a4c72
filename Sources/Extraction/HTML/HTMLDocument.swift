/// An HTML page as the standard's tree, in one array.
///
/// Nodes stand in document order, and each knows where its subtree ends; so a walk is a loop over indices, a subtree is
/// a range, and no depth of nesting can overflow a stack. Comments and the content of `template` elements are not kept.
/// Which parser built the tree is known to `HTMLParser` alone.
struct HTMLDocument: Sendable {

    struct Node: Sendable {
        enum Kind: UInt8, Sendable {
            case document, element, text
        }

        var kind: Kind
        var tag: HTMLTag
        /// The index of the parent; -1 for the document.
        var parent: Int32
        /// One past the last descendant.
        var end: Int32
        /// Of an element, its first attribute; of a text, its first byte.
        var first: UInt32
        /// Of an element, how many attributes; of a text, how many bytes.
        var count: UInt32
        /// Of an element, which of its parent's element children it is, from 1.
        var position: UInt32
        /// How many of the children are elements.
        var elementChildren: UInt32
    }

    struct Attribute: Sendable {
        /// In lower case.
        var name: Range<Int>
        var value: Range<Int>
    }

    var nodes: [Node] = []
    var attributes: [Attribute] = []
    /// Names, values and texts, as UTF-8.
    var bytes: [UInt8] = []
    /// The names of elements whose tag is `other`, in lower case.
    var otherNames: [Int: String] = [:]

    /// The root; its subtree is the whole page.
    static let root = 0

    /// The nodes below `node`, in document order.
    func descendants(of node: Int) -> Range<Int> { (node + 1)..<Int(nodes[node].end) }

    @inline(__always)
    func isElement(_ node: Int) -> Bool { nodes[node].kind == .element }

    func parent(of node: Int) -> Int? {
        let parent = Int(nodes[node].parent)
        return parent < 0 ? nil : parent
    }

    /// The parent, where it is an element.
    func parentElement(of node: Int) -> Int? {
        parent(of: node).flatMap { isElement($0) ? $0 : nil }
    }

    /// Whether `node` is `ancestor` or stands below it.
    func isWithin(_ node: Int, _ ancestor: Int) -> Bool {
        node >= ancestor && node < Int(nodes[ancestor].end)
    }

    /// The element children of `node`, in order.
    func elementChildren(of node: Int) -> [Int] {
        var result: [Int] = []
        result.reserveCapacity(Int(nodes[node].elementChildren))
        var child = node + 1
        while child < Int(nodes[node].end) {
            if isElement(child) { result.append(child) }
            child = Int(nodes[child].end)
        }
        return result
    }

    /// The element just before `node` among its siblings.
    func previousElement(of node: Int) -> Int? {
        guard nodes[node].position > 1 else { return nil }
        var candidate = node - 1
        let parent = nodes[node].parent
        // Steps from a last descendant up to the sibling that holds it.
        while candidate > Int(parent) {
            if nodes[candidate].parent == parent {
                if isElement(candidate) { return candidate }
                candidate -= 1
            } else {
                candidate = Int(nodes[candidate].parent)
            }
        }
        return nil
    }

    /// The first element of `tag` in document order.
    func first(_ tag: HTMLTag, in range: Range<Int>? = nil) -> Int? {
        for node in range ?? nodes.indices where nodes[node].tag == tag && isElement(node) { return node }
        return nil
    }

    // MARK: - Attributes

    /// All attributes' names and values, one after another.
    var markup: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(attributes.reduce(0) { $0 + $1.name.count + $1.value.count + 2 })
        for attribute in attributes {
            result += bytes[attribute.name]
            result.append(ASCII.space)
            result += bytes[attribute.value]
            result.append(ASCII.space)
        }
        return result
    }

    @inline(__always)
    func bytes(of attribute: Attribute) -> ArraySlice<UInt8> { bytes[attribute.value] }

    @inline(__always)
    func attributeRange(of node: Int) -> Range<Int> {
        guard isElement(node) else { return 0..<0 }
        let first = Int(nodes[node].first)
        return first..<(first + Int(nodes[node].count))
    }

    /// The value of the attribute `name` (in lower case), as bytes; nil where `node` has none.
    @inline(__always)
    func rawAttribute(_ name: StaticString, of node: Int) -> ArraySlice<UInt8>? {
        let length = name.utf8CodeUnitCount
        for index in attributeRange(of: node) {
            let range = attributes[index].name
            guard range.count == length else { continue }
            let isEqual = name.withUTF8Buffer { wanted in
                for offset in 0..<length where bytes[range.lowerBound + offset] != wanted[offset] { return false }
                return true
            }
            if isEqual { return bytes[attributes[index].value] }
        }
        return nil
    }

    /// The value of the attribute `name` (in lower case), as bytes; nil where `node` has none.
    func rawAttribute(named name: [UInt8], of node: Int) -> ArraySlice<UInt8>? {
        for index in attributeRange(of: node) where bytes[attributes[index].name].elementsEqual(name) {
            return bytes[attributes[index].value]
        }
        return nil
    }

    func attribute(_ name: StaticString, of node: Int) -> String? {
        rawAttribute(name, of: node).map { String(decoding: $0, as: UTF8.self) }
    }

    func hasAttribute(_ name: StaticString, of node: Int) -> Bool { rawAttribute(name, of: node) != nil }

    /// Whether the white-space-separated words of attribute `name` hold `word`, whatever the case of ASCII letters.
    func hasWord(_ word: StaticString, in name: StaticString, of node: Int) -> Bool {
        guard let value = rawAttribute(name, of: node) else { return false }
        return value.split(whereSeparator: ASCII.isSpace).contains { $0.equalsIgnoringCase(word) }
    }

    /// The text content of `node`, hidden parts and all, white space as it stands.
    func rawText(of node: Int) -> [UInt8] {
        var result: [UInt8] = []
        for index in node..<Int(nodes[node].end) where nodes[index].kind == .text {
            result.append(contentsOf: bytes[textRange(of: index)])
        }
        return result
    }

    @inline(__always)
    func textRange(of node: Int) -> Range<Int> {
        let first = Int(nodes[node].first)
        return first..<(first + Int(nodes[node].count))
    }

    /// The language that holds for `node`: the nearest `lang` (or `xml:lang`) attribute.
    func language(of node: Int) -> String? {
        var current: Int? = node
        while let here = current {
            if let value = rawAttribute("lang", of: here) ?? rawAttribute("xml:lang", of: here) {
                return String(decoding: value, as: UTF8.self).trimmedOrNil
            }
            current = parent(of: here)
        }
        return nil
    }
}
