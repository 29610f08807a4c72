import Model

/// Collects where a page leads.
struct LinkCollector {
    let document: HTMLDocument
    /// Makes an address of the page absolute; nil for what isn't `http:` or `https:`.
    let resolve: (String) -> String?
    let keepsNofollow: Bool
    let limit: Int

    struct Result {
        var links: [Link] = []
        /// `link rel=canonical`, absolute.
        var canonical: String?
        var robots = RobotsDirectives()
    }

    /// The links in the order of the page, each once.
    func collect() -> Result {
        var result = Result()
        var seen: Set<Link> = []
        // Most links of a page stand in it more than once; resolving is dearer than remembering.
        var known: [ArraySlice<UInt8>: String?] = [:]

        func add(_ href: ArraySlice<UInt8>, kind: Link.Kind = .page) {
            guard result.links.count < limit else { return }
            let address = href.trimmed().prefix { $0 != UInt8(ascii: "#") }
            guard !address.isEmpty, mayBePage(address) else { return }
            let url: String?
            if let remembered = known[address] {
                url = remembered
            } else {
                url = resolve(String(decoding: address, as: UTF8.self))
                known[address] = .some(url)
            }
            guard let url else { return }
            let link = Link(url: url, kind: kind)
            if seen.insert(link).inserted { result.links.append(link) }
        }

        for node in document.nodes.indices where document.isElement(node) {
            switch document.nodes[node].tag {
            case .a, .area:
                guard let href = document.rawAttribute("href", of: node) else { continue }
                if keepsNofollow || !document.hasWord("nofollow", in: "rel", of: node) { add(href) }
            case .frame:
                // Old boards keep everything in frames.
                if let source = document.rawAttribute("src", of: node) { add(source) }
            case .link:
                guard let href = document.rawAttribute("href", of: node) else { continue }
                if document.hasWord("canonical", in: "rel", of: node) {
                    let address = String(decoding: href.trimmed(), as: UTF8.self)
                    if result.canonical == nil { result.canonical = resolve(address) }
                    add(href)
                } else if document.hasWord("alternate", in: "rel", of: node) {
                    if let kind = alternateKind(node) { add(href, kind: kind) }
                } else if document.hasWord("next", in: "rel", of: node) || document.hasWord("prev", in: "rel", of: node)
                {
                    add(href)
                } else if document.hasWord("sitemap", in: "rel", of: node) {
                    add(href, kind: .sitemap)
                }
            case .meta:
                if let target = readMeta(node, &result.robots) { add(target) }
            default: break
            }
        }
        return result
    }

    /// Whether the address can be a page: relative, or of a scheme that is fetched.
    private func mayBePage(_ address: ArraySlice<UInt8>) -> Bool {
        guard let colon = address.firstIndex(of: UInt8(ascii: ":")) else { return true }
        let scheme = address[..<colon]
        // A colon behind one of these is part of a path.
        guard !scheme.contains(where: { $0 == ASCII.slash || $0 == ASCII.question }) else { return true }
        return scheme.equalsIgnoringCase("http") || scheme.equalsIgnoringCase("https")
    }

    /// What an alternate is: a feed by its type, a translation by its language, anything else is no page of its own.
    private func alternateKind(_ node: Int) -> Link.Kind? {
        guard let type = document.rawAttribute("type", of: node)?.trimmed(), !type.isEmpty else {
            return document.hasAttribute("hreflang", of: node) ? .page : nil
        }
        if type.startsIgnoringCase("application/rss+xml") || type.startsIgnoringCase("application/atom+xml")
            || type.startsIgnoringCase("application/rdf+xml") || type.startsIgnoringCase("application/feed+json")
        {
            return .feed
        }
        return type.startsIgnoringCase("text/html") ? .page : nil
    }

    /// Reads what a `meta` element asks of crawlers; gives where it sends the reader on to.
    private func readMeta(_ node: Int, _ robots: inout RobotsDirectives) -> ArraySlice<UInt8>? {
        guard let content = document.rawAttribute("content", of: node) else { return nil }
        if let name = document.rawAttribute("name", of: node)?.trimmed() {
            if name.equalsIgnoringCase("robots") || name.equalsIgnoringCase("vigil") {
                robots.read(meta: String(decoding: content, as: UTF8.self))
            }
            return nil
        }
        let pragma = document.rawAttribute("http-equiv", of: node)?.trimmed()
        return pragma?.equalsIgnoringCase("refresh") == true ? LinkCollector.refreshTarget(content) : nil
    }

    /// The address in `5; url='…'` (HTML standard, "shared declarative refresh steps").
    static func refreshTarget(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = content.trimmed().drop { ASCII.isDigit($0) || $0 == UInt8(ascii: ".") || ASCII.isSpace($0) }
        guard let separator = rest.first, separator == ASCII.semicolon || separator == UInt8(ascii: ",") else {
            return nil
        }
        rest = rest.dropFirst().trimmed()
        if rest.startsIgnoringCase("url") {
            let value = rest.dropFirst(3).trimmed()
            if value.first == ASCII.equals { rest = value.dropFirst().trimmed() }
        }
        if let quote = rest.first, quote == ASCII.quote || quote == ASCII.apostrophe {
            rest = rest.dropFirst().prefix { $0 != quote }
        }
        return rest.isEmpty ? nil : rest
    }
}
