import Crawling
import Testing

@Suite("Politeness")
struct PolitenessTests {
    private static func politeness(_ settings: Politeness.Settings = .init(), chance: Double = 0) -> Politeness {
        Politeness(settings) { chance }
    }

    @Test("the delay lies between the starts of two requests to a host, and hosts do not wait for each other")
    func delay() {
        var politeness = Self.politeness()
        #expect(politeness.permission(for: "a", delay: 2, now: 10) == .go)
        politeness.began("a", delay: 2, now: 10)
        #expect(politeness.permission(for: "b", delay: 2, now: 10) == .go)
        politeness.ended("a", .answered, now: 10.5)
        #expect(politeness.permission(for: "a", delay: 2, now: 11) == .wait(until: 12))
        #expect(politeness.permission(for: "a", delay: 2, now: 12) == .go)
    }

    @Test("one connection a host, more only where no delay is asked for")
    func connections() {
        var politeness = Self.politeness(.init(connectionsWithoutDelay: 2))
        politeness.began("a", delay: 1, now: 0)
        #expect(politeness.permission(for: "a", delay: 1, now: 100) == .busy)
        politeness.began("b", delay: 0, now: 0)
        #expect(politeness.permission(for: "b", delay: 0, now: 0) == .go)
        politeness.began("b", delay: 0, now: 0)
        #expect(politeness.permission(for: "b", delay: 0, now: 0) == .busy)
        politeness.ended("b", .neither, now: 0)
        #expect(politeness.permission(for: "b", delay: 0, now: 0) == .go)
    }

    @Test("a hop of a redirect chain starts the delay anew")
    func redirectHop() {
        var politeness = Self.politeness()
        politeness.began("a", delay: 2, now: 0)
        #expect(politeness.next(for: "a") == 2)
        politeness.continued("a", delay: 2, now: 2)
        politeness.ended("a", .answered, now: 2.1)
        #expect(politeness.permission(for: "a", delay: 2, now: 3) == .wait(until: 4))
    }

    @Test("a host that takes long to answer is asked the less often, within bounds")
    func slowHosts() {
        var politeness = Self.politeness(.init(respite: 3, longestRespite: 30))
        func next(_ host: String, at start: Double, took seconds: Double, delay: Double = 1) -> Double {
            politeness.began(host, delay: delay, now: start)
            // The crawl was busy with something else before it took note of the answer.
            politeness.ended(host, .answered, answerTime: seconds, now: start + seconds + 20)
            return politeness.next(for: host) - start
        }
        #expect(next("quick", at: 0, took: 0.1) == 1)
        #expect(next("slow", at: 0, took: 2) == 6)
        // One slow page among quick ones counts for a part only.
        #expect(abs(next("quick", at: 100, took: 4) - 3 * (0.7 * 0.1 + 0.3 * 4)) < 1e-9)
        #expect(next("stuck", at: 0, took: 50) == 30)
        #expect(next("own", at: 0, took: 2, delay: 0) == 0)
    }

    @Test("errors back off twice as long each time, and an answer ends that")
    func backOff() {
        var politeness = Self.politeness(.init(failuresUntilDropped: 10))
        var now = 0.0
        for expected in [1.0, 2, 4, 8, 16] {
            politeness.began("a", delay: 0, now: now)
            politeness.ended("a", .failed(reason: "x", retryAfter: nil), now: now)
            #expect(politeness.permission(for: "a", delay: 0, now: now) == .wait(until: now + expected))
            now += expected
        }
        politeness.began("a", delay: 0, now: now)
        politeness.ended("a", .answered, now: now)
        #expect(politeness.permission(for: "a", delay: 0, now: now) == .go)
        politeness.ended("a", .failed(reason: "x", retryAfter: nil), now: now)
        #expect(politeness.permission(for: "a", delay: 0, now: now) == .wait(until: now + 1))
    }

    @Test("chance makes a back-off up to half as long again", arguments: [(0.0, 1.0), (0.5, 1.25), (1.0, 1.5)])
    func jitter(_ chance: Double, _ wait: Double) {
        var politeness = Self.politeness(chance: chance)
        politeness.ended("a", .failed(reason: "x", retryAfter: nil), now: 0)
        #expect(politeness.permission(for: "a", delay: 0, now: 0) == .wait(until: wait))
    }

    @Test("Retry-After is waited for, and never shortens a back-off")
    func retryAfter() {
        var politeness = Self.politeness()
        politeness.ended("a", .failed(reason: "x", retryAfter: 30), now: 0)
        #expect(politeness.permission(for: "a", delay: 0, now: 1) == .wait(until: 30))
        politeness.ended("b", .failed(reason: "x", retryAfter: 0), now: 0)
        #expect(politeness.permission(for: "b", delay: 0, now: 0) == .wait(until: 1))
    }

    @Test("a host that fails so many times in a row is dropped, with the reason")
    func dropped() {
        var politeness = Self.politeness(.init(failuresUntilDropped: 3))
        for _ in 0..<2 { politeness.ended("a", .failed(reason: "it hangs", retryAfter: nil), now: 0) }
        politeness.ended("a", .answered, now: 0)
        for _ in 0..<2 { politeness.ended("a", .failed(reason: "it hangs", retryAfter: nil), now: 0) }
        #expect(politeness.dropped.isEmpty)
        politeness.ended("a", .failed(reason: "it hangs", retryAfter: nil), now: 0)
        #expect(politeness.dropped == ["a": "3 failures in a row, the last: it hangs"])
        let permission = politeness.permission(for: "a", delay: 0, now: 1_000_000)
        #expect(permission == .dropped("3 failures in a row, the last: it hangs"))
    }

    @Test("a host that asks for more patience than a night has is dropped")
    func tooLongAWait() {
        var politeness = Self.politeness(.init(longestWait: 600))
        politeness.ended("a", .failed(reason: "x", retryAfter: 3600), now: 0)
        #expect(politeness.permission(for: "a", delay: 0, now: 0) == .dropped("it asks to be left alone for 3600 s"))
        politeness.began("b", delay: 7200, now: 0)
        politeness.ended("b", .answered, now: 1)
        #expect(politeness.permission(for: "b", delay: 7200, now: 1) == .dropped("it asks to be left alone for 7199 s"))
    }

    @Test("back-offs stay within bounds however long a host fails")
    func manyFailures() {
        var politeness = Self.politeness(.init(failuresUntilDropped: .max), chance: 1)
        for _ in 0..<200 { politeness.ended("a", .failed(reason: "x", retryAfter: nil), now: 0) }
        #expect(politeness.permission(for: "a", delay: 0, now: 0) == .wait(until: 450))
    }
}
