import Model

/// Gives posts their ids.
///
/// An id is 16 hexadecimal digits, the `StableHash` of the first of these that the post has:
///
/// 1. `url` and the page's canonical URL, for the one post of a page that isn't a thread; a feed's entry gets the id of
///    its link in the same way, so that the ad and its teaser are one post;
/// 2. `url` and its own permalink, where that leads to another page: it is that page's post;
/// 3. `element`, the page's URL and the id of its element;
/// 4. `own`, the page's host, its author, its time and the first 200 characters of its text (of its title, without text); where it has neither
///    author nor time, the page's URL instead of the host. The page is left out so that a post that moves from one
///    page of a thread to the next stays the same.
///
/// So an id depends on nothing but the post and its address, never on the posts around it or on the order.
enum PostIdentity {

    /// The id of the one post at `url`.
    static func id(ofPageAt url: String) -> String { StableHash.hexadecimal("url\n\(url)".utf8) }

    static func id(of draft: PostDraft, pageURL: String, isOnly: Bool) -> String {
        if isOnly || draft.isPage { return id(ofPageAt: pageURL) }
        if let permalink = draft.permalink {
            let (address, fragment) = split(permalink)
            if address != split(pageURL).address { return id(ofPageAt: permalink) }
            if let fragment { return id(ofElement: fragment, pageURL: pageURL) }
        }
        if let element = draft.elementID { return id(ofElement: element, pageURL: pageURL) }
        return ownID(of: draft, pageURL: pageURL)
    }

    static func id(ofElement element: String, pageURL: String) -> String {
        StableHash.hexadecimal("element\n\(split(pageURL).address)\n\(element)".utf8)
    }

    static func ownID(of draft: PostDraft, pageURL: String) -> String {
        let hasTraits = draft.author != nil || draft.posted != nil
        let origin = hasTraits ? host(of: pageURL) : pageURL
        let start = String((draft.text.isEmpty ? draft.title ?? "" : draft.text).prefix(200))
        return StableHash.hexadecimal(
            "own\n\(origin)\n\(draft.author ?? "")\n\(draft.posted ?? "")\n\(start)".utf8)
    }

    /// The posts of a page. A post whose id another on the page has already is given one of its own, and left out if it
    /// has that too, since then it is the same post.
    static func posts(
        from drafts: [PostDraft], pageURL: String, source: String?, isThread: Bool, pageLanguage: String?
    ) -> [Post] {
        var seen: Set<String> = []
        var posts: [Post] = []
        let isOnly = drafts.count == 1 && !(isThread && hasAddress(drafts[0]))
        for draft in drafts.prefix(SelectedPosts.most) where !draft.isEmpty {
            var draft = draft
            draft.posted = draft.posted.flatMap(\.trimmedOrNil).map { PostedDate.iso8601($0) ?? $0 }
            draft.author = draft.author?.trimmedOrNil
            draft.place = draft.place?.trimmedOrNil
            draft.title = draft.title?.trimmedOrNil
            var id = id(of: draft, pageURL: pageURL, isOnly: isOnly)
            if !seen.insert(id).inserted {
                id = ownID(of: draft, pageURL: pageURL)
                guard seen.insert(id).inserted else { continue }
            }
            posts.append(
                Post(
                    id: id, text: draft.text, title: draft.title, url: url(of: draft, pageURL: pageURL, isOnly: isOnly),
                    source: source, posted: draft.posted, author: draft.author, place: draft.place,
                    lang: draft.lang ?? pageLanguage))
        }
        return posts
    }

    private static func hasAddress(_ draft: PostDraft) -> Bool {
        draft.elementID != nil || draft.permalink != nil
    }

    private static func url(of draft: PostDraft, pageURL: String, isOnly: Bool) -> String {
        if isOnly || draft.isPage { return pageURL }
        if let permalink = draft.permalink { return permalink }
        if let element = draft.elementID { return split(pageURL).address + "#" + element }
        return pageURL
    }

    private static func split(_ url: String) -> (address: String, fragment: String?) {
        guard let hash = url.firstIndex(of: "#") else { return (url, nil) }
        let fragment = url[url.index(after: hash)...]
        return (String(url[..<hash]), fragment.isEmpty ? nil : String(fragment))
    }

    private static func host(of url: String) -> String {
        guard let scheme = url.range(of: "://") else { return url }
        let rest = url[scheme.upperBound...]
        return rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }.lowercased()
    }
}
