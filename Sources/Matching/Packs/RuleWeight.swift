import Model

/// Which weights a rule may have.
enum RuleWeight {
    /// What is wrong with a rule's weight, and what to do; nil where it may stand.
    static func problem(_ facts: RuleFacts, _ grade: RuleEvidence.Grade?) -> (problem: String, advice: String)? {
        let cap = facts.severity.weightCap
        if abs(facts.weight) > cap {
            return (
                "the weight \(facts.weight) is above the cap of \(facts.severity.rawValue), which is \(cap)",
                "lower the weight, or raise the severity if the evidence bears it"
            )
        }
        if facts.family == .protective, facts.weight > 0 {
            return ("a protective rule lowers the score", "write the weight with a minus")
        }
        if facts.family != .protective, facts.weight < 0 {
            return ("only protective rules lower the score", "move the rule to a pack of family protective")
        }
        if facts.family == .vulnerability, facts.weight != 0 {
            return ("vulnerability is context and never scores", "write `weight: 0`")
        }
        if let grade, grade.pointsElsewhere, facts.weight > 0 {
            return (
                "the indicator was tested and does not point this way (grade \(grade.rawValue))",
                "write `weight: 0`, or name the evidence that says otherwise"
            )
        }
        return nil
    }
}
