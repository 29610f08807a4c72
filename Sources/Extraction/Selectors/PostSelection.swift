import Model

/// The selectors of one source, read once.
struct PostSelection: Sendable {
    var item: Selector
    var title: Selector?
    var text: Selector?
    var posted: Selector?
    var author: Selector?
    var place: Selector?
    /// A link to the post itself.
    var permalink: Selector?

    init(_ selectors: PostSelectors) throws(SelectorError) {
        item = try SelectorParser.parse(selectors.item, field: "item")
        if item.alternatives.contains(where: { $0.path == nil || $0.attribute != nil }) {
            throw SelectorError(
                field: "item", selector: selectors.item, column: 1, problem: "an item is an element, not an attribute",
                advice: "take `@…` away")
        }
        title = try PostSelection.parse(selectors.title, "title")
        text = try PostSelection.parse(selectors.text, "text")
        posted = try PostSelection.parse(selectors.posted, "posted")
        author = try PostSelection.parse(selectors.author, "author")
        place = try PostSelection.parse(selectors.place, "place")
        permalink = try PostSelection.parse(selectors.url, "url")
        for (field, value) in [("follow", selectors.follow), ("next", selectors.next)] {
            guard let value else { continue }
            throw SelectorError(
                field: field, selector: value, column: 1, problem: "is for sources of the kind `json`",
                advice: "leave it out: links of pages are followed by themselves")
        }
    }

    private static func parse(_ source: String?, _ field: String) throws(SelectorError) -> Selector? {
        guard let source else { return nil }
        return try SelectorParser.parse(source, field: field)
    }
}
