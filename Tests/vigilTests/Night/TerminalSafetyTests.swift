import Foundation
import Model
import TestSupport
import Testing

/// What strangers write, on its way to a terminal.
@Suite("What a hostile page brings to the terminal")
struct TerminalSafetyTests {
    /// Clears the screen, sets the window's title, rings, goes back, and turns the order of writing round; among them
    /// the single-character forms of escapes (C1), and what is not seen at all.
    private static let tricks =
        "\u{1B}[2J\u{1B}]0;owned\u{7}\u{8}\u{9B}31m\u{90}q\u{9C}\u{7F}\u{202E}\u{2066}\u{200F}\u{61C}\u{200B}\u{FEFF}"

    @Test("no control character and no bidi mark of a title, text, author or header is written raw")
    func commands() async throws {
        let tricks = Self.tricks
        let server = try LoopbackServer { request in
            switch request.target {
            case "/":
                .page(
                    """
                    <html><head><title>Farm work\(tricks) abroad</title><meta name="author" content="A\(tricks)B"></head>
                    <body><article><h1>Farm work\(tricks) abroad</h1><p>There is farm work\(tricks) for two in the north,
                    and he keeps my papers\(tricks) in a drawer. Ask for it at the desk in the hall between nine and five,
                    on every day but Sunday.</p></article>
                    <a href="/moved">a</a><a href="/picture">b</a><a href="/room\(tricks)">c</a></body></html>
                    """)
            case "/moved": .redirect(to: "x:\u{1B}[2J\u{202E}\u{9B}y")
            case "/picture": .status(200, headers: ["Content-Type": "image/\u{1B}[2J\u{202E}\u{9B}png"])
            default: .status(404)
            }
        }
        defer { server.stop() }
        let watch = try NightWorkspace(start: [server.origin + "/"])
        defer { watch.remove() }
        let place = ["--workspace", watch.directory]
        let scan = try await VigilProcess.run(["scan"] + place)
        #expect(scan.status == 0)
        #expect(scan.output.contains("1 new leads"), "\(scan.output)")
        let reasons = try watch.snapshot().outcomes.values.compactMap(\.reason)
        #expect(
            reasons.contains { $0.hasPrefix("a redirect leads away from http and https: x:\u{1B}[2J") }, "\(reasons)")
        #expect(reasons.contains { $0.hasSuffix("not fetched: image/\u{1B}[2J\u{202E}\u{9B}png") }, "\(reasons)")
        let json = try await VigilProcess.run(["leads", "--json"] + place).output
        let lead = try JSONDecoder().decode(Lead.self, from: Data(json.utf8))
        #expect(lead.evidence.first?.text?.contains("\u{202E}") == true, "evidence is quoted as it stood")
        var shown: [VigilProcess] = []
        for command in [["leads"], ["leads", "show", lead.id], ["nights"], ["nights", "show", "1"]] {
            shown.append(try await VigilProcess.run(command + place))
        }
        #expect(shown[0].output.contains("Farm work") && shown[1].output.contains("he keeps my papers"))
        for process in [scan] + shown {
            let raw = (process.output + process.complaints).unicodeScalars.filter(Self.isRaw)
            #expect(raw.isEmpty, "\(raw.map { String($0.value, radix: 16) }) in \(process.output)")
        }
    }

    private static func isRaw(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: false
        case 0..<0x20, 0x7F..<0xA0: true
        case 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
        default: false
        }
    }
}
