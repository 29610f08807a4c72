import Archiving
import Foundation
import Model
import Storage

/// Everything that a night writes, in order: first the archive, then, in one transaction, what came of the pages.
///
/// A page's posts wait for its outcome, so that the store never holds the one without the other, and the archive is
/// flushed to disk before the store refers to it.
actor NightWriter {
    private struct Harvest {
        var capture: Capture
        var posts: [JudgedPost]
    }

    private let store: any Store
    private let archive: WARCWriter
    private let night: Int64
    private let reports: @Sendable () -> [SourceReport]
    /// Pages that the stored report of each source tells of.
    private var reported: [String: Int] = [:]
    private var batch: NightBatch
    private var harvests: [String: Harvest] = [:]
    private var lastWrite = Date()
    /// Writes what no later page causes to be written.
    private var lateWrite: Task<Void, Never>?
    private(set) var summary = WriteSummary()

    /// A write happens after so many pages or so many seconds, whichever comes first.
    private static let pagesAWrite = 1024
    private static let secondsAWrite = 1.0

    /// - Parameter reports: what the sources have come to so far, for a night that is killed.
    init(
        store: any Store, archive: WARCWriter, night: Int64, reports: @escaping @Sendable () -> [SourceReport]
    ) {
        self.reports = reports
        self.store = store
        self.archive = archive
        self.night = night
        batch = NightBatch(night: night)
    }

    /// Archives the response; it comes first, before anything reads the page. Waits for no write to the store.
    nonisolated func archive(_ page: Page) throws -> ArchivedRecord { try archive.write(page) }

    /// Keeps what was made of a page until its outcome is known.
    func keep(_ posts: [JudgedPost], of page: Page, source: String, url: String, record: ArchivedRecord) {
        let capture = Capture(
            source: source, url: url, status: page.status, fetchedAt: page.fetchedAt, file: record.file,
            offset: record.offset, digest: record.payloadDigest)
        harvests[Self.key(source, url)] = Harvest(capture: capture, posts: posts)
    }

    /// Puts a page's outcome, links and posts into the next write, and writes when it is time.
    func settle(_ outcome: FrontierOutcome, links: [FrontierEntry]) throws {
        if let harvest = harvests.removeValue(forKey: Self.key(outcome.source, outcome.url)) {
            batch.captures.append(harvest.capture)
            batch.posts += harvest.posts.map { judged in
                var judged = judged
                judged.page = outcome.url
                return judged
            }
        }
        batch.outcomes.append(outcome)
        batch.links += links
        let isTime = Date().timeIntervalSince(lastWrite) >= Self.secondsAWrite
        if isTime || batch.outcomes.count >= Self.pagesAWrite { try flush() } else { writeLater() }
    }

    /// Sees to it that what has been settled is written in time though every host hangs or rests.
    private func writeLater() {
        guard lateWrite == nil else { return }
        lateWrite = Task { [weak self] in
            try? await Task.sleep(for: .seconds(Self.secondsAWrite))
            await self?.writeLate()
        }
    }

    private func writeLate() {
        lateWrite = nil
        // What goes wrong goes wrong again with the next write, which somebody waits for.
        do { try flush() } catch { lastWrite = .distantPast }
    }

    /// Writes what has been settled so far.
    func flush() throws {
        lastWrite = Date()
        guard !batch.isEmpty else { return }
        try archive.sync()
        batch.reports = reports().filter { reported[$0.name] != Self.pages($0) }
        let written = try store.write(batch)
        summary.newPosts += written.newPosts
        summary.newLeads += written.newLeads
        summary.newLinks += written.newLinks
        for report in batch.reports { reported[report.name] = Self.pages(report) }
        batch = NightBatch(night: night)
    }

    private static func pages(_ report: SourceReport) -> Int { report.fetched + report.refused + report.failed }

    private static func key(_ source: String, _ url: String) -> String { source + "\u{0}" + url }
}
