import Crawling
import Storage
import Testing

@Suite("What an answer to robots.txt means")
struct RobotsPolicyTests {
    @Test(
        "the status decides",
        arguments: [
            (200, RobotsPolicy.Access.byRules), (204, .byRules), (302, .everything), (401, .everything),
            (403, .everything), (404, .everything), (410, .everything), (429, .nothing), (500, .nothing),
            (503, .nothing), (599, .nothing), (0, .nothing),
        ])
    func access(_ status: Int, _ access: RobotsPolicy.Access) { #expect(RobotsPolicy.access(status: status) == access) }

    @Test("an answer is good for a day, one that allows nothing for no time")
    func freshness() {
        func record(_ status: Int) -> RobotsRecord {
            RobotsRecord(origin: "http://example.org", status: status, body: [], fetchedAt: 1000)
        }
        #expect(RobotsPolicy.isFresh(record(200), now: 1000 + 86_399))
        #expect(!RobotsPolicy.isFresh(record(200), now: 1000 + 86_400))
        #expect(RobotsPolicy.isFresh(record(404), now: 1001))
        #expect(!RobotsPolicy.isFresh(record(503), now: 1001))
        #expect(!RobotsPolicy.isFresh(record(0), now: 1001))
        #expect(!RobotsPolicy.isFresh(record(200), now: 999))
    }
}
