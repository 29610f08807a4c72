import Model

/// Makes posts and links of a feed's entries.
enum FeedPosts {

    /// - Parameter resolve: makes an address of the feed absolute.
    static func posts(
        from feed: FeedReader.Feed, feedURL: String, source: String?, resolve: (String) -> String?
    ) -> (posts: [Post], links: [Link]) {
        var posts: [Post] = []
        var links: [Link] = []
        var seen: Set<String> = []
        var linked: Set<String> = []
        for entry in feed.entries {
            let link = entry.link.flatMap(resolve)
            if let link, linked.insert(link).inserted { links.append(Link(url: link)) }
            let draft = PostDraft(
                text: entry.text, title: entry.title, posted: entry.posted.map { PostedDate.iso8601($0) ?? $0 },
                author: entry.author, lang: entry.language ?? feed.language)
            guard !draft.isEmpty else { continue }
            let ids = [
                link.map(PostIdentity.id(ofPageAt:)),
                entry.identifier.map { PostIdentity.id(ofElement: $0, pageURL: feedURL) },
                PostIdentity.ownID(of: draft, pageURL: feedURL),
            ].compactMap { $0 }
            // Entries that all link to the same page, such as the front page, are told apart by what else they have.
            guard let id = ids.first(where: { !seen.contains($0) }) else { continue }
            seen.insert(id)
            posts.append(
                Post(
                    id: id, text: draft.text, title: draft.title, url: link ?? feedURL, source: source,
                    posted: draft.posted, author: draft.author, lang: draft.lang))
        }
        if let next = feed.next.flatMap(resolve) { links.append(Link(url: next, kind: .feed)) }
        return (posts, links)
    }
}
