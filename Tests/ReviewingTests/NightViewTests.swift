import Model
import Storage
import Testing

@testable import Reviewing

@Suite("Nights in a terminal")
struct NightViewTests {
    private var night: PastNight {
        var board = SourceReport(name: "board \u{1B}[2J")
        board.fetched = 12
        board.unchanged = 4
        board.posts = 30
        board.newPosts = 3
        board.bytes = 61_500
        board.seconds = 2.5
        board.refused = 2
        board.refusals = ["robots.txt forbids it": 2]
        board.failed = 3
        board.failures = ["status 404": 1, "status 500": 2]
        board.waiting = 5
        board.endedBy = "the budget of 12 pages is used up"
        board.problems = ["board: went quiet"]
        return PastNight(
            night: Night(id: 7, startedAt: 1_795_478_400, endedAt: 1_795_478_460, rulesVersion: "2026.11.1"),
            sources: [board], newLeads: 1)
    }

    @Test("the table has a line for each night, numbers to the right")
    func table() {
        var interrupted = night
        interrupted.night.endedAt = nil
        interrupted.night.id = 128
        #expect(
            NightTable.lines([interrupted, night]) == [
                "night  started               pages  unchanged  failed  new posts  new leads  state",
                "  128  2026-11-24T00:00:00Z     12          4       3          3          1  interrupted",
                "    7  2026-11-24T00:00:00Z     12          4       3          3          1  done",
            ])
    }

    @Test("the sheet tells what each source came to, and why; control characters do not reach the terminal")
    func sheet() {
        let lines = NightSheet.lines(night)
        #expect(lines[0] == "Night 7: began 2026-11-24T00:00:00Z, ended 2026-11-24T00:01:00Z")
        #expect(lines[1] == "Rules 2026.11.1, 1 new leads")
        #expect(!lines.joined().unicodeScalars.contains("\u{1B}"))
        #expect(
            Array(lines.dropFirst(4)) == [
                "  12 pages, 4 unchanged, 62 kB, 2.5 s", "  30 posts read, 3 new, 0 flagged, 0 vanished",
                "  5 wait for the next scan", "  the budget of 12 pages is used up",
                "  2 refused: robots.txt forbids it",
                "  2 failed: status 500", "  1 failed: status 404", "  board: went quiet",
            ])
    }
}
