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
    /// The links, where paths alone do not tell them.
    let links: @Sendable (JSONListing, [Link]) -> [Link]

    init(
        _ name: String, has: [String], _ selectors: PostSelectors, lang: String? = nil, pageTitle: String? = nil,
        links: @escaping @Sendable (JSONListing, [Link]) -> [Link] = { $1 }
    ) throws(SelectorError) {
        self.name = name
        var paths: [FieldPath] = []
        for path in has { paths.append(try FieldPath(path, field: "item")) }
        self.has = paths
        selection = try ListingSelection(selectors, lang: lang, pageTitle: pageTitle)
        self.links = links
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
            try discourseTopic(),
            try KnownListing(
                "Discourse list", has: ["topic_list.topics"],
                PostSelectors(
                    // Its topics lead to posts; what stands here are at most beginnings of them.
                    item: "topic_list.topics[]", posted: "created_at", follow: "/t/{slug}/{id}.json",
                    next: "topic_list.more_topics_url"),
                links: { $1.map(asJSON) }),
            try KnownListing(
                "Reddit", has: ["kind, [0].kind", "data.children, [0].data.children"],
                PostSelectors(
                    // Comments on comments lie in `replies`, which is a listing again.
                    item: "..children[].data", title: "title",
                    text: "selftext, body", posted: "created_utc", author: "author", url: "permalink",
                    next: "&after={data.after}")),
        ]
    }

    /// A topic comes in pages of 20 posts; `stream` numbers them all.
    private static func discourseTopic() throws(SelectorError) -> KnownListing {
        let stream = try FieldPath("post_stream.stream[]", field: "item")
        let posts = try FieldPath("post_stream.posts[]", field: "item")
        return try KnownListing(
            "Discourse topic", has: ["post_stream.posts", "title"],
            PostSelectors(
                item: "post_stream.posts[]", text: "cooked", posted: "created_at", author: "username",
                url: "/t/{topic_slug}/{topic_id}/{post_number}"),
            pageTitle: "title",
            links: { listing, links in
                let page = pageNumber(of: listing.pageURL)
                let count = stream.values(in: listing.root).count
                guard page > 0, page < 10_000, count > page * 20, !posts.values(in: listing.root).isEmpty,
                    let next = listing.resolve(listing.pageURL.prefix { $0 != "?" } + "?page=\(page + 1)")
                else { return links }
                return links + [Link(url: next)]
            })
    }

    private static func pageNumber(of url: String) -> Int {
        let query = url.split(separator: "?").last
        let parameter = query?.split(separator: "&").first { $0.hasPrefix("page=") }
        return parameter.flatMap { Int($0.dropFirst(5)) } ?? 1
    }

    /// Discourse names its next page as the address for people; the API's has `.json` behind the path.
    private static func asJSON(_ link: Link) -> Link {
        guard link.kind == .listing else { return link }
        let path = link.url.prefix { $0 != "?" }
        return path.hasSuffix(".json")
            ? link : Link(url: path + ".json" + link.url.dropFirst(path.count), kind: .listing)
    }
}

extension JSONListing {
    /// What the answer holds, where it is of a known kind.
    func readKnown() -> Result? {
        guard let known = KnownListing.of(root) else { return nil }
        var result = read(known.selection)
        result.links = known.links(self, result.links)
        return result
    }
}
