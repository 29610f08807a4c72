/// Finds posts in what a page says about itself in schema.org's vocabulary.
struct SchemaPosts {
    let document: HTMLDocument
    let graph: SchemaGraph
    let pageURL: String
    let resolve: (String) -> String?

    /// What a page turned out to hold.
    struct Result {
        var drafts: [PostDraft]
        /// Whether each post stands for itself, as in a thread, rather than being what the page is about.
        var isThread: Bool
    }

    /// The posts; nil where the vocabulary names none, or several of which none is this page's, as on a listing.
    func posts() -> Result? {
        let main = mainEntities
        let tops = graph.items.indices.filter { graph.items[$0].isTop || main.contains($0) }
        let threads = tops.filter { has($0, SchemaPosts.threads) }
        if !threads.isEmpty {
            var drafts: [PostDraft] = []
            for thread in threads { add(thread, to: &drafts, title: nil) }
            return drafts.isEmpty ? nil : Result(drafts: drafts, isThread: true)
        }
        let pages = tops.filter { has($0, SchemaPosts.pages) && !has($0, ["person"]) }
        if let page = only(of: pages), let draft = draft(page) { return Result(drafts: [draft], isThread: false) }
        guard pages.isEmpty else { return nil }
        let comments = tops.filter { has($0, ["comment", "answer", "review", "usercomments"]) }
        var drafts: [PostDraft] = []
        for comment in comments where comments.count > 1 { add(comment, to: &drafts, title: nil) }
        return drafts.isEmpty ? nil : Result(drafts: drafts, isThread: true)
    }

    private static let threads: Set<String> = ["discussionforumposting", "question", "conversation"]

    private static let pages: Set<String> = [
        "jobposting", "product", "individualproduct", "vehicle", "car", "offer", "demand", "service", "article",
        "newsarticle", "blogposting", "socialmediaposting", "report", "advertisercontentarticle", "techarticle",
    ]

    // MARK: - Which items

    private func has(_ item: Int, _ types: Set<String>) -> Bool { !graph.items[item].types.isDisjoint(with: types) }

    /// The items that another says the page is about.
    private var mainEntities: Set<Int> {
        var result: Set<Int> = []
        for item in graph.items {
            for case .item(let index) in item.properties["mainEntity"] ?? [] { result.insert(index) }
        }
        return result
    }

    /// The one item that the page is about: the only one, or the only one that names this page's address.
    private func only(of items: [Int]) -> Int? {
        // An offer beside the product that it is for.
        let goods = items.filter { !has($0, ["offer", "demand", "service"]) }
        let candidates = goods.isEmpty ? items : goods
        if candidates.count == 1 { return candidates.first }
        let here = candidates.filter { item in
            ["url", "mainEntityOfPage", "@id"].contains { property in
                text(item, property).flatMap(resolve).map(withoutFragment) == withoutFragment(pageURL)
            }
        }
        return here.count == 1 ? here.first : nil
    }

    private func withoutFragment(_ url: String) -> String { String(url.prefix { $0 != "#" }) }

    // MARK: - Drafts

    /// A posting and the comments or answers to it, in the order of the page.
    private func add(_ index: Int, to drafts: inout [PostDraft], title: String?) {
        var waiting = [index]
        var seen: Set<Int> = []
        while let next = waiting.popLast() {
            guard seen.insert(next).inserted else { continue }
            if var draft = draft(next), !draft.text.isEmpty {
                if draft.title == nil { draft.title = drafts.first?.title ?? title }
                if let node = graph.items[next].node, let id = document.attribute("id", of: node) {
                    draft.elementID = id.contains(where: \.isNumber) ? id : nil
                }
                draft.permalink = text(next, "url").flatMap(resolve)
                drafts.append(draft)
            }
            let properties = graph.items[next].properties
            let replies = ["acceptedAnswer", "suggestedAnswer", "comment"].flatMap { properties[$0] ?? [] }
            for case .item(let reply) in replies.reversed() { waiting.append(reply) }
        }
    }

