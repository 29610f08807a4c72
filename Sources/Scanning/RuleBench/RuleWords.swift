import Matching
import Model

/// What the words of a rule mean, as docs/rules.md has it.
enum RuleWords {
    static func holds(_ family: Family) -> String {
        switch family {
        case .recruitment: "lures: work abroad, pay too good, no papers needed, messenger only"
        case .marriage: "brides offered, brokered, guaranteed, exchanged, resold"
        case .cybersex: "webcam rooms and studios: recruiting, live-in, quota, ID bypass"
        case .control: "somebody else speaks, manages, rotates, takes the money"
        case .coercion: "debt, documents held, threats, not allowed out"
        case .labour: "forced labour, scam compounds, people moved between companies"
        case .trade: "a person offered with a price, per-head commissions, bounties"
        case .youth: "possible minors"
        case .plea: "a victim's or a witness's own voice"
        case .obfuscation: "text written to defeat machines"
        case .vulnerability: "context; adds nothing, counts for nothing alone"
        case .network: "measured over many posts; no rules"
        case .protective: "doubts: reasons to think that a post is innocent"
        }
    }

    static func meaning(_ severity: Severity) -> String {
        switch severity {
        case .s0: "context only"
        case .s1: "weak"
        case .s2: "medium"
        case .s3: "strong"
        case .s4: "protect now; on top whatever the score"
        }
    }

    static func says(_ grade: RuleEvidence.Grade) -> String {
        switch grade {
        case .testedPredictive: "tested and predictive"
        case .testedNot: "tested and not predictive"
        case .testedContrary: "tested and points the other way"
        case .expert: "experts' lists"
        case .cases: "cases, survivors and governments"
        case .weakLabel: "used as a weak label in research"
        case .general: "general knowledge"
        }
    }

    static func says(_ layer: Layer) -> String {
        switch layer {
        case .plain: "exact wording"
        case .folded: "without case, width, look-alikes and hidden characters"
        case .joined: "with letters set apart, digits for letters and spelled-out numbers undone"
        }
    }

    static func says(_ near: Nearness) -> String {
        let name =
            switch near.neighbour {
            case .rule(let id): "a match of the rule `\(id)`"
            case .patterns(let patterns): "one of `\(patterns.map(\.written).joined(separator: "`, `"))`"
            }
        var parts: [String] = []
        if let within = near.reach.within { parts.append("within \(within) characters") }
        if let order = near.reach.order { parts.append("\(order.rawValue) it") }
        if let same = near.reach.same { parts.append("in the same \(same.rawValue)") }
        return "\(name) \(parts.joined(separator: ", "))"
    }

    static func says(_ voice: RuleFacts.Voice) -> String {
        switch voice {
        case .own: "the person concerned, or somebody close"
        case .seller: "the one who offers, recruits or sells"
        case .any: "anybody; it may be reported speech"
        }
    }
}
