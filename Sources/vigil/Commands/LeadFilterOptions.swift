import ArgumentParser
import Scanning

/// Which leads a command is about.
struct LeadFilterOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("This tier and those above: low, medium, high, urgent.", valueName: "tier"))
    var tier: String?

    @Option(name: .long, help: ArgumentHelp("Only leads of this family.", valueName: "family"))
    var family: String?

    @Option(name: .long, help: ArgumentHelp("Only leads in this language, such as ko.", valueName: "code"))
    var lang: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only leads of this status: open, confirmed, dismissed, escalated, unsure.", valueName: "status"))
    var status: [String] = []

    func validate() throws {
        if let tier, Tier(rawValue: tier) == nil { throw ValidationError("there is no tier `\(tier)`") }
        if let family, Family(rawValue: family) == nil { throw ValidationError("there is no family `\(family)`") }
        for name in status where LeadStatus(rawValue: name) == nil {
            throw ValidationError("there is no status `\(name)`")
        }
    }

    func query(limit: Int?) -> LeadQuery {
        let statuses = Set(status.compactMap(LeadStatus.init(rawValue:)))
        return LeadQuery(
            statuses: statuses.isEmpty ? nil : statuses, minimumTier: tier.flatMap(Tier.init(rawValue:)) ?? .none,
            family: family.flatMap(Family.init(rawValue:)), lang: lang, limit: limit)
    }
}
