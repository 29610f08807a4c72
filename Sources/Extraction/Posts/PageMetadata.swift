/// What a page's head says: Open Graph, author, language, canonical address.
struct PageMetadata {
    /// Contents by name or property, in lower case; the first of each.
    private var contents: [String: String] = [:]
    /// The text of `title`.
    private(set) var title: String?
    /// The language of the page, as BCP 47.
    private(set) var language: String?
    /// The text of the only `h1` that has any.
    private(set) var heading: String?
    /// Whether it names a page before or behind it (`rel=prev`, `rel=next`).
    private(set) var isPaged = false

    init(_ document: HTMLDocument) {
        var headings: [String] = []
        for node in document.nodes.indices where document.isElement(node) {
            switch document.nodes[node].tag {
            case .meta:
                guard
                    let name = document.attribute("property", of: node) ?? document.attribute("name", of: node)
                        ?? document.attribute("http-equiv", of: node),
                    let content = document.attribute("content", of: node)?.trimmedOrNil
                else { continue }
                let key = name.lowercased()
                if contents[key] == nil { contents[key] = content }
            case .title:
                if title == nil { title = PageMetadata.line(document.rawText(of: node)) }
            case .h1:
                if headings.count < 2, let heading = PageMetadata.heading(node, document) { headings.append(heading) }
            case .link, .a:
                if !isPaged,
                    document.hasWord("next", in: "rel", of: node) || document.hasWord("prev", in: "rel", of: node)
                {
                    isPaged = true
                }
            case .html:
                language = document.language(of: node)
            default:
                break
            }
        }
        heading = headings.count == 1 ? headings.first : nil
        if language == nil, let locale = self["og:locale"] ?? self["content-language"] {
            let first = locale.split(separator: ",").first.map(String.init)
            language = first?.replacing("_", with: "-").trimmedOrNil
        }
    }

    subscript(name: String) -> String? { contents[name] }

    /// The title of what the page is about.
    var postTitle: String? { heading ?? self["og:title"] ?? title }

    /// When it was published, as the head states.
    var published: String? {
        ["article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "pubdate"]
            .lazy.compactMap { self[$0] }.first
    }

    var author: String? {
        let author = self["author"] ?? self["article:author"]
        return author.flatMap { $0.hasPrefix("http") || $0.utf8.count > 80 ? nil : $0 }
    }

    /// The heading's text; of one that was never closed, and so holds the rest of the page, the first line.
    private static func heading(_ node: Int, _ document: HTMLDocument) -> String? {
        guard !document.isHidden(node) else { return nil }
        let holdsBlocks = document.descendants(of: node).contains { inner in
            let tag = document.nodes[inner].tag
            return tag == .p || tag == .div || tag == .table || tag == .ul
        }
        guard holdsBlocks else { return document.line(of: node) }
        return document.visibleText(of: node).split(separator: "\n").first.map(String.init)
    }

    private static func line(_ bytes: [UInt8]) -> String? {
        var writer = TextWriter()
        bytes.withUnsafeBufferPointer { writer.write($0) }
        return writer.finished().trimmedOrNil
    }
}
