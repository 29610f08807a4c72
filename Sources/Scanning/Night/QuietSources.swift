import Model

/// Sources that bring less than their own history lets one expect: the site has changed, moved or shut its door, and
/// nothing else would say so.
enum QuietSources {
    /// Nights before the present one.
    static let nightsLookedAt = 7
    /// Fewer nights tell nothing of what is usual.
    private static let fewestNights = 3
    /// A source whose usual night has fewer new posts may well have a night without any.
    private static let fewestPosts = 3

    /// - Parameter past: the reports of earlier nights.
    static func among(_ present: [SourceReport], past: [[SourceReport]]) -> [QuietSource] {
        present.compactMap { source in
            let history = past.compactMap { night in night.first { $0.name == source.name } }
            // A budget or an interruption explains the quiet.
            guard history.count >= fewestNights, source.waiting == 0 else { return nil }
            let pages = median(history.map(\.fetched))
            if source.fetched == 0, pages > 0 {
                return QuietSource(name: source.name, usual: "\(pages) pages", found: "none")
            }
            let posts = median(history.map(\.newPosts))
            if source.newPosts == 0, posts >= fewestPosts {
                return QuietSource(name: source.name, usual: "\(posts) new posts", found: "none")
            }
            return nil
        }
    }

    private static func median(_ values: [Int]) -> Int { values.sorted()[values.count / 2] }
}

/// A source that went quiet.
struct QuietSource: Explained, Hashable {
    var name: String
    var usual: String
    var found: String

    var place: String { name }
    var problem: String { "went quiet: usually \(usual) a night, now \(found)" }
    var advice: String { "look at the site, and at `start`, `include` and `post` of the source" }
}
