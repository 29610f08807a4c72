import Crawling
import Extraction
import Model

/// Crawls a site with vigil's fetcher and extractor and keeps nothing: what a crawl costs with archive, store and rules
/// left out. Prints one line of JSON.
///
///     crawl-bench URL
@main
enum CrawlBench {
    static func main() async throws {
        guard CommandLine.arguments.count == 2, let start = CanonicalURL(CommandLine.arguments[1]) else {
            print("usage: crawl-bench URL")
            return
        }
        let source = Source(name: "bench", start: [start.string], depth: 1_000_000, pages: 10_000_000, delay: 0)
        let fetcher = Fetcher(userAgent: "vigil/bench (+bench@example.org)", allowedPrivateHosts: [start.host])
        defer { fetcher.shutdown() }
        // As `NightScan` makes it.
        let extractor = try Extractor(
            kind: source.kind, resolver: { BaseURL.resolver($0) },
            mayBeCanonical: { CanonicalRule.allows($1, for: $0) })
        let sink = CountingSink(extractor: extractor)
        let crawl = Crawl(
            source: source, scope: Scope(source: source), fetcher: fetcher, store: sink.frontier, sink: sink)
        let report = try await crawl.run()
        let counts = sink.counts
        let failed = report.failed.values.reduce(0, +)
        print(
            "{\"pages\": \(report.fetched), \"posts\": \(counts.posts), \"links\": \(counts.links),",
            "\"text_bytes\": \(counts.textBytes), \"failed\": \(failed)}")
    }
}
