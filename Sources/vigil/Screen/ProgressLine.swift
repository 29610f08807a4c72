import Foundation
import Reviewing
import Scanning
import Synchronization

/// The lines on standard error that show how far a night has come, one for each source and a total; drawn only on a
/// terminal, as often as the night tells.
final class ProgressLine: Sendable {
    /// Lines on the screen.
    private let drawn = Mutex(0)
    private let isDrawing: Bool

    init(isDrawing: Bool = Screen.canDraw) { self.isDrawing = isDrawing }

    func show(_ progress: ScanProgress) {
        guard isDrawing else { return }
        drawn.withLock { drawn in
            let lines = NightProgress(width: Screen.width, height: Screen.height)
                .lines(progress.sources, total: Self.text(progress))
            Self.draw(Self.erasing(drawn) + lines.joined(separator: "\n"))
            drawn = lines.count
        }
    }

    /// Takes the lines off the screen.
    func clear() {
        drawn.withLock { drawn in
            guard drawn > 0 else { return }
            Self.draw(Self.erasing(drawn))
            drawn = 0
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
