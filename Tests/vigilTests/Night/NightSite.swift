import Foundation
import Synchronization
import TestSupport

/// A board of some hundred ads, each leading to others, on a server of the test's own, which can be told to do
/// something once so many pages have been asked for.
final class NightSite: Sendable {
    private struct Alarm {
        var pages: Int
        var ring: @Sendable () -> Void
    }

    private final class State: Sendable {
        let alarm = Mutex<Alarm?>(nil)
        let pages = Mutex(0)
    }

    let server: LoopbackServer
    let count: Int
    private let state = State()

    /// - Parameters:
    ///   - count: how many pages there are.
    ///   - hangs: whether a page is never answered, asked when it is asked for.
    init(_ count: Int, hangs: @escaping @Sendable (_ number: Int) -> Bool = { _ in false }) throws {
        self.count = count
        let state = state
        server = try LoopbackServer { request in
            guard request.target.hasPrefix("/ad/"), let number = Int(request.target.dropFirst(4)), number < count else {
                return .status(404, headers: ["Content-Type": "text/html"])
            }
            let pages = state.pages.withLock { pages in
                pages += 1
                return pages
            }
            let alarm = state.alarm.withLock { alarm -> Alarm? in
                guard let set = alarm, pages >= set.pages else { return nil }
                alarm = nil
                return set
            }
            alarm?.ring()
            return hangs(number) ? .silence : .page(Self.html(number, of: count))
        }
    }

    func url(_ number: Int) -> String { "\(server.origin)/ad/\(number)" }

    var urls: Set<String> { Set((0..<count).map(url)) }

    /// The pages asked for since the server got so many requests, with repetitions.
    func asked(since count: Int) -> [String] {
        server.requests.dropFirst(count).map(\.target).filter { $0 != "/robots.txt" }.map { server.origin + $0 }
    }

    /// Does something, on a thread of the server's, once so many pages more have been asked for, before the last of them
    /// is answered.
    func after(_ pages: Int, _ ring: @escaping @Sendable () -> Void) {
        let now = state.pages.withLock { $0 }
        state.alarm.withLock { $0 = Alarm(pages: now + pages, ring: ring) }
    }

    /// Takes back what `after` was told; whether it was still to come.
    func silence() -> Bool {
        state.alarm.withLock { alarm in
            defer { alarm = nil }
            return alarm != nil
        }
    }

    /// An ad of its own, which leads to four that are known through it alone, and back to the first.
    private static func html(_ number: Int, of count: Int) -> String {
        let next = (1...4).map { 4 * number + $0 }.filter { $0 < count } + [0]
        return """
            <html><head><title>Room \(number)</title></head><body><article><h1>Room \(number) to let</h1>
            <p>Room number \(number) is on floor \(number % 7), has \(number % 5 + 1) windows and a key of its own. Whoever
            wants it asks at the desk in the hall between nine and five, every day but Sunday.</p></article>
            <ul>\(next.map { "<li><a href=\"/ad/\($0)\">Room \($0)</a></li>" }.joined())</ul></body></html>
            """
    }
}
