import Foundation
import Model
import Testing

@testable import Ranking

@Suite("Weights from labels")
struct WeightFitTests {
    private static func rule(_ id: String, _ severity: Severity, _ weight: Double, lang: String? = "en") -> RuleFacts {
        RuleFacts(
            id: id, says: "", family: Family(rawValue: String(id.prefix { $0 != "." })) ?? .coercion,
            severity: severity, weight: weight, lang: lang)
    }

    private let rules = [
        rule("coercion.good.en", .s2, 0.8), rule("coercion.noise.en", .s2, 0.8),
        rule("recruitment.offer.en", .s1, 0.4), rule("recruitment.offer.es", .s1, 0.4, lang: "es"),
        rule("protective.news.en", .s3, -0.5), rule("plea.held.en", .s4, 3), rule("vulnerability.place.en", .s0, 0),
    ]

    /// Posts in which the first rule tells leads, the second nothing, the third leads, the fifth innocents.
    private var examples: [WeightFit.Example] {
        (0..<400).map { number in
            let isLead = number % 4 == 0
            var own = number % 3 == 0 ? [1] : []
            if isLead ? number % 5 != 0 : number % 19 == 1 { own.append(0) }
            if isLead ? number % 8 != 0 : number % 11 == 1 { own.append(2) }
            if !isLead, number % 2 == 1 { own.append(4) }
            return WeightFit.Example(rules: own, isLead: isLead)
        }
    }

    @Test("signs that tell leads gain, signs that tell nothing lose, doubts that tell innocents gain")
    func direction() {
        let weights = WeightFit(rules).weights(examples, leadShare: 0.076)
        #expect(weights[0] > 0.8)
        #expect(weights[1] < 0.8)
        #expect(weights[2] > 0.4)
        #expect(weights[4] < -0.5)
    }

    @Test("what stays: the urgent, context, and what was tested and points elsewhere")
    func fixed() {
        let fit = WeightFit(rules, fixed: [0])
        let shown = examples.map { WeightFit.Example(rules: $0.rules + [5, 6], isLead: $0.isLead) }
        let weights = fit.weights(shown, leadShare: 0.076)
        #expect(weights[0] == 0.8 && weights[5] == 3 && weights[6] == 0)
    }

    @Test("a rule that no post shows moves with its sisters in other languages")
    func sisters() {
        let weights = WeightFit(rules).weights(examples, leadShare: 0.076)
        #expect(weights[3] > 0.4 && weights[3] <= weights[2])
    }

    @Test("weights stay within what their severity and family allow", arguments: [0.05, 0.5, 0.95])
    func bounds(share: Double) {
        let weights = WeightFit(rules).weights(examples + examples + examples, leadShare: share)
        for (rule, weight) in zip(rules, weights) {
            #expect(abs(weight) <= rule.severity.weightCap)
            #expect(rule.family == .protective ? weight <= 0 : weight >= 0)
        }
    }

    @Test("the log loss with the prior is no higher than at the authors' weights or beside the result")
    func mode() {
        let fit = WeightFit(rules)
        // A quarter of the examples are leads, so that each costs the same.
        let weights = fit.weights(examples, leadShare: 0.25)
        func loss(_ weights: [Double]) -> Double {
            var data = 0.0
            for example in examples {
                let total: Double = fit.total(example.rules, weights)
                data += log(1 + exp(example.isLead ? -total : total))
            }
            // The prior on sums of a shared and an own part.
            let (one, other) = (weights[2] - 0.4, weights[3] - 0.4)
            let prior = WeightFit.Prior()
            let (shared, own) = (prior.shared * prior.shared, prior.own * prior.own)
            let both = shared + own
            let squares: Double = both * (one * one + other * other)
            let pair: Double = (squares - 2 * shared * one * other) / (both * both - shared * shared)
            let single: Double = [0, 1, 4].map { pow(weights[$0] - rules[$0].weight, 2) / both }.reduce(0, +)
            return data + (single + pair) / 2
        }
        let best = loss(weights)
        #expect(best < loss(rules.map(\.weight)))
        for rule in [0, 1, 2, 4] {
            for step in [-0.15, 0.15] {
                var other = weights
                other[rule] += step
                guard abs(other[rule]) <= rules[rule].severity.weightCap else { continue }
                #expect(loss(other) > best - 0.01)
            }
        }
    }

    @Test("the same labels give the same weights, and labels of one kind change nothing")
    func same() {
        let fit = WeightFit(rules)
        #expect(fit.weights(examples, leadShare: 0.25) == fit.weights(examples, leadShare: 0.25))
        #expect(fit.weights(examples.filter(\.isLead), leadShare: 0.076) == rules.map(\.weight))
    }
}
