import Model

/// A post that is a lead by one set of rules and not, or otherwise, by the other.
struct BacktestChange: Sendable, Hashable, Encodable {
    enum Kind: String, Sendable, Hashable, CaseIterable, Encodable {
        case gained, lost, moved

        /// Nil where nothing has changed for whoever works the queue.
        init?(_ old: Finding, _ new: Finding) {
            switch (old.flagged, new.flagged) {
            case (false, true): self = .gained
            case (true, false): self = .lost
            case (true, true) where old.tier != new.tier: self = .moved
            default: return nil
            }
        }
    }

    var kind: Kind
    var id: String
    var url: String?
    /// Contacts masked; empty where the text is kept back.
    var title: String
    var lang: String
    var families: [Family]
    var old: Tier
    var new: Tier
    /// `+`, `-` or `~` and the id of each rule that holds by one set only, or counts differently.
    var rules: [String]
}

/// What posts came to by two sets of rules.
struct BacktestTally: Sendable {
    /// How many leads were gained, lost and moved.
    struct Row: Sendable, Hashable, Encodable {
        var gained = 0
        var lost = 0
        var moved = 0

        mutating func add(_ kind: BacktestChange.Kind) {
            switch kind {
            case .gained: gained += 1
            case .lost: lost += 1
            case .moved: moved += 1
            }
        }

        mutating func add(_ other: Row) {
            gained += other.gained
            lost += other.lost
            moved += other.moved
        }
    }

    var posts = 0
    var problems: [LineError] = []
    /// Leads by tier.
    var oldLeads: [Tier: Int] = [:]
    var newLeads: [Tier: Int] = [:]
    var all = Row()
    var languages: [String: Row] = [:]
    var families: [Family: Row] = [:]
    var changes: [BacktestChange] = []

    mutating func count(_ old: Finding, _ new: Finding) {
        if old.flagged { oldLeads[old.tier, default: 0] += 1 }
        if new.flagged { newLeads[new.tier, default: 0] += 1 }
    }

    mutating func add(_ change: BacktestChange) {
        changes.append(change)
        all.add(change.kind)
        languages[change.lang, default: Row()].add(change.kind)
        for family in change.families { families[family, default: Row()].add(change.kind) }
    }

    mutating func add(_ other: BacktestTally) {
        posts += other.posts
        problems += other.problems
        oldLeads.merge(other.oldLeads, uniquingKeysWith: +)
        newLeads.merge(other.newLeads, uniquingKeysWith: +)
        all.add(other.all)
        for (lang, row) in other.languages { languages[lang, default: Row()].add(row) }
        for (family, row) in other.families { families[family, default: Row()].add(row) }
        changes += other.changes
    }
}
