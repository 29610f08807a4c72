import Testing

@testable import Crawling

@Suite("Retry-After")
struct RetryAfterTests {
    /// 1994-11-06 08:49:37 UTC, the date of RFC 9110's examples.
    private static let example = 784_111_777.0

    @Test(
        "seconds and the three forms of HTTP dates are read",
        arguments: [
            ("120", 120.0), (" 0 ", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 60), ("Sunday, 06-Nov-94 08:49:37 GMT", 60),
            ("Sun Nov  6 08:49:37 1994", 60), ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
        ])
    func reads(_ value: String, _ seconds: Double) {
        #expect(RetryAfter.seconds(value, now: Self.example - 60) == seconds)
    }

    @Test("anything else is not", arguments: ["", " ", "soon", "-5", "1.5x", "\u{0}"])
    func nonsense(_ value: String) { #expect(RetryAfter.seconds(value, now: 0) == nil) }
}
