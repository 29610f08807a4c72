import Model

/// Reads files of labelled posts.
enum LabelledPosts {
    /// - Parameter complain: is told of each line that is no post, or has no truth.
    /// - Throws: `InputError` where a file cannot be read.
    static func read(
        _ files: [String], _ take: (LabelledPost) -> Void, complain: (any Explained) -> Void
    ) throws {
        let reader = PostReader()
        for file in files {
            try PostBatch.read(file) { batch in
                let (posts, problems) = PostInput.Piece.lines(batch).posts(reader)
                problems.forEach(complain)
                for post in posts {
                    if let labelled = LabelledPost(post) {
                        take(labelled)
                    } else {
                        complain(
                            InputNote(
                                place: PostBatch.name(of: file), problem: "the post \(post.id) has no truth",
                                advice: #"add "truth": {"lead": true} or false to each"#))
                    }
                }
                return true
            }
        }
    }
}
