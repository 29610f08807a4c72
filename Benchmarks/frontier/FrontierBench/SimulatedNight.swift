import Dispatch
import Model
import Storage

/// Does to a store what a crawl does to it, with the pages made up.
struct SimulatedNight {
    static let hosts = 200
    private static let source = "bench"
    /// As the night writes: so many pages in one transaction, each with some links that are not known and some that are.
    private static let pagesAWrite = 128
    private static let linksAPage = 40
    private static let knownLinksAPage = 10
    /// `CrawlOptions.batch`.
    private static let batch = 256

    private let store: SQLiteStore
    private let file: String
    private let count: Int

    init(_ store: SQLiteStore, file: String, count: Int) {
        self.store = store
        self.file = file
        self.count = count
    }

    /// The URL with a number: pages of a host come in no order, as the ids of a board do.
    private func url(_ number: Int) -> String {
        // A page's links are of one host.
        let host = (number / Self.linksAPage) % Self.hosts
        let id = (UInt64(number) &* 0x9E37_79B9_7F4A_7C15) >> 24
        return "https://board-\(host).example.org/rooms/\(String(id, radix: 16))/\(number % 7)-room-to-let.html"
    }

    private func entry(_ number: Int) -> FrontierEntry {
        FrontierEntry(source: Self.source, url: url(number), depth: 1 + number * 8 / count)
    }

    /// Queues all URLs, and tells how speed, memory and file develop.
    func queue() throws {
        say("| URLs queued | URLs/s | memory, MB | file, MB |\n| ---: | ---: | ---: | ---: |")
        var added = 0
        var reported = 0
        var begun = DispatchTime.now().uptimeNanoseconds
        while added < count {
            let next = min(count, added + Self.pagesAWrite * Self.linksAPage)
            var links = (added..<next).map(entry)
            if added > 0 {
                let known = (next - added) / Self.linksAPage * Self.knownLinksAPage
                links += (0..<known).map { entry(($0 &* 7919) % added) }
            }
            let new = try store.add(links)
            precondition(new == next - added, "\(new) of \(next - added) URLs are new")
            added = next
            if added - reported >= count / 10 || added == count {
                let now = DispatchTime.now().uptimeNanoseconds
                let speed = Double(added - reported) / Double(now - begun) * 1e9
                say(
                    "| \(added) | \(Int(speed)) | \(megabytes(residentMemory())) | \(megabytes(size(of: file))) |")
                reported = added
                begun = now
            }
        }
    }

    /// Takes so many URLs and settles them, as a crawl does.
    ///
    /// - Parameter held: how many URLs the crawl holds meanwhile, whose hosts rest.
    func take(_ wanted: Int, held most: Int) throws {
        var position = FrontierReading()
        var queue: [FrontierEntry] = []
        var (reading, settling) = (Timings(), Timings())
        var taken = 0
        while taken < wanted {
            let fresh = try reading.measure {
                let fresh = try store.waiting(source: Self.source, limit: Self.batch, after: &position)
                return (fresh, fresh.count)
            }
            guard !fresh.isEmpty else { break }
            queue += fresh
            taken += fresh.count
            guard queue.count > most else { continue }
            let done = queue.prefix(queue.count - most)
            try settling.measure { (try settle(done), done.count) }
            queue.removeFirst(done.count)
        }
        try settle(queue[...])
        say("\nThe next \(taken) URLs while \(most) are held: \(reading.text).")
        say("Settling them: \(settling.text). \(megabytes(residentMemory())) MB.")
    }

    private func settle(_ entries: ArraySlice<FrontierEntry>, at time: Double = 1_800_000_000) throws {
        guard !entries.isEmpty else { return }
        try store.settle(
            entries.map {
                FrontierOutcome(source: $0.source, url: $0.url, result: .fetched, status: 200, at: time)
            })
    }

    /// Settles what still waits.
    func settleAll() throws {
        var timings = Timings()
        while true {
            let entries = try store.waiting(source: Self.source, limit: 10_000)
            if entries.isEmpty { break }
            try timings.measure { (try settle(entries[...]), entries.count) }
        }
        say("\nSettling the rest: \(timings.text). \(megabytes(residentMemory())) MB.")
    }

    func reopen(_ state: String) throws {
        let begun = DispatchTime.now().uptimeNanoseconds
        try store.reopen(source: Self.source, now: 1_800_086_400)
        let seconds = Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e9
        let counts = try store.frontierCounts(source: Self.source)
        say(
            "\nBeginning the next night, \(state): \(Int(seconds * 1000)) ms; \(counts.waiting) wait. "
                + "\(megabytes(residentMemory())) MB, file \(megabytes(size(of: file))) MB.")
    }
}
