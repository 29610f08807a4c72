/// What was found of one post, before it has an id.
struct PostDraft: Sendable, Hashable {
    var text: String
    var title: String?
    /// As it stood; made ISO 8601 later, where it can be read.
    var posted: String?
    var author: String?
    var place: String?
    var lang: String?
    /// The `id` attribute of its element, where it has one of its own.
    var elementID: String?
    /// A link to the post itself, absolute.
    var permalink: String?
    /// Whether it is what the page itself is about, with comments beside it.
    var isPage = false
    /// The node it was found at, 0 for the page.
    var node = HTMLDocument.root

    var isEmpty: Bool { text.isEmpty && (title ?? "").isEmpty }
}
