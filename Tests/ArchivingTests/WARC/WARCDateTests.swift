import Foundation
import TestSupport
import Testing

@testable import Archiving

@Suite("Times in WARC files")
struct WARCDateTests {
    @Test(
        "are UTC with milliseconds",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (0.001, "1970-01-01T00:00:00.001Z"),
            (951_782_400, "2000-02-29T00:00:00.000Z"), (1_795_478_400.123, "2026-11-24T00:00:00.123Z"),
            (1_795_478_399.9999, "2026-11-23T23:59:59.999Z"), (4_107_542_399, "2100-02-28T23:59:59.000Z"),
            (4_107_542_400, "2100-03-01T00:00:00.000Z"), (-5, "1970-01-01T00:00:00.000Z"),
            (.nan, "1970-01-01T00:00:00.000Z"), (.infinity, "9999-12-31T23:59:59.999Z"),
        ])
    func text(seconds: Double, expected: String) {
        #expect(WARCDate.text(seconds) == expected)
    }

    @Test("agree with Foundation's calendar")
    func calendar() {
        var random = Seeded(3)
        let format = Date.ISO8601FormatStyle()
        for _ in 0..<2000 {
            let seconds = Double(Int.random(in: 0..<10_000_000_000, using: &random))
            let text = Date(timeIntervalSince1970: seconds).formatted(format)
            #expect(WARCDate.text(seconds) == text.dropLast() + ".000Z")
            #expect(WARCDate.compact(seconds) == text.filter(\.isNumber))
        }
    }
}
