/// A table of figures, names on the left.
struct FigureTable: Sendable {
    var header: [String]
    var rows: [[String]]

    /// With columns of equal width, for a terminal.
    var lines: [String] {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + padding : padding + cell
            }.joined(separator: "  ")
        }
    }

    var markdown: [String] {
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
        let rule = header.indices.map { $0 == 0 ? "---" : "---:" }
        return [line(header), line(rule)] + rows.map(line)
    }
}
