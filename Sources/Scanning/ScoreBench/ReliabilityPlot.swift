import Ranking

/// A picture of how far scores are from what came true: for each tenth of the scale a dot at its mean score and its share of
/// leads, the larger the more posts; the line is where they would be the same.
struct ReliabilityPlot: Sendable {
    private let calibration: Calibration

    private static let side = 360.0
    private static let margin = 48.0

    init(_ calibration: Calibration) { self.calibration = calibration }

    /// SVG that needs nothing else.
    var lines: [String] {
        let size = Int(Self.side + 2 * Self.margin)
        var result = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size) \(size)\" role=\"img\" font-family=\"sans-serif\" "
                + "font-size=\"12\">",
            "<title>Share of leads by score</title>",
            "<rect x=\"\(x(0))\" y=\"\(y(1))\" width=\"\(Int(Self.side))\" height=\"\(Int(Self.side))\" fill=\"none\" "
                + "stroke=\"#888\"/>",
            "<line x1=\"\(x(0))\" y1=\"\(y(0))\" x2=\"\(x(1))\" y2=\"\(y(1))\" stroke=\"#888\" stroke-dasharray=\"4 4\"/>",
        ]
        for step in 0...5 {
            let value = Double(step) / 5
            let label = Figures.decimal(value, places: 1)
            result.append("<text x=\"\(x(value))\" y=\"\(y(0) + 16)\" text-anchor=\"middle\">\(label)</text>")
            result.append("<text x=\"\(x(0) - 6)\" y=\"\(y(value) + 4)\" text-anchor=\"end\">\(label)</text>")
        }
        result.append("<text x=\"\(x(0.5))\" y=\"\(y(0) + 36)\" text-anchor=\"middle\">score</text>")
        result.append(
            "<text x=\"14\" y=\"\(y(0.5))\" text-anchor=\"middle\" transform=\"rotate(-90 14 \(y(0.5)))\">share of leads</text>"
        )
        let most = calibration.bins.map(\.posts).max() ?? 0
        for bin in calibration.bins where bin.posts > 0 {
            let radius = 3 + Int((12 * (Double(bin.posts) / Double(max(1, most))).squareRoot()).rounded())
            result.append(
                "<circle cx=\"\(x(bin.mean))\" cy=\"\(y(bin.leads))\" r=\"\(radius)\" fill=\"#36c\" fill-opacity=\"0.6\">"
                    + "<title>\(Figures.count(bin.posts, "post"))</title></circle>")
        }
        return result + ["</svg>"]
    }

    private func x(_ value: Double) -> Int { Int((Self.margin + Self.side * value).rounded()) }

    private func y(_ value: Double) -> Int { Int((Self.margin + Self.side * (1 - value)).rounded()) }
}
