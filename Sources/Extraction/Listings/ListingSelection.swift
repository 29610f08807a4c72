import Model

/// The field paths of one listing API, read once.
struct ListingSelection: Sendable {
    var item: FieldPath
    var title: FieldPath?
    var text: FieldPath?
    var posted: FieldPath?
    var author: FieldPath?
    var place: FieldPath?
    var lang: FieldPath?
    /// The post's own address.
    var url: AddressTemplate?
    /// An address to fetch for each item.
    var follow: AddressTemplate?
    /// Where the listing goes on.
    var next: AddressTemplate?
    /// Used where an item has no title of its own.
    var pageTitle: FieldPath?

    init(_ selectors: PostSelectors, lang: String? = nil, pageTitle: String? = nil) throws(SelectorError) {
        item = try FieldPath(selectors.item, field: "item")
        title = try Self.path(selectors.title, "title")
        text = try Self.path(selectors.text, "text")
        posted = try Self.path(selectors.posted, "posted")
        author = try Self.path(selectors.author, "author")
        place = try Self.path(selectors.place, "place")
        self.lang = try Self.path(lang, "lang")
        url = try Self.template(selectors.url, "url")
        follow = try Self.template(selectors.follow, "follow")
        next = try Self.template(selectors.next, "next")
        self.pageTitle = try Self.path(pageTitle, "title")
    }

    private static func path(_ source: String?, _ field: String) throws(SelectorError) -> FieldPath? {
        guard let source else { return nil }
        return try FieldPath(source, field: field)
    }

    private static func template(_ source: String?, _ field: String) throws(SelectorError) -> AddressTemplate? {
        guard let source else { return nil }
        return try AddressTemplate(source, field: field)
    }
}
