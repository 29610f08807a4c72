/// Finds the posts of a page without being told where they are.
///
/// In this order: schema.org in JSON-LD, the same in microdata, microformats, the markup of known boards, repeated
/// structure with authors or times, and what the page's main text is. Structured data tell title, author and time best,
/// but often hold a shortened text; so the page's own text takes its place where it goes on after the same beginning.
struct PostDetector {
    let document: HTMLDocument
    let metadata: PageMetadata
    let pageURL: String
    let resolve: (String) -> String?

    func posts() -> SchemaPosts.Result {
        let nothing = SchemaPosts.Result(drafts: [], isThread: false)
        let stated = schemaPosts()
        if let stated, !stated.isThread { return completed(stated) }
        if let stated, stated.drafts.count > 1 { return titled(stated) }
        let entries = Microformats(document: document, pageURL: pageURL, resolve: resolve).posts()
        if stated == nil, entries.count > 1 { return SchemaPosts.Result(drafts: entries, isThread: true) }
        let boards = KnownBoard.posts(in: document, resolve: resolve)
        if let boards, boards.drafts.count >= stated?.drafts.count ?? 0 { return titled(boards) }
        if stated == nil, entries.isEmpty, KnownBoard.isListing(document) { return nothing }
        let statistics = PageStatistics(document, pageURL: pageURL)
        let repeated = RepeatedStructure(document, statistics, pageURL: pageURL)
        if stated == nil, entries.count == 1, var entry = entries.first {
            entry.isPage = true
            return withReplies([entry], repeated)
        }
        if let stated { return repeated.posts.count > 1 ? withReplies(stated.drafts, repeated) : titled(stated) }
        if repeated.posts.count > 1 { return withMainText(repeated, statistics) }
        let main = MainText(
            document: document, statistics: statistics, repeated: repeated, isTitled: metadata.postTitle != nil,
            isPaged: metadata.isPaged)
        guard let (node, text) = main.find() else { return nothing }
        let teasers = Set(repeated.teasers)
        var draft = mainDraft(node: node, text: text, statistics) { teasers.contains($0) || statistics.isFrame[$0] }
        if draft.title == nil { draft.title = firstLine(of: text) }
        return SchemaPosts.Result(drafts: [draft], isThread: false)
    }

    private func schemaPosts() -> SchemaPosts.Result? {
        let linked = JSONLinkedData.read(document)
        if !linked.items.isEmpty,
            let found = SchemaPosts(document: document, graph: linked, pageURL: pageURL, resolve: resolve).posts()
        {
            return found
        }
        let microdata = Microdata.read(document)
        guard !microdata.items.isEmpty else { return nil }
        return SchemaPosts(document: document, graph: microdata, pageURL: pageURL, resolve: resolve).posts()
    }

    // MARK: - The page's own text

    /// - Parameter isSkipped: the page's frame and its teasers, in which nothing is said of this post.
    private func mainDraft(
        node: Int, text: String, _ statistics: PageStatistics, isSkipped: @escaping (Int) -> Bool
    ) -> PostDraft {
        let near = PostHints(document: document, statistics: statistics, scope: node, isSkipped: isSkipped)
        let page = PostHints(
            document: document, statistics: statistics, scope: HTMLDocument.root, isSkipped: isSkipped)
        return PostDraft(
            text: text, title: metadata.postTitle,
            posted: metadata.published ?? near.posted()?.text ?? page.posted()?.text,
            author: near.author()?.text ?? metadata.author ?? page.author()?.text,
            place: near.place()?.text ?? page.place()?.text, lang: document.language(of: node), node: node)
    }

    /// The first of several lines, where it is as short as a title.
    private func firstLine(of text: String) -> String? {
        guard let end = text.firstIndex(of: "\n"), text[..<end].utf8.count <= 200 else { return nil }
        return String(text[..<end])
    }

    /// What structured data say of the page's one post, with the text that the page shows where that is the fuller one.
    private func completed(_ stated: SchemaPosts.Result) -> SchemaPosts.Result {
        guard var draft = stated.drafts.first else { return stated }
        let statistics = PageStatistics(document, pageURL: pageURL)
        let repeated = RepeatedStructure(document, statistics, pageURL: pageURL)
        let shown = MainText(
            document: document, statistics: statistics, repeated: repeated, isTitled: metadata.postTitle != nil,
            isPaged: metadata.isPaged
        ).find()
        if let shown, isFuller(shown.text, than: draft.text) { draft.text = shown.text }
        if draft.text.isEmpty, let description = metadata["og:description"] { draft.text = description }
        draft.title = draft.title ?? metadata.postTitle
        draft.posted = draft.posted ?? metadata.published
        draft.lang = draft.lang ?? metadata.language
        draft.isPage = true
        return withReplies([draft], repeated)
    }

    /// Whether the page's text goes on where the stated one ends, or there is no stated one to speak of.
    private func isFuller(_ shown: String, than stated: String) -> Bool {
        guard shown.utf8.count > stated.utf8.count else { return false }
        if stated.utf8.count < MainText.leastText { return true }
        let letters: (String) -> [UInt8] = { text in
            text.utf8.filter { $0 >= 0x80 || ASCII.isLetter($0) || ASCII.isDigit($0) }
        }
        let start = letters(String(stated.prefix(60)))
        return contains(letters(shown), start)
    }

    private func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first, text.count >= part.count else { return false }
        for start in 0...(text.count - part.count)
        where text[start] == first && text[start..<(start + part.count)].elementsEqual(part) {
            return true
        }
        return false
    }

    // MARK: - Threads

    /// A page's own text with the comments below it; or a thread, which has nothing above its first post.
    private func withMainText(_ repeated: RepeatedStructure, _ statistics: PageStatistics) -> SchemaPosts.Result {
        let result = titled(SchemaPosts.Result(drafts: repeated.posts, isThread: true))
        guard let article = document.first(.article) ?? document.first(.main), let first = repeated.posts.first,
            document.nodes[article].tag == .article || !document.isWithin(first.node, article),
            !repeated.posts.contains(where: { $0.node <= article && document.isWithin(article, $0.node) })
        else { return result }
        let members = Set(repeated.posts.map(\.node))
        let teasers = Set(repeated.teasers)
        let isSkipped: (Int) -> Bool = { members.contains($0) || teasers.contains($0) || statistics.isFrame[$0] }
        let text = document.visibleText(of: article, skipping: isSkipped)
        guard text.utf8.count >= 200 else { return result }
        var main = mainDraft(node: article, text: text, statistics, isSkipped: isSkipped)
        main.isPage = true
        return SchemaPosts.Result(drafts: [main] + result.drafts, isThread: true)
    }

    /// One post, and the repeated ones that aren't part of it.
    private func withReplies(_ drafts: [PostDraft], _ repeated: RepeatedStructure) -> SchemaPosts.Result {
        let replies = repeated.posts.filter { reply in
            !drafts.contains { $0.text.contains(reply.text.prefix(80)) }
        }
        guard !replies.isEmpty else { return SchemaPosts.Result(drafts: drafts, isThread: false) }
        return titled(SchemaPosts.Result(drafts: drafts + replies, isThread: true))
    }

    /// The posts with the page's title, where they have none.
    private func titled(_ result: SchemaPosts.Result) -> SchemaPosts.Result {
        var result = result
        for index in result.drafts.indices where result.drafts[index].title == nil {
            result.drafts[index].title = metadata.postTitle
        }
        return result
    }
}
