import Model

/// The lines that show how far a night has come: one for each source, and a total.
public struct NightProgress: Sendable {
    public var width: Int
    public var height: Int

    /// - Parameters:
    ///   - width: columns of the screen.
    ///   - height: its lines; two of them stay free.
    public init(width: Int, height: Int) {
        self.width = max(20, width)
        self.height = max(4, height)
    }

    /// - Parameters:
    ///   - sources: in the order in which they are shown; those that are done give way where there is no room.
    ///   - total: the last line, as it is to stand there.
    public func lines(_ sources: [SourceProgress], total: String) -> [String] {
        guard sources.count > 1 else { return [cut(total)] }
        let room = height - 3
        var shown = sources
        if shown.count > room {
            // Those that have most to do are of most interest.
            let kept = Set(
                sources.indices.sorted { left, right in
                    let (one, other) = (sources[left], sources[right])
                    if one.isDone != other.isDone { return !one.isDone }
                    return one.queued == other.queued ? left < right : one.queued > other.queued
                }.prefix(room - 1))
            shown = sources.indices.filter(kept.contains).map { sources[$0] }
        }
        let names = min(24, shown.map { TerminalText.width(TerminalText.visible($0.name)) }.max() ?? 0)
        var result = shown.map { cut(text($0, nameWidth: names)) }
        if shown.count < sources.count { result.append(cut("… and \(sources.count - shown.count) more")) }
        return result + [cut(total)]
    }

    private func text(_ line: SourceProgress, nameWidth: Int) -> String {
        let name = TerminalText.truncated(TerminalText.visible(line.name), to: nameWidth)
        let padding = String(repeating: " ", count: max(0, nameWidth - TerminalText.width(name)))
        var parts = ["\(line.pages) pages"]
        if line.isDone { parts.append("done") } else { parts.append("\(line.queued) queued") }
        parts += ["\(line.posts) posts", "\(line.flagged) flagged"]
        if line.failed > 0 { parts.append("\(line.failed) failed") }
        return name + padding + "  " + parts.joined(separator: ", ")
    }

    private func cut(_ text: String) -> String { TerminalText.truncated(text, to: width - 1) }
}
