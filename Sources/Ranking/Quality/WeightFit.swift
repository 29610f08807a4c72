import Foundation
import Model

/// Finds weights from labelled posts, with the authors' weights as the prior.
///
/// The posterior mode of the scorer's own model: log loss over the posts, each family's sum cut at its cap, and normal
/// priors around what the authors wrote. A rule's weight moves with those of the same name in other languages, and
/// beside that a little by itself, so that a rule which few posts show is judged by its sisters.
public struct WeightFit: Sendable {
    /// A labelled post: the numbers of the rules that count in it.
    public struct Example: Sendable {
        public var rules: [Int]
        public var isLead: Bool

        public init(rules: [Int], isLead: Bool) {
            self.rules = rules
            self.isLead = isLead
        }
    }

    /// Standard deviations of the priors, in log-odds: of what rules of a name have in common, and of each beside it.
    public struct Prior: Sendable, Hashable {
        public var shared = 1.0
        public var own = 0.25

        public init() {}
    }

    private let rules: [RuleFacts]
    private let settings: ScoreSettings
    private let prior: Prior
    /// For each rule, the number of its name without its language.
    private let names: [Int]
    private let nameCount: Int
    /// Whether a rule's weight may move: what is urgent, context, or tested and found to say nothing stays.
    private let isFree: [Bool]

    /// - Parameter fixed: rules whose weight stays, by number, beside S0 and S4.
    public init(
        _ rules: [RuleFacts], fixed: Set<Int> = [], settings: ScoreSettings = ScoreSettings(), prior: Prior = Prior()
    ) {
        self.rules = rules
        self.settings = settings
        self.prior = prior
        var numbers: [String: Int] = [:]
        names = rules.map { rule in
            let suffix = rule.lang.map { "." + $0 } ?? ""
            let name = rule.id.hasSuffix(suffix) ? String(rule.id.dropLast(suffix.count)) : rule.id
            if let number = numbers[name] { return number }
            numbers[name] = numbers.count
            return numbers.count - 1
        }
        nameCount = numbers.count
        isFree = rules.indices.map {
            rules[$0].severity != .s0 && rules[$0].severity != .s4 && rules[$0].family != .vulnerability
                && !fixed.contains($0)
        }
    }

    private static let steps = 400
    private static let stride = 0.03

    /// The weights, in the order of the rules; the same for the same input.
    ///
    /// - Parameter leadShare: the share of leads, 0 … 1, among the posts that the score is to speak of; the examples are
    ///   weighed accordingly.
    public func weights(_ examples: [Example], leadShare: Double) -> [Double] {
        let leads = examples.count(where: \.isLead)
        guard leads > 0, leads < examples.count else { return rules.map(\.weight) }
        let count = Double(examples.count)
        let costs = (
            lead: leadShare * count / Double(leads), innocent: (1 - leadShare) * count / Double(examples.count - leads)
        )
        var shift = Shift(names: nameCount, rules: rules.count)
        for step in 1...Self.steps {
            let weights = weights(shift)
            var slope = [Double](repeating: 0, count: rules.count)
            for example in examples {
                let reading = read(example.rules, weights)
                let error = 1 / (1 + exp(-reading.total)) - (example.isLead ? 1 : 0)
                let cost = error * (example.isLead ? costs.lead : costs.innocent)
                for rule in example.rules where reading.moves(rules[rule]) { slope[rule] += cost }
            }
            var nameSlope = shift.names.map { $0 / (prior.shared * prior.shared) }
            var ruleSlope = shift.rules.map { $0 / (prior.own * prior.own) }
            for rule in rules.indices where isFree[rule] {
                // At its bound a weight goes no further, so that the pull that way says nothing.
                let bounds = Self.bounds(rules[rule])
                if weights[rule] <= bounds.lowerBound, slope[rule] > 0 { continue }
                if weights[rule] >= bounds.upperBound, slope[rule] < 0 { continue }
                nameSlope[names[rule]] += slope[rule]
                ruleSlope[rule] += slope[rule]
            }
            shift.descend(nameSlope, ruleSlope, step: step, stride: Self.stride)
        }
        return weights(shift)
    }

    /// The log-odds of a post by `weights`, as the scorer adds them.
    public func total(_ post: [Int], _ weights: [Double]) -> Double { read(post, weights).total }

    private func weights(_ shift: Shift) -> [Double] {
        rules.indices.map { rule in
            guard isFree[rule] else { return rules[rule].weight }
            let bounds = Self.bounds(rules[rule])
            let moved = rules[rule].weight + shift.names[names[rule]] + shift.rules[rule]
            return min(bounds.upperBound, max(bounds.lowerBound, moved))
        }
    }

    /// What a rule may weigh.
    private static func bounds(_ rule: RuleFacts) -> ClosedRange<Double> {
        let cap = rule.severity.weightCap
        return rule.family == .protective ? -cap...0 : 0...cap
    }

    private func read(_ post: [Int], _ weights: [Double]) -> Reading {
        var sums: [Family: Double] = [:]
        var composites = 0.0
        for rule in post {
            if rules[rule].isComposite, rules[rule].family != .protective {
                composites += weights[rule]
            } else {
                sums[rules[rule].family, default: 0] += weights[rule]
            }
        }
        var total = settings.bias + composites
        var full: Set<Family> = []
        for (family, sum) in sums.sorted(by: { $0.key < $1.key }) {
            let bound = family == .protective ? -settings.doubtFloor : settings.caps[family] ?? 0
            if abs(sum) > bound { full.insert(family) }
            total += min(bound, max(-bound, sum))
        }
        return Reading(total: total, full: full)
    }

    private struct Reading {
        var total: Double
        /// Families whose cap is reached, so that no weight of theirs changes the sum.
        var full: Set<Family>

        func moves(_ rule: RuleFacts) -> Bool {
            (rule.isComposite && rule.family != .protective) || !full.contains(rule.family)
        }
    }
}

/// How far the weights are from the authors', with what Adam (Kingma and Ba 2015) keeps.
private struct Shift {
    var names: [Double]
    var rules: [Double]
    private var means: [Double]
    private var squares: [Double]

    init(names: Int, rules: Int) {
        self.names = [Double](repeating: 0, count: names)
        self.rules = [Double](repeating: 0, count: rules)
        means = [Double](repeating: 0, count: names + rules)
        squares = means
    }

    mutating func descend(_ nameSlope: [Double], _ ruleSlope: [Double], step: Int, stride: Double) {
        for number in means.indices {
            let slope = number < names.count ? nameSlope[number] : ruleSlope[number - names.count]
            means[number] = 0.9 * means[number] + 0.1 * slope
            squares[number] = 0.999 * squares[number] + 0.001 * slope * slope
            let mean = means[number] / (1 - pow(0.9, Double(step)))
            let square = squares[number] / (1 - pow(0.999, Double(step)))
            // Shorter steps towards the end, or the weights would swing around the mode.
            let change = stride * (1 - Double(step) / 420) * mean / (square.squareRoot() + 1e-8)
            if number < names.count { names[number] -= change } else { rules[number - names.count] -= change }
        }
    }
}
