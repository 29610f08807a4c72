/// Notices when pages of one shape go on and on without bringing anything: calendars, sorted and filtered lists, mazes.
///
/// A shape is the host, the first part of the path, how many parts there are, and the names of the parameters. A page
/// brings something where it holds a post that is not on another page too, or leads to an address of another shape that
/// was not met before. Once so many pages of a shape in a row have brought nothing, the rest of the shape is left for
/// the night. Nothing that brings posts is lost by it, whatever a site looks like.
struct ShapeWatch {
    /// Pages in a row.
    static let patience = 50

    private var barren: [String: Int] = [:]
    private var met = MetAddresses()
    private(set) var closed: Set<String> = []

    /// More shapes than this are not told apart, so that memory is bounded.
    private static let mostShapes = 20_000

    /// Takes note of a page that was read and of where it leads.
    ///
    /// - Returns: the page's shape, where it was closed by this.
    mutating func read(_ url: CanonicalURL, content: PageReading.Content, links: [String]) -> String? {
        let shape = Self.shape(of: url)
        var brings = content == .new || content == .unchanged
        for link in links where met.insert(link) {
            guard !brings, let target = CanonicalURL(canonical: link) else { continue }
            if Self.shape(of: target) != shape { brings = true }
        }
        if brings {
            barren[shape] = nil
            return nil
        }
        guard barren.count < Self.mostShapes || barren[shape] != nil else { return nil }
        barren[shape, default: 0] += 1
        guard barren[shape] ?? 0 >= Self.patience, closed.insert(shape).inserted else { return nil }
        return shape
    }

    func isClosed(_ url: CanonicalURL) -> Bool { !closed.isEmpty && closed.contains(Self.shape(of: url)) }

    /// `example.org/list/*/*?page&sort`.
    static func shape(of url: CanonicalURL) -> String {
        let whole = url.pathAndQuery
        let path = whole.prefix { $0 != "?" }
        let segments = path.split(separator: "/")
        var shape = url.hostAndPort
        for (index, segment) in segments.enumerated() {
            // A first part that is a number or long is no section of the site.
            let isSection = index == 0 && segment.utf8.count <= 24 && !segment.contains(where: \.isNumber)
            shape += isSection && segments.count > 1 ? "/\(segment)" : "/*"
        }
        let names = whole.dropFirst(path.count + 1).split(separator: "&").map { $0.prefix { $0 != "=" } }
        return names.isEmpty ? shape : shape + "?" + Set(names).sorted().joined(separator: "&")
    }
}
