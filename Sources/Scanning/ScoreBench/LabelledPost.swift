import Matching
import Model

/// A post with what a person has found it to be: `"truth": {"lead": true, "families": ["coercion"], "urgent": true}` beside the
/// post's own fields.
struct LabelledPost: Sendable {
    var post: Post
    var isLead: Bool
    /// Of a lead, what it shows.
    var families: Set<Family>
    /// Whether it belongs on top, whatever the score.
    var isUrgent: Bool

    /// What a test of the packs expects; nil where it says nothing of it.
    init?(_ test: PostTest) {
        guard let isFlagged = test.isFlagged ?? test.tier.map({ $0 > .low }) else { return nil }
        post = test.post
        isLead = isFlagged
        families = Set(test.families)
        isUrgent = test.tier == .urgent
    }

    /// Nil where the post has no such truth.
    init?(_ post: Post) {
        guard case .object(let truth)? = post.extra["truth"], case .bool(let lead)? = truth["lead"] else { return nil }
        self.post = post
        isLead = lead
        var families: Set<Family> = []
        if case .array(let names)? = truth["families"] {
            for case .string(let name) in names { if let family = Family(rawValue: name) { families.insert(family) } }
        }
        self.families = families
        isUrgent = truth["urgent"] == .bool(true)
    }
}
