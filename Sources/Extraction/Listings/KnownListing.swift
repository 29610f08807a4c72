import Model

/// Listing APIs that are met on many sites, known by the fields that their answers have.
///
/// From each one's public documentation: Mastodon's `Status`, Discourse's latest and topic pages, Reddit's `Listing`. All
/// of these are open without an account where a site lets them be.
struct KnownListing: Sendable {
    let name: String
    /// Each must have a value for the answer to be of this kind.
    let has: [FieldPath]
    let selection: ListingSelection

    init(
        _ name: String, has: [String], _ selectors: PostSelectors, lang: String? = nil, pageTitle: String? = nil
    ) throws(SelectorError) {
        self.name = name
        var paths: [FieldPath] = []
        for path in has { paths.append(try FieldPath(path, field: "item")) }
        self.has = paths
        selection = try ListingSelection(selectors, lang: lang, pageTitle: pageTitle)
    }

    /// The kind of listing that `root` is.
    static func of(_ root: Any) -> KnownListing? {
        all.first { listing in listing.has.allSatisfy { !$0.values(in: root).isEmpty } }
    }

    /// All of them; the tests see to it that each can be read.
    static let all: [KnownListing] = (try? listings()) ?? []

    static func listings() throws(SelectorError) -> [KnownListing] {
        [
            try KnownListing(
                "Mastodon", has: ["[0].account.acct, statuses[0].account.acct", "[0].content, statuses[0].content"],
                PostSelectors(
                    item: "[], statuses[]", title: "reblog.spoiler_text, spoiler_text", text: "reblog.content, content",
                    posted: "reblog.created_at, created_at", author: "reblog.account.acct, account.acct",
                    url: "reblog.url, url, uri"),
                lang: "reblog.language, language"),
            try KnownListing(
                "Discourse topic", has: ["post_stream.posts", "title"],
                PostSelectors(
                    item: "post_stream.posts[]", text: "cooked", posted: "created_at", author: "username",
                    url: "/t/{topic_slug}/{topic_id}/{post_number}"),
                pageTitle: "title"),
            try KnownListing(
                "Discourse list", has: ["topic_list.topics"],
                PostSelectors(
                    // Its topics lead to posts; what stands here are at most beginnings of them.
                    item: "topic_list.topics[]", posted: "created_at", follow: "/t/{slug}/{id}.json",
                    next: "topic_list.more_topics_url")),
            try KnownListing(
                "Reddit", has: ["kind, [0].kind", "data.children, [0].data.children"],
                PostSelectors(
                    item: "data.children[].data, [].data.children[].data", title: "title",
                    text: "selftext, body", posted: "created_utc", author: "author", url: "permalink",
                    next: "&after={data.after}")),
        ]
    }
}

extension JSONListing {
    /// What the answer holds, where it is of a known kind.
    func readKnown() -> Result? {
        guard let known = KnownListing.of(root) else { return nil }
        var result = read(known.selection)
        switch known.name {
        case "Discourse list": result.links = result.links.map(Self.asJSON)
        case "Discourse topic": if let next = nextOfTopic() { result.links.append(next) }
        default: break
        }
        return result
    }

    /// Discourse names its next page as the address for people; the API's has `.json` behind the path.
    private static func asJSON(_ link: Link) -> Link {
        guard link.kind == .listing else { return link }
        let path = link.url.prefix { $0 != "?" }
        return path.hasSuffix(".json")
            ? link : Link(url: path + ".json" + link.url.dropFirst(path.count), kind: .listing)
    }

    /// A topic comes in pages of 20 posts; `stream` numbers them all.
    private func nextOfTopic() -> Link? {
        guard let stream = try? FieldPath("post_stream.stream[]", field: "item"),
            let posts = try? FieldPath("post_stream.posts[]", field: "item")
        else { return nil }
        let page =
            Int(
                pageURL.split(separator: "?").last?.split(separator: "&").first { $0.hasPrefix("page=") }?.dropFirst(5)
                    ?? "") ?? 1
        let count = stream.values(in: root).count
        guard page > 0, page < 10_000, count > page * 20, !posts.values(in: root).isEmpty else { return nil }
        return resolve(pageURL.prefix { $0 != "?" } + "?page=\(page + 1)").map { Link(url: $0, kind: .page) }
    }
}
