import Foundation
import Reviewing
import Scanning
import Synchronization

/// The line on standard error that shows how far a night has come; drawn only on a terminal, at most ten times a
/// second.
final class ProgressLine: Sendable {
    private struct State {
        var lastDrawn = 0.0
        var isDrawn = false
    }

    private let state = Mutex(State())
    private let isDrawing: Bool

    init(isDrawing: Bool = Screen.canDraw) { self.isDrawing = isDrawing }

    func show(_ progress: ScanProgress) {
        guard isDrawing else { return }
        state.withLock { state in
            let now = Date().timeIntervalSinceReferenceDate
            guard now - state.lastDrawn >= 0.1 else { return }
            state.lastDrawn = now
            state.isDrawn = true
            let line = TerminalText.truncated(Self.text(progress), to: Screen.width - 1)
            Self.draw("\r\u{1B}[2K\(line)")
        }
    }

    /// Takes the line off the screen.
    func clear() {
        state.withLock { state in
            guard state.isDrawn else { return }
            state.isDrawn = false
            Self.draw("\r\u{1B}[2K")
        }
    }

    private static func draw(_ text: String) {
        try? Output.write(Array(text.utf8), to: STDERR_FILENO, name: "standard error")
    }

    /// Such as `214 pages, 31 queued, 502 posts, 14 flagged, 88 pages/s, 1 s left`.
    static func text(_ progress: ScanProgress) -> String {
        var parts = [
            "\(progress.pages) pages", "\(progress.queued) queued", "\(progress.posts) posts",
            "\(progress.flagged) flagged",
        ]
        if progress.failed > 0 { parts.append("\(progress.failed) failed") }
        if progress.pagesPerSecond > 0 {
            let rate = progress.pagesPerSecond
            parts.append(rate < 10 ? String(format: "%.1f pages/s", rate) : "\(Int(rate)) pages/s")
        }
        if let left = progress.secondsLeft { parts.append("about \(duration(left)) left") }
        return parts.joined(separator: ", ")
    }

    private static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }
}
