import Foundation
import TestSupport
import Testing

@testable import Ranking

@Suite("How good a ranking is")
struct RankingQualityTests {
    /// Posts in this order: `+` a lead, `-` an innocent one, `=` joins the next to the rank of the one before.
    private func ranked(_ order: String, flagged: Int = 0) -> RankingQuality {
        var posts: [RankedPost] = []
        var rank = 1000.0
        var isTied = false
        for letter in order {
            if letter == "=" {
                isTied = true
                continue
            }
            if !isTied { rank -= 1 }
            isTied = false
            posts.append(
                RankedPost(
                    id: "\(posts.count)", isLead: letter == "+", rank: rank, score: 0.5,
                    isFlagged: posts.count < flagged))
        }
        return RankingQuality(posts.reversed())
    }

    struct Case: Sendable {
        var order: String
        var precision: Double
        var area: Double
        var gain: Double
    }

    private static let third = 1 / log2(3.0)
    private static let fourth = 1 / log2(4.0)
    private static let fifth = 1 / log2(5.0)
    static let cases = [
        Case(order: "++--", precision: 1, area: 1, gain: 1),
        Case(order: "--++", precision: 5.0 / 12, area: 0, gain: (fourth + fifth) / (1 + third)),
        Case(order: "+-+-", precision: 5.0 / 6, area: 0.75, gain: (1 + fourth) / (1 + third)),
        Case(order: "+=-", precision: 1, area: 0.5, gain: 1),
    ]

    @Test("average precision, ROC and nDCG are those of a calculation by hand", arguments: cases)
    func figures(of given: Case) throws {
        let quality = ranked(given.order)
        #expect(abs(try #require(quality.averagePrecision) - given.precision) < 1e-12)
        #expect(abs(try #require(quality.rocArea) - given.area) < 1e-12)
        #expect(abs(try #require(quality.gain) - given.gain) < 1e-12)
    }

    @Test("precision and recall at a count, and of what is flagged")
    func counts() {
        let quality = ranked("++-+---+--", flagged: 5)
        #expect(quality.precision(at: 4) == 0.75)
        #expect(quality.precision(at: 11) == nil)
        #expect(quality.recall(at: 3) == 0.5)
        #expect(quality.flaggedPrecision == 0.6)
        #expect(quality.flaggedRecall == 0.75)
        #expect(quality.flaggedInnocents == 2.0 / 6)
    }

    @Test("without leads, without innocents or without posts, figures that mean nothing are absent")
    func absent() {
        #expect(ranked("--").averagePrecision == nil)
        #expect(ranked("++").rocArea == nil)
        #expect(ranked("++").flaggedInnocents == nil)
        #expect(ranked("").calibration.expectedError == nil)
    }

    @Test("the ROC area is the share of pairs of a lead and an innocent post that stand in the right order")
    func pairs() throws {
        var random = Seeded(5)
        for _ in 0..<50 {
            let posts = (0..<30).map { number in
                RankedPost(
                    id: "\(number)", isLead: random.element(of: [true, false]),
                    rank: Double(random.element(of: [1, 2, 3, 4, 5])), score: 0, isFlagged: false)
            }
            let (leads, others) = (posts.filter(\.isLead), posts.filter { !$0.isLead })
            guard !leads.isEmpty, !others.isEmpty else { continue }
            var sum = 0.0
            for lead in leads {
                for other in others { sum += lead.rank > other.rank ? 1 : lead.rank == other.rank ? 0.5 : 0 }
            }
            let area = try #require(RankingQuality(posts).rocArea)
            #expect(abs(area - sum / Double(leads.count * others.count)) < 1e-12)
        }
    }

    @Test("the calibration error is the mean distance of scores from shares, by tenths of the scale")
    func calibration() throws {
        let posts = [(0.05, false), (0.08, false), (0.95, true), (0.91, false), (1.0, true)].enumerated().map {
            number, post in
            RankedPost(id: "\(number)", isLead: post.1, rank: post.0, score: post.0, isFlagged: false)
        }
        let calibration = RankingQuality(posts).calibration
        #expect(calibration.bins[0].posts == 2 && calibration.bins[9].posts == 3)
        let expected = (2 * 0.065 + 3 * abs((0.95 + 0.91 + 1) / 3 - 2.0 / 3)) / 5
        #expect(abs(try #require(calibration.expectedError) - expected) < 1e-12)
    }
}
