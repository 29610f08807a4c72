import TestSupport

/// A site without robots.txt whose page `/n` links to `/2n` and `/2n+1`.
enum PageTree {
    /// - Parameter last: the number of the last page.
    static func handler(_ last: Int) -> LoopbackServer.Handler {
        { request in
            if request.target == "/robots.txt" { return .status(404) }
            guard let number = Int(request.target.dropFirst()) ?? (request.target == "/" ? 1 : nil), number <= last
            else { return .status(404) }
            let links = [2 * number, 2 * number + 1].filter { $0 <= last }.map { "<a href=\"/\($0)\">" }.joined()
            return .page(links)
        }
    }
}
