/// Finds posts by selectors: those of a source, or those of a known forum's markup.
struct SelectedPosts {
    let document: HTMLDocument
    let selection: PostSelection
    let resolve: (String) -> String?
    /// Whether an item without what `text` selects has no text at all, rather than all that it shows.
    var isTextNeeded = false

    /// Most posts that one page gives.
    static let most = 2_000

    func drafts() -> [PostDraft] {
        let items = document.elements(matching: selection.item, within: HTMLDocument.root, limit: SelectedPosts.most)
        guard !items.isEmpty else { return [] }
        let page = PageFallback(document: document, items: items)
        var drafts: [PostDraft] = []
        for item in items {
            let text = selection.text.flatMap { texts($0, in: item, items: items) ?? page.value($0, line: false) }
            let draft = PostDraft(
                text: text ?? (isTextNeeded ? "" : document.visibleText(of: item)),
                title: field(selection.title, item, page),
                posted: field(selection.posted, item, page), author: field(selection.author, item, page),
                place: field(selection.place, item, page), lang: document.language(of: item),
                elementID: elementID(item),
                permalink: selection.permalink
                    .flatMap { document.value(of: $0, in: item, line: true) }.flatMap(resolve),
                node: item)
            if !draft.isEmpty { drafts.append(draft) }
        }
        return drafts
    }

    private func field(_ selector: Selector?, _ item: Int, _ page: PageFallback) -> String? {
        guard let selector else { return nil }
        return document.value(of: selector, in: item, line: true) ?? page.value(selector, line: true)
    }

    /// What `selector` matches within the item, each part on its own lines.
    private func texts(_ selector: Selector, in item: Int, items: [Int]) -> String? {
        if selector.alternatives.contains(where: { $0.path == nil || $0.attribute != nil }) {
            return document.value(of: selector, in: item, line: false)
        }
        var parts: [String] = []
        var end = 0
        for node in document.elements(matching: selector, within: item) where node >= end {
            // What stands within a part that is taken is taken with it.
            end = Int(document.nodes[node].end)
            let text = document.visibleText(of: node)
            if !text.isEmpty { parts.append(text) }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "\n")
    }

    /// The item's `id`, where it looks like one of its own: it has a digit.
    private func elementID(_ item: Int) -> String? {
        guard let id = document.attribute("id", of: item)?.trimmedOrNil, id.contains(where: \.isNumber) else {
            return nil
        }
        return id
    }
}

/// What stands on the page outside of every item: a thread's title, an ad's city in the breadcrumbs.
private struct PageFallback {
    let document: HTMLDocument
    let items: [Int]

    func value(_ selector: Selector, line: Bool) -> String? {
        for alternative in selector.alternatives {
            // Without an element of its own it speaks of the item.
            guard let path = alternative.path else { continue }
            for node in document.nodes.indices where document.isElement(node) && document.matches(path, node) {
                if !isInItem(node), let value = document.value(of: alternative, at: node, line: line) { return value }
            }
        }
        return nil
    }

    /// Whether one of the items, which stand in document order, holds `node`; nested items end after their ancestors
    /// began, so the last that begins before may have ended while one around it has not.
    private func isInItem(_ node: Int) -> Bool {
        var current: Int? = node
        while let here = current {
            if contains(here) { return true }
            current = document.parent(of: here)
        }
        return false
    }

    private func contains(_ node: Int) -> Bool {
        let index = items.partitioningIndex { $0 >= node }
        return index < items.count && items[index] == node
    }
}

extension HTMLDocument {
    /// The first value within `item` that isn't empty, by the first alternative that has one.
    func value(of selector: Selector, in item: Int, line: Bool) -> String? {
        for alternative in selector.alternatives {
            guard let path = alternative.path else {
                if let value = value(of: alternative, at: item, line: line) { return value }
                continue
            }
            for node in descendants(of: item) where isElement(node) && matches(path, node) {
                if let value = value(of: alternative, at: node, line: line) { return value }
            }
        }
        return nil
    }

    /// The attribute of `node` that is picked, or the text of `node`; nil where it is empty.
    func value(of alternative: Selector.Alternative, at node: Int, line: Bool) -> String? {
        if let attribute = alternative.attribute {
            return rawAttribute(named: attribute, of: node).flatMap {
                String(decoding: $0, as: UTF8.self).trimmedOrNil
            }
        }
        return line ? self.line(of: node) : textOrNil(of: node)
    }
}
