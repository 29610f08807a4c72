import Testing

@testable import Crawling

@Suite("Addresses that a site makes without end")
struct URLTrapTests {
    /// 2026-11-24.
    private let now = 1_795_500_000.0

    private func catches(_ path: String) throws -> Bool {
        URLTrap.catches(try #require(CanonicalURL("https://example.org" + path)), now: now)
    }

    @Test(
        "a path that grows without end is left alone",
        arguments: [
            "/forum/forum/forum/", "/a1b/list/a1b/list/a1b/list/", "/" + String(repeating: "ab/", count: 21),
            "/find?" + (0..<21).map { "p\($0)=1" }.joined(separator: "&"), "/" + String(repeating: "x", count: 2_100),
        ])
    func growing(_ path: String) throws { #expect(try catches(path)) }

    @Test(
        "a calendar's far pages are left alone",
        arguments: [
            "/events/2031-01", "/events/2031-01-15", "/calendar/2029/07/", "/cal?month=3&year=2040", "/cal?y=2040",
            "/cal?date=1901-05-02", "/archive/1712/01/",
        ])
    func farDates(_ path: String) throws { #expect(try catches(path)) }

    @Test(
        "what boards, forums and blogs use is followed",
        arguments: [
            "/", "/ad/1234567", "/list/jobs/?page=2", "/events/2027-03", "/2026/11/24/title-of-a-post/",
            "/forum/viewtopic.php?f=2&t=104&start=20", "/en/jobs/en/kitchen", "/1/2/1/2/1/2", "/cal?year=2026&month=12",
            "/jobs/seoul/jobs-in-seoul/", "/ad/2031-99", "/phone/1901-12345", "/shop/item-2099",
        ])
    func ordinary(_ path: String) throws { #expect(try !catches(path)) }
}
