import Model

/// Tells whether two pages hold the same posts, whatever else is on them: frames, counters, dates and adverts.
public enum ContentDigest {

    /// 16 hexadecimal digits over what the posts say, in their order; nil where there are none.
    public static func of(_ posts: [Post]) -> String? {
        guard !posts.isEmpty else { return nil }
        var bytes: [UInt8] = []
        for post in posts {
            for field in [post.title ?? "", post.text, post.author ?? "", post.place ?? ""] {
                bytes.append(contentsOf: field.utf8)
                bytes.append(0)
            }
            bytes.append(1)
        }
        return StableHash.hexadecimal(bytes)
    }
}
