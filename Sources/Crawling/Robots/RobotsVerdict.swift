import Model
import Storage

/// What an origin's robots.txt means for a crawl.
enum RobotsVerdict: Sendable {
    case rules(AgentRules)
    /// Nothing may be fetched for now. `answered` tells a server that answers with an error from one that cannot be
    /// reached at all.
    case leftAlone(reason: String, answered: Bool)

    init(_ record: RobotsRecord, agent: String, failure: FetchError? = nil) {
        switch RobotsPolicy.access(status: record.status) {
        case .byRules: self = .rules(RobotsRules(record.body).rules(for: agent))
        case .everything: self = .rules(RobotsRules([]).rules(for: agent))
        case .nothing where record.status == 0:
            self = .leftAlone(reason: failure?.problem ?? "the host could not be reached", answered: false)
        case .nothing:
            self = .leftAlone(reason: "robots.txt answers with status \(record.status)", answered: true)
        }
    }

    var rules: AgentRules? {
        if case .rules(let rules) = self { return rules }
        return nil
    }
}
