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
                if let line = document.line(of: node), headings.count < 2, !document.isHidden(node) {
                    headings.append(line)
                }
            case .html:
                language = document.language(of: node)
            default:
                break
            }
        }
        heading = headings.count == 1 ? headings.first : nil
        if language == nil, let locale = self["og:locale"] ?? self["content-language"] {
            language = locale.split(separator: ",").first.flatMap { String($0).replacing("_", with: "-").trimmedOrNil }
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

    private static func line(_ bytes: [UInt8]) -> String? {
        var writer = TextWriter()
        bytes.withUnsafeBufferPointer { writer.write($0) }
        return writer.finished().trimmedOrNil
    }
}
