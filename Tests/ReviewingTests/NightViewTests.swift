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

@Suite("How far a night has come")
struct NightProgressTests {
    private static func line(_ number: Int, queued: Int = 5, isDone: Bool = false) -> SourceProgress {
        var line = SourceProgress(name: "board-\(number)")
        line.pages = 10 * number
        line.queued = queued
        line.posts = 3
        line.flagged = 1
        line.failed = number % 2
        line.isDone = isDone
        return line
    }

    @Test("one source has one line, the total")
    func one() {
        #expect(NightProgress(width: 80, height: 24).lines([Self.line(1)], total: "10 pages") == ["10 pages"])
    }

    @Test("several have a line each and a total")
    func several() {
        let lines = NightProgress(width: 80, height: 24).lines(
            [Self.line(1), Self.line(12, isDone: true)], total: "all")
        #expect(
            lines == [
                "board-1   10 pages, 5 queued, 3 posts, 1 flagged, 1 failed",
                "board-12  120 pages, done, 3 posts, 1 flagged", "all",
            ])
    }

    @Test("where there are more than the screen has room for, those with most to do are shown")
    func many() {
        let sources = (1...100).map { Self.line($0, queued: $0, isDone: $0 > 50) }
        let lines = NightProgress(width: 80, height: 10).lines(sources, total: "all")
        #expect(lines.count == 8)
        #expect(lines.prefix(6).map { $0.prefix(8) } == (45...50).map { "board-\($0)" })
        #expect(lines.suffix(2) == ["… and 94 more", "all"])
    }

    @Test("names reach the terminal without control characters, and lines fit")
    func safe() {
        var line = Self.line(1)
        line.name = "evil\u{1B}[2J\u{202E}" + String(repeating: "长", count: 60)
        let lines = NightProgress(width: 50, height: 24).lines([line, Self.line(2)], total: "all")
        for text in lines {
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
            #expect(TerminalText.width(text) < 50)
        }
    }
}
