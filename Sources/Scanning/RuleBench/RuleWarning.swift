import Matching

/// Something about a rule that is worth a look and stops nobody.
struct RuleWarning: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable, CaseIterable {
        case noReviewer = "no-reviewer"
        case oldReview = "old-review"
        case futureReview = "future-review"
        case containedRule = "contained-rule"
        case knownTerm = "known-term"
        case noCounterExample = "no-counter-example"
        case slowPattern = "slow-pattern"
        case staleWeight = "stale-weight"

        /// The kind in a sentence, for SARIF.
        var says: String {
            switch self {
            case .noReviewer: "No native reader has confirmed the wording of a rule"
            case .oldReview: "A rule was last reviewed more than twelve months ago"
            case .futureReview: "A rule's review lies in the future, or is no date"
            case .containedRule: "Another rule finds all that a rule's examples show"
            case .knownTerm: "Another rule of the family has the same wording"
            case .noCounterExample: "No innocent whole post tests the rules of a language"
            case .slowPattern: "A pattern costs far more than most"
            case .staleWeight: "A fitted weight is of a rule that is gone, or has another weight now"
            }
        }
    }

    var kind: Kind
    /// Where, what and what to do.
    var remark: RuleError
}
