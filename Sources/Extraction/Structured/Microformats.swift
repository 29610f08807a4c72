/// Finds the posts that a page marks as microformats: `h-entry` (microformats2) and `hentry` (hAtom), which most blog
/// themes carry.
struct Microformats {
    let document: HTMLDocument
    let pageURL: String
    let resolve: (String) -> String?

    /// The entries that hold their content; on a listing, where they hold but summaries, none.
    func posts() -> [PostDraft] {
        let roots = document.nodes.indices.filter { node in
            document.isElement(node) && (document.hasClass(Names.hEntry, node) || document.hasClass(Names.hentry, node))
        }
        let set = Set(roots)
        return roots.prefix(SelectedPosts.most).compactMap { root in draft(root, roots: set) }
    }

    private func draft(_ root: Int, roots: Set<Int>) -> PostDraft? {
        guard let content = first(Names.content, in: root, roots: roots) else { return nil }
        let text = document.visibleText(of: content) { roots.contains($0) }
        guard !text.isEmpty, !isTeaser(text) else { return nil }
        let time = first(Names.published, in: root, roots: roots)
        let link = first(Names.url, in: root, roots: roots)
        let title = first(Names.title, in: root, roots: roots).flatMap(document.line)
        return PostDraft(
            text: text,
            // Without a name of its own an h-entry's p-name is its whole content.
            title: title.flatMap { $0.utf8.count < 300 ? $0 : nil },
            posted: time.flatMap { document.attribute("datetime", of: $0) ?? document.attribute("title", of: $0) }
                ?? time.flatMap(document.line),
            author: first(Names.author, in: root, roots: roots).flatMap(document.line),
            place: first(Names.place, in: root, roots: roots).flatMap(document.line),
            lang: document.language(of: root),
            elementID: document.attribute("id", of: root).flatMap { $0.contains(where: \.isNumber) ? $0 : nil },
            permalink: link.flatMap { document.attribute("href", of: $0) }.flatMap(resolve), node: root)
    }

    private func isTeaser(_ text: String) -> Bool {
        text.utf8.count < 1200 && (text.hasSuffix("…") || text.hasSuffix("[...]") || text.hasSuffix("[…]"))
    }

    /// The first element below `root`, and not below another entry in it, that has one of the classes; the order of the
    /// classes decides first.
    private func first(_ classes: [[UInt8]], in root: Int, roots: Set<Int>) -> Int? {
        for name in classes {
            var node = root + 1
            while node < Int(document.nodes[root].end) {
                if roots.contains(node) {
                    node = Int(document.nodes[node].end)
                    continue
                }
                if document.isElement(node), document.hasClass(name, node) { return node }
                if document.isElement(node), name == Names.bookmark, document.hasWord("bookmark", in: "rel", of: node) {
                    return node
                }
                node += 1
            }
        }
        return nil
    }

    private enum Names {
        static let hEntry = Array("h-entry".utf8)
        static let hentry = Array("hentry".utf8)
        static let bookmark = Array("rel-bookmark".utf8)
        static let content = ["e-content", "entry-content"].map { Array($0.utf8) }
        static let title = ["p-name", "entry-title"].map { Array($0.utf8) }
        static let published = ["dt-published", "published", "entry-date", "dt-updated", "updated"].map {
            Array($0.utf8)
        }
        static let author = ["p-author", "fn", "author", "byline"].map { Array($0.utf8) }
        static let place = ["p-location", "p-locality", "location"].map { Array($0.utf8) }
        static let url = ["u-url".utf8].map { Array($0) } + [bookmark]
    }
}
