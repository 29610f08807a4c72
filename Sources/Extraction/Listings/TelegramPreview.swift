import Model

/// The public preview pages of Telegram channels, `/s/NAME`: the last messages, and `?before=N` for those before them.
enum TelegramPreview {

    /// The messages of a preview page that have a text, oldest first, and the page of the messages before them.
    static func read(
        _ document: HTMLDocument, pageURL: String, resolve: @escaping (String) -> String?
    ) -> (drafts: [PostDraft], links: [Link]) {
        guard let selection else { return ([], []) }
        let drafts = SelectedPosts(
            document: document, selection: selection, resolve: resolve, isTextNeeded: true
        ).drafts().filter { !$0.text.isEmpty }
        return (
            drafts, older(document, pageURL: pageURL).flatMap(resolve).map { [Link(url: $0, kind: .listing)] } ?? []
        )
    }

    /// The page before this one: `before` the lowest number of a message here. The page's own link to it is left out
    /// where a channel begins, and so it is here.
    private static func older(_ document: HTMLDocument, pageURL: String) -> String? {
        var lowest = Int.max
        for node in document.nodes.indices where document.isElement(node) {
            // `NAME/123`; of an album, only the first has a message of its own.
            guard let post = document.attribute("data-post", of: node),
                let number = post.split(separator: "/").last.flatMap({ Int($0) })
            else { continue }
            lowest = min(lowest, number)
        }
        guard lowest > 1, lowest < Int.max, hasMore(document) else { return nil }
        return pageURL.prefix { $0 != "?" && $0 != "#" } + "?before=\(lowest)"
    }

    private static func hasMore(_ document: HTMLDocument) -> Bool {
        document.nodes.indices.contains { node in
            guard document.isElement(node) else { return false }
            if document.hasAttribute("data-before", of: node) { return true }
            return document.nodes[node].tag == .link && document.hasWord("prev", in: "rel", of: node)
        }
    }

    /// Where a preview page keeps its messages.
    static let selectors = PostSelectors(
        item: ".tgme_widget_message", text: ".tgme_widget_message_text",
        posted: "a.tgme_widget_message_date time@datetime, time@datetime", author: ".tgme_widget_message_owner_name",
        url: "a.tgme_widget_message_date@href")
    private static let selection = try? PostSelection(selectors)
}
