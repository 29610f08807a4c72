import Foundation
import Reviewing
import Scanning
import Synchronization

/// The lines on standard error that show how far a night has come, one for each source and a total; drawn only on a
/// terminal, at most ten times a second.
final class ProgressLine: Sendable {
    private struct State {
        var lastDrawn = 0.0
        /// Lines on the screen.
        var drawn = 0
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
            let sources = progress.sources.map {
                NightProgress.Line(
                    name: $0.name, pages: $0.pages, queued: $0.queued, posts: $0.posts, flagged: $0.flagged,
                    failed: $0.failed, isDone: $0.isDone)
            }
            let lines = NightProgress(width: Screen.width, height: Screen.height)
                .lines(sources, total: Self.text(progress))
            Self.draw(Self.erasing(state.drawn) + lines.joined(separator: "\n"))
            state.drawn = lines.count
        }
    }

    /// Takes the lines off the screen.
    func clear() {
        state.withLock { state in
            guard state.drawn > 0 else { return }
            Self.draw(Self.erasing(state.drawn))
            state.drawn = 0
        }
    }

    /// Goes back to where so many lines begin and erases what stands from there on.
    private static func erasing(_ count: Int) -> String {
        guard count > 0 else { return "" }
        return "\r" + (count > 1 ? "\u{1B}[\(count - 1)A" : "") + "\u{1B}[J"
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
