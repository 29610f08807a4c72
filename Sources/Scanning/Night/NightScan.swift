import Archiving
import Crawling
import Extraction
import Foundation
import Matching
import Model
import Storage

/// `vigil scan`: one night over the sources of a workspace.
public struct NightScan: Sendable {
    private let workspace: Workspace
    private let sources: [Source]
    private let mustResume: Bool
    private let rules: RuleSet
    private let options: CrawlOptions

    /// - Parameters:
    ///   - sources: names; empty for all.
    ///   - mustResume: only take up an interrupted night.
    ///   - options: how its crawls go about it.
    ///   - cache: a directory in which compiled rules are kept from run to run; nil for none.
    /// - Throws: `WorkspaceError` where there is no contact, no source or no night to resume, `RuleError` for the
    ///   rules.
    public init(
        _ workspace: Workspace, sources names: [String], mustResume: Bool, options: CrawlOptions = CrawlOptions(),
        cache: String? = nil
    ) throws {
        let config = workspace.config
        guard !config.contact.isEmpty else {
            throw WorkspaceError(
                place: workspace.layout.config, problem: "no scan starts without a contact",
                advice: "write an address under `contact` that a site's owner can reach you at")
        }
        guard !config.sources.isEmpty else {
            throw WorkspaceError(
                place: workspace.layout.config, problem: "there are no sources to scan",
                advice: "add one under `sources`")
        }
        for name in names where !config.sources.contains(where: { $0.name == name }) {
            throw WorkspaceError(
                place: workspace.layout.config, problem: "there is no source `\(name)`",
                advice: "there are: \(config.sources.map(\.name).joined(separator: ", "))")
        }
        self.workspace = workspace
        self.sources = names.isEmpty ? config.sources : config.sources.filter { names.contains($0.name) }
        self.mustResume = mustResume
        self.options = options
        self.rules = try RuleSet(
            directories: config.rules.map(workspace.layout.path), cache: RuleCache(directory: cache))
    }

    /// Runs the night until its frontier is empty, a limit is reached or the task is cancelled, which ends it in
    /// order: what is under way is settled and written.
    ///
    /// - Throws: `StoreError` or `ArchiveError` where what was fetched cannot be kept; what was written stays.
    public func run(_ show: @escaping @Sendable (ScanProgress) -> Void) async throws -> NightReport {
        let (store, config) = (workspace.store, workspace.config)
        let night = try startNight()
        let repaired = try ArchiveRepair.cutTornTails(in: workspace.layout.archive)
        let archive = try WARCWriter(directory: workspace.layout.archive, prefix: "vigil", software: Product.software)
        defer { try? archive.close() }
        let fetcher = Fetcher(
            userAgent: Product.userAgent(contact: config.contact), allowedPrivateHosts: Set(config.allowPrivateHosts))
        defer { fetcher.shutdown() }
        let earlier = EarlierParts(try store.reports(night: night.id))
        let tally = NightTally(sources: sources.map(\.name), show: show)
        let writer = NightWriter(store: store, archive: archive, night: night.id) {
            tally.reports.map(earlier.followed)
        }
        let manners = HostManners()
        let budget = NightBudget(
            pages: config.nightPages, bytes: config.nightBytes, time: config.nightTime, spent: earlier.spent,
            spentPages: earlier.pages)
        let bench = Bench(rules, count: ProcessInfo.processInfo.activeProcessorCount)

        var report = NightReport(
            night: night.id, sources: [], newPosts: 0, newLeads: 0, budget: config.budget,
            wasInterrupted: false, problems: repaired)
        let crawls = try sources.map { source in
            let sink = SourceSink(
                source: source, writer: writer, extractor: try Self.extractor(source), bench: bench, tally: tally,
                store: store, night: night.id)
            return Crawl(
                source: source, scope: try Self.scope(source), fetcher: fetcher, store: store, sink: sink,
                manners: manners, budget: budget, spent: earlier.spent(source.name),
                options: options, progress: { tally.update($0, source: source.name) })
        }
        let outcomes = try await withThrowingTaskGroup(of: (Int, CrawlReport).self) { group in
            for (index, crawl) in crawls.enumerated() {
                let name = sources[index].name
                group.addTask {
                    let report = try await crawl.run()
                    tally.ended(name)
                    return (index, report)
                }
            }
            var outcomes: [(Int, CrawlReport)] = []
            for try await outcome in group { outcomes.append(outcome) }
            return outcomes.sorted { $0.0 < $1.0 }.map(\.1)
        }
        try await writer.flush()
        for (source, outcome) in zip(sources, outcomes) { try add(outcome, of: source, tally, to: &report) }
        try keep(&report, of: night, after: earlier)
        report.wasInterrupted = Task.isCancelled
        if !Task.isCancelled { try store.endNight(night.id, endedAt: Date().timeIntervalSince1970) }
        let summary = await writer.summary
        report.newPosts = summary.newPosts
        report.newLeads = summary.newLeads
        return report
    }

    private func startNight() throws -> Night {
        let store = workspace.store
        let last = try store.lastNight()
        // What other rules made of a page says nothing of what these would: every page is asked for anew.
        if last?.rulesVersion != rules.version { try store.forgetValidators() }
        if let last, last.endedAt == nil { return last }
        if mustResume {
            throw WorkspaceError(
                place: workspace.layout.directory, problem: "there is no interrupted night to resume",
                advice: "leave out --resume to start a new one")
        }
        let now = Date().timeIntervalSince1970
        for source in workspace.config.sources { try store.reopen(source: source.name, now: now) }
        return try store.beginNight(startedAt: now, rulesVersion: rules.version)
    }

    private func add(
        _ outcome: CrawlReport, of source: Source, _ tally: NightTally, to report: inout NightReport
    ) throws {
        let counts = tally.counts(of: source.name)
        report.sources.append(
            SourceReport(
                outcome, of: source.name, waiting: try workspace.store.frontierCounts(source: source.name).waiting,
                posts: counts.posts, flagged: counts.flagged))
        report.problems += outcome.problems
    }

    /// Keeps what the sources came to, with what an earlier part of the night did, and names those that went quiet.
    private func keep(_ report: inout NightReport, of night: Night, after earlier: EarlierParts) throws {
        let store = workspace.store
        let newPosts = try store.newPosts(night: report.night)
        let vanished = try store.vanishedPosts(since: night.startedAt)
        for index in report.sources.indices {
            report.sources[index].newPosts = newPosts[report.sources[index].name] ?? 0
            report.sources[index].vanished = vanished[report.sources[index].name] ?? 0
        }
        let whole = report.sources.map(earlier.followed)
        try store.save(reports: whole, night: report.night)
        let past = try store.nights(limit: QuietSources.nightsLookedAt + 1).filter { $0.id != report.night }
            .map { try store.reports(night: $0.id) }
        report.problems += QuietSources.among(whole, past: past)
    }

    /// What reads the pages of `source`.
    static func extractor(_ source: Source) throws -> Extractor {
        var options = Extractor.Options()
        options.keepsNofollowLinks = source.followsNofollow
        return try Extractor(
            kind: source.kind, selectors: source.post, options: options,
            resolver: { BaseURL.resolver($0) },
            mayBeCanonical: { CanonicalRule.allows($1, for: $0) })
    }

    private static func scope(_ source: Source) throws -> Scope {
        let include = try source.include.map { try PCRE2Pattern($0) }
        let exclude = try source.exclude.map { try PCRE2Pattern($0) }
        return Scope(
            source: source, includes: { path in include.isEmpty || include.contains { $0.matches(path) } },
            excludes: { path in exclude.contains { $0.matches(path) } })
    }
}