    private func draft(_ index: Int) -> PostDraft? {
        let body = longText(index, "articleBody") ?? longText(index, "text") ?? longText(index, "description")
        let title = text(index, "headline") ?? text(index, "title") ?? text(index, "name")
        guard body != nil || title != nil else { return nil }
        return PostDraft(
            text: body ?? "", title: title.flatMap { MarkupText.line(of: $0) },
            posted: text(index, "datePublished") ?? text(index, "datePosted") ?? text(index, "dateCreated")
                ?? text(index, "uploadDate"),
            author: author(index), place: place(index), lang: language(index),
            node: graph.items[index].node ?? HTMLDocument.root)
    }

    private func author(_ index: Int) -> String? {
        for property in ["author", "creator", "hiringOrganization", "seller", "offeredBy", "provider"] {
            for value in graph.items[index].properties[property] ?? [] {
                if let name = name(of: value) { return name }
            }
        }
        for case .item(let offer) in graph.items[index].properties["offers"] ?? [] where has(offer, ["offer"]) {
            for property in ["seller", "offeredBy"] {
                for value in graph.items[offer].properties[property] ?? [] {
                    if let name = name(of: value) { return name }
                }
            }
        }
        return nil
    }

    private func name(of value: SchemaGraph.Value) -> String? {
        switch value {
        case .item(let index): text(index, "name") ?? text(index, "alternateName")
        case .text(let text): text.hasPrefix("http") ? nil : text.trimmedOrNil
        case .element(let node): document.line(of: node)
        }
    }

    private func place(_ index: Int) -> String? {
        let own = graph.items[index].properties
        var values = SchemaPosts.places.flatMap { own[$0] ?? [] }
        for case .item(let offer) in own["offers"] ?? [] {
            values += SchemaPosts.places.flatMap { graph.items[offer].properties[$0] ?? [] }
        }
        for value in values {
            guard case .item(let item) = value else {
                if let name = name(of: value) { return name }
                continue
            }
            if let address = address(item) { return address }
            for inner in graph.items[item].properties["address"] ?? [] {
                if case .item(let postal) = inner, let address = address(postal) { return address }
                if case .item = inner { continue }
                if let name = name(of: inner) { return name }
            }
            if let name = text(item, "name") { return name }
        }
        return nil
    }

    private static let places = [
        "jobLocation", "availableAtOrFrom", "contentLocation", "locationCreated", "location", "areaServed", "address",
    ]

    private func address(_ index: Int) -> String? {
        let parts = ["streetAddress", "addressLocality", "addressRegion", "addressCountry"].compactMap { property in
            text(index, property) ?? itemName(index, property)
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private func itemName(_ index: Int, _ property: String) -> String? {
        for case .item(let inner) in graph.items[index].properties[property] ?? [] {
            if let name = text(inner, "name") { return name }
        }
        return nil
    }

    private func language(_ index: Int) -> String? {
        guard let language = text(index, "inLanguage"), language.utf8.count <= 12 else { return nil }
        return language
    }

    // MARK: - Values

    /// The first value that isn't an item, on one line.
    private func text(_ index: Int, _ property: String) -> String? {
        for value in graph.items[index].properties[property] ?? [] {
            switch value {
            case .text(let text): if let text = text.trimmedOrNil { return text }
            case .element(let node): if let line = document.line(of: node) { return line }
            case .item: continue
            }
        }
        return nil
    }

    /// The first value that isn't an item, with its lines; markup is read.
    private func longText(_ index: Int, _ property: String) -> String? {
        for value in graph.items[index].properties[property] ?? [] {
            switch value {
            case .text(let markup):
                let text = MarkupText.text(of: markup)
                if !text.isEmpty { return text }
            case .element(let node):
                if let text = document.textOrNil(of: node) { return text }
            case .item: continue
            }
        }
        return nil
    }
}
