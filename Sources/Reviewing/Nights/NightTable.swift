import Model

/// The last nights, a line each.
public enum NightTable {
    public static func lines(_ nights: [PastNight]) -> [String] {
        let head = ["night", "started", "pages", "unchanged", "failed", "new posts", "new leads", "state"]
        let rows = nights.map { past in
            func sum(_ count: (SourceReport) -> Int) -> String {
                // Nights of an older vigil have no reports.
                past.sources.isEmpty ? "-" : String(past.sources.map(count).reduce(0, +))
            }
            return [
                String(past.night.id), PastNight.text(past.night.startedAt), sum(\.fetched), sum(\.unchanged),
                sum(\.failed), sum(\.newPosts), String(past.newLeads),
                past.night.endedAt == nil ? "interrupted" : "done",
            ]
        }
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        return ([head] + rows).map { row in
            let cells = zip(row, widths).enumerated().map { index, cell in
                let blank = String(repeating: " ", count: cell.1 - cell.0.count)
                return index == 1 || index == head.count - 1 ? cell.0 + blank : blank + cell.0
            }
            return cells.joined(separator: "  ").trimmingSuffix(while: { $0 == " " })
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
        guard let last = lastIndex(where: { !isTrimmed($0) }) else { return "" }
        return String(self[...last])
    }
}
