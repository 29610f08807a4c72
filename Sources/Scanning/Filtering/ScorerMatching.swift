import Matching
import Model
import Ranking

extension Scorer {
    /// What `matcher` finds in `post`, scored: only rules are tried that may count in a post of its language.
    func finding(of post: Post, by matcher: RuleMatcher) -> Finding {
        let fit = LanguageFit(post)
        return finding(for: post, matcher.result(for: post, in: fit.tried), fit)
    }
}
