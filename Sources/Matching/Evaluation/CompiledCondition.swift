/// A condition over other rules with its names looked up: each by the rules' numbers.
struct CompiledCondition: Sendable, Hashable {
    indirect enum Term: Sendable, Hashable {
        /// One of these rules holds.
        case oneOf([Int])
        case not(Term)
        case and(Term, Term)
        case or(Term, Term)
        /// So many of these rules hold, each counted once.
        case atLeast(Int, [Int])
    }

    let term: Term
    /// The rules that the condition names other than under a `not`, in the condition's order: the spans of the first
    /// that holds are shown for it.
    let shown: [Int]

    init(term: Term, shown: [Int]) {
        self.term = term
        self.shown = shown
    }

    /// - Parameter rules: the rules that a name means.
    init(_ condition: RuleCondition, rules: (RuleCondition) -> [Int]) {
        term = Self.term(condition, rules)
        shown = condition.names.filter { !$0.isNegated }.flatMap { rules($0.name) }
    }

    private static func term(_ condition: RuleCondition, _ rules: (RuleCondition) -> [Int]) -> Term {
        switch condition {
        case .family, .rule: .oneOf(rules(condition))
        case .not(let inner): .not(term(inner, rules))
        case .and(let left, let right): .and(term(left, rules), term(right, rules))
        case .or(let left, let right): .or(term(left, rules), term(right, rules))
        case .atLeast(let count, let names): .atLeast(count, Set(names.flatMap(rules)).sorted())
        }
    }

    /// Whether the condition holds where `holds` says so of each rule.
    func isMet(_ holds: (Int) -> Bool) -> Bool { Self.isMet(term, holds) }

    private static func isMet(_ term: Term, _ holds: (Int) -> Bool) -> Bool {
        switch term {
        case .oneOf(let rules): rules.contains(where: holds)
        case .not(let inner): !isMet(inner, holds)
        case .and(let left, let right): isMet(left, holds) && isMet(right, holds)
        case .or(let left, let right): isMet(left, holds) || isMet(right, holds)
        case .atLeast(let count, let rules): rules.lazy.filter(holds).prefix(count).count == count
        }
    }

    /// Whether the condition holds where `holds` gives nil for the rules of which that is not known; nil where it depends
    /// on those (Kleene's logic).
    func verdict(_ holds: (Int) -> Bool?) -> Bool? { Self.verdict(term, holds) }

    private static func verdict(_ term: Term, _ holds: (Int) -> Bool?) -> Bool? {
        switch term {
        case .oneOf(let rules): return verdict(.atLeast(1, rules), holds)
        case .not(let inner): return verdict(inner, holds).map { !$0 }
        case .and(let left, let right):
            let (left, right) = (verdict(left, holds), verdict(right, holds))
            return left == false || right == false ? false : left == nil || right == nil ? nil : true
        case .or(let left, let right):
            let (left, right) = (verdict(left, holds), verdict(right, holds))
            return left == true || right == true ? true : left == nil || right == nil ? nil : false
        case .atLeast(let count, let rules):
            let verdicts = rules.map(holds)
            if verdicts.count(where: { $0 == true }) >= count { return true }
            return verdicts.count(where: { $0 != false }) >= count ? nil : false
        }
    }
}
