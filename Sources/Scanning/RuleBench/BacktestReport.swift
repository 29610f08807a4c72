import Exporting
import Model

/// What `vigil rules backtest` found.
public struct BacktestReport: Sendable {
    /// The versions of the rules.
    let old: String
    let new: String
    /// The workspace's leads a night; nil where the posts are from files.
    var budget: Int?
    /// The nights that the posts came in; nil where that is not known.
    var nights: Int?
    var tally = BacktestTally()

    init(old: String, new: String) {
        self.old = old
        self.new = new
    }

    public var hasFailed: Bool { !tally.problems.isEmpty || tally.posts == 0 }

    private var oldLeads: Int { tally.oldLeads.values.reduce(0, +) }
    private var newLeads: Int { tally.newLeads.values.reduce(0, +) }

    /// Leads by the new rules first, the most pressing first; then by id.
    private var changes: [BacktestChange] {
        func order(_ change: BacktestChange) -> (Int, Int, String) {
            let kind = BacktestChange.Kind.allCases.firstIndex(of: change.kind) ?? 0
            return (kind, -max(change.new, change.old).rank, change.id)
        }
        return tally.changes.sorted { order($0) < order($1) }
    }

    // MARK: For a person

    /// - Parameter limit: at most so many posts.
    public func lines(limit: Int) -> [String] {
        guard tally.posts > 0 else { return ["There are no posts in the input."] }
        var result = [
            "\(Figures.count(tally.posts, "post")); old rules \(old), new rules \(new)", "",
            Self.row("", ["old", "new", "gained", "lost", "moved"]),
            Self.row(
                "leads", [oldLeads, newLeads, tally.all.gained, tally.all.lost, tally.all.moved].map(Figures.grouped)),
        ]
        for tier in Tier.allCases.reversed() where (tally.oldLeads[tier] ?? 0) + (tally.newLeads[tier] ?? 0) > 0 {
            let counts = [tally.oldLeads[tier] ?? 0, tally.newLeads[tier] ?? 0]
            result.append(Self.row("  \(tier.rawValue)", counts.map(Figures.grouped)))
        }
        if let nights, nights > 0 {
            result.append(Self.row("a night", [Self.aNight(oldLeads, nights), Self.aNight(newLeads, nights)]))
        }
        result += volume
        guard !tally.changes.isEmpty else { return result + ["", "No lead is gained, lost or moved."] }
        result += ["", Self.row("by language", ["", "", "gained", "lost", "moved"])]
        for (lang, row) in tally.languages.sorted(by: { $0.key < $1.key }) { result.append(Self.row(lang, row)) }
        result += ["", Self.row("by family", ["", "", "gained", "lost", "moved"])]
        for (family, row) in tally.families.sorted(by: { $0.key < $1.key }) {
            result.append(Self.row(family.rawValue, row))
        }
        result += ["", "Posts to look at"]
        for change in changes.prefix(limit) {
            result.append(
                "  \(change.kind.rawValue)  \(change.old.rawValue) → \(change.new.rawValue)  \(change.id)"
                    + (change.url.map { "  \($0)" } ?? ""))
            if !change.title.isEmpty { result.append("      “\(change.title)”") }
            if !change.rules.isEmpty { result.append("      \(change.rules.joined(separator: " "))") }
        }
        if changes.count > limit {
            result.append("  and \(Figures.count(changes.count - limit, "more", "more")); --limit shows them")
        }
        return result
    }

    /// Whether the team can work what the new rules bring.
    private var volume: [String] {
        guard let budget, let nights, nights > 0 else { return [] }
        let aNight = Double(newLeads) / Double(nights)
        let over = aNight > Double(budget)
        return [
            "  the budget is \(budget) leads a night\(over ? ", and the new rules go beyond it" : ""), over "
                + Figures.count(nights, "night")
        ]
    }

    private static func aNight(_ leads: Int, _ nights: Int) -> String {
        let tenths = Int((Double(leads) * 10 / Double(nights)).rounded())
        return "\(Figures.grouped(tenths / 10)).\(tenths % 10)"
    }

    private static func row(_ name: String, _ row: BacktestTally.Row) -> String {
        self.row("  " + name, ["", ""] + [row.gained, row.lost, row.moved].map(Figures.grouped))
    }

    private static func row(_ name: String, _ cells: [String]) -> String {
        let head = name + String(repeating: " ", count: max(1, 16 - name.count))
        return head + cells.map { String(repeating: " ", count: max(1, 9 - $0.count)) + $0 }.joined()
    }

    // MARK: For a machine

    public var json: String {
        struct Count: Encodable {
            var leads: Int
            var tiers: [String: Int]
            var version: String
        }
        struct Summary: Encodable {
            var posts: Int
            var skipped: Int
            var old: Count
            var new: Count
            var budget: Int?
            var nights: Int?
            var changed: BacktestTally.Row
            var languages: [String: BacktestTally.Row]
            var families: [String: BacktestTally.Row]
            var changes: [BacktestChange]
        }
        func count(_ leads: [Tier: Int], _ version: String) -> Count {
            Count(
                leads: leads.values.reduce(0, +),
                tiers: Dictionary(uniqueKeysWithValues: leads.map { ($0.key.rawValue, $0.value) }), version: version)
        }
        return JSONLines.text(
            Summary(
                posts: tally.posts, skipped: tally.problems.count, old: count(tally.oldLeads, old),
                new: count(tally.newLeads, new), budget: budget, nights: nights, changed: tally.all,
                languages: tally.languages,
                families: Dictionary(uniqueKeysWithValues: tally.families.map { ($0.key.rawValue, $0.value) }),
                changes: changes))
    }
}
