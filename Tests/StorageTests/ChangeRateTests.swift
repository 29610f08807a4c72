import Foundation
import Storage
import TestSupport
import Testing

@Suite("How often a page changes")
struct ChangeRateTests {
    private static let day = 86_400.0

    private static func rate(_ visits: Int, changes: Int, every interval: Double = day) -> Double {
        var rate = ChangeRate()
        for visit in 0..<visits { rate.add(hasChanged: visit < changes, after: interval) }
        return rate.perSecond
    }

    @Test("the estimator is that of the paper", arguments: [(10, 3), (20, 0), (20, 20), (1, 1), (7, 6)])
    func formula(visits: Int, changes: Int) {
        let expected = -log((Double(visits - changes) + 0.5) / (Double(visits) + 0.5)) / Self.day
        let found = Self.rate(visits, changes: changes)
        #expect(changes == 0 ? found > 0 && found < 0.1 / Self.day : abs(found - expected) < 1e-12)
    }

    @Test("it comes near the true rate of a Poisson process, where a simple quotient does not", arguments: [0.2, 1, 2])
    func simulated(perVisit: Double) {
        var random = Seeded(7)
        var sum = 0.0
        let pages = 2000
        for _ in 0..<pages {
            var rate = ChangeRate()
            for _ in 0..<30 {
                rate.add(hasChanged: Double.random(in: 0..<1, using: &random) < 1 - exp(-perVisit), after: Self.day)
            }
            sum += rate.perSecond * Self.day
        }
        #expect(abs(sum / Double(pages) - perVisit) < 0.08 * perVisit)
    }

    @Test("a page that never changed comes later the longer it has not, but comes")
    func never() {
        let rates = [1, 5, 20, 50].map { Self.rate($0, changes: 0) }
        #expect(rates == rates.sorted(by: >))
        #expect(rates.allSatisfy { $0 > 0 })
        #expect(ChangeRate().perSecond == ChangeRate.unknown)
    }

    @Test("old visits fade")
    func fading() {
        var rate = ChangeRate()
        for _ in 0..<60 { rate.add(hasChanged: true, after: Self.day) }
        for _ in 0..<120 { rate.add(hasChanged: false, after: Self.day) }
        #expect(rate.perSecond < 0.15 / Self.day)
        #expect(rate.visits <= 60)
        rate.add(hasChanged: true, after: 0)
        #expect(rate.visits <= 60)
    }
}
