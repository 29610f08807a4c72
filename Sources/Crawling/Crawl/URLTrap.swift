/// Addresses that a site makes without end: what they look like, whoever makes them.
///
/// Depth and page limits bound every crawl in any case. This keeps a calendar or a broken relative link from using up
/// what the limits leave. The thresholds are those that crawlers share: Heritrix drops a path with a segment that
/// repeats twice in a row or more, and one of more than 20 segments; Nutch's default filter drops a segment that comes
/// three times.
enum URLTrap {
    /// Longer addresses hold sessions or mistakes; 2,083 is what browsers long took.
    private static let longest = 2_083
    private static let mostSegments = 20
    private static let mostParameters = 20
    /// Times that a segment may stand in a path, its second place not next to the first.
    private static let mostRepeats = 2
    /// Months ahead of which a calendar is taken to have no end.
    private static let monthsAhead = 18
    /// The web has no pages before that; a calendar that shows earlier years goes back without end.
    private static let firstYear = 1990

    static func catches(_ url: CanonicalURL, now: Double = SystemClock.wall()) -> Bool {
        if url.string.utf8.count > longest { return true }
        let whole = url.pathAndQuery
        let path = whole.prefix { $0 != "?" }
        let segments = path.split(separator: "/")
        if segments.count > mostSegments || repeats(segments) { return true }
        let query = whole.dropFirst(path.count + 1)
        if query.split(separator: "&").count > mostParameters { return true }
        return isEndlessCalendar(segments, query: query, now: now)
    }

    /// Whether a run of one or more segments comes again at once (`/a/b/a/b/…`) three times, or one segment of some
    /// length thrice anywhere.
    private static func repeats(_ segments: [Substring]) -> Bool {
        var counts: [Substring: Int] = [:]
        // Short segments and numbers are places in lists and dates; they may come again.
        for segment in segments where segment.utf8.count > 2 && !segment.allSatisfy(\.isNumber) {
            counts[segment, default: 0] += 1
        }
        return counts.values.contains { $0 > mostRepeats }
    }

    /// Whether a date in the address lies outside of what a calendar with an end shows.
    private static func isEndlessCalendar(_ segments: [Substring], query: Substring, now: Double) -> Bool {
        let present = month(of: now)
        for month in months(segments, query) where month > present + monthsAhead || month < firstYear * 12 {
            return true
        }
        return false
    }

    /// Months as `year * 12 + month - 1`: of segments such as `2027-01` or `2027-01-15`, of neighbours such as
    /// `/2027/01/`, and of `year=2027&month=1`.
    private static func months(_ segments: [Substring], _ query: Substring) -> [Int] {
        var result: [Int] = []
        for (index, segment) in segments.enumerated() {
            let parts = segment.split(separator: "-", omittingEmptySubsequences: false)
            if parts.count == 2 || parts.count == 3, let found = month(year: parts[0], month: parts[1]) {
                result.append(found)
            } else if index + 1 < segments.count, let found = month(year: segment, month: segments[index + 1]) {
                result.append(found)
            }
        }
        var year: Substring?
        var number: Substring?
        for parameter in query.split(separator: "&") {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            switch pair[0].lowercased() {
            case "year", "y", "yr": year = pair[1]
            case "month", "mon", "m": number = pair[1]
            case "date", "day", "d", "cal_date":
                let parts = pair[1].split(separator: "-")
                if parts.count >= 2, let found = month(year: parts[0], month: parts[1]) { result.append(found) }
            default: break
            }
        }
        if let year, let found = month(year: year, month: number ?? "1") { result.append(found) }
        return result
    }

    private static func month(year: Substring, month: Substring) -> Int? {
        guard year.utf8.count == 4, (1...2).contains(month.utf8.count), let year = Int(year), let month = Int(month),
            (1...12).contains(month)
        else { return nil }
        return year * 12 + month - 1
    }

    /// - Parameter seconds: since 1970, UTC; months of 30.44 days are near enough here.
    private static func month(of seconds: Double) -> Int { 1970 * 12 + Int(seconds / (30.436875 * 86_400)) }
}
