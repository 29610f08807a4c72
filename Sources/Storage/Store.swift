import Model

/// Everything that a watch remembers.
///
/// Every call is atomic and may be made from any thread; there is one writer at a time, readers never wait for it.
/// What a call has returned from survives a crash; a crash within a call loses that call as a whole and nothing else,
/// and so does a call that throws.
/// An engine may be replaced: `StoreTests` states what each must do.
public protocol Store: FrontierStore {

    /// Starts a night.
    func beginNight(startedAt: Double, rulesVersion: String) throws(StoreError) -> Night

    /// The night that began last.
    func lastNight() throws(StoreError) -> Night?

    /// The night that was interrupted, if the last one has not ended.
    func unfinishedNight() throws(StoreError) -> Night?

    func endNight(_ id: Int64, endedAt: Double) throws(StoreError)

    /// The nights, the last first.
    func nights(limit: Int) throws(StoreError) -> [Night]

    /// Keeps what each source came to; what is kept of the same night and source already is replaced.
    func save(reports: [SourceReport], night: Int64) throws(StoreError)

    /// What each source came to, by name.
    func reports(night: Int64) throws(StoreError) -> [SourceReport]

    /// How many posts the night brought that were not known before, by source.
    func newPosts(night: Int64) throws(StoreError) -> [String: Int]

    /// How many posts have been found to be gone since `time`, and still are, by source; seconds since 1970, UTC.
    func vanishedPosts(since time: Double) throws(StoreError) -> [String: Int]

    /// How many of these posts came into the store before `night`.
    func countKnown(posts ids: [String], before night: Int64) throws(StoreError) -> Int

    /// When the last of a lead's posts was found to be gone from its page; nil while one of them still stands.
    func vanished(lead id: String) throws(StoreError) -> Double?

    /// Writes what came of some pages in one transaction: captures, posts, findings, leads, links, outcomes
    /// and reports.
    ///
    /// A post that is known is replaced and seen again; so is its finding. A lead that is known keeps its status and
    /// its first-seen time, since both are a reviewer's; its score, tier, evidence and reasons are replaced. A lead
    /// outlives its evidence: where its post is no longer flagged, perhaps because the ad was reworded, the lead stays
    /// as it was archived and decided on, and only its last-seen time tells that the post still stands; the post's
    /// finding says that it is no longer flagged. Times never go back. Where an outcome says that a page is unchanged,
    /// the posts that stood on it, and their leads, are seen again. Where it says that a page is gone, or the page's own
    /// post is no longer among those that were read, the posts are noted as vanished, until they are seen again.
    func write(_ batch: NightBatch) throws(StoreError) -> WriteSummary

    /// Leads by tier, then score, both falling, then id.
    func leads(_ query: LeadQuery) throws(StoreError) -> [Lead]

    func lead(id: String) throws(StoreError) -> Lead?

    /// The posts whose title or text holds `phrase`, whatever its case, those that came into the store last first.
    ///
    /// The phrase is taken as it stands: nothing in it is an operator. Three characters and more are looked up in an
    /// index; fewer take a look at every post. An empty phrase is in every post.
    func posts(containing phrase: String, limit: Int) throws(StoreError) -> [StoredPost]

    /// The posts that came into the store at or after `time`, in the order in which they did: the first `limit` behind
    /// `number`, which begins at 0 and goes on with that of the last post that was given.
    func posts(
        firstSeenSince time: Double, after number: Int64, limit: Int
    ) throws(StoreError) -> [(number: Int64, post: StoredPost)]

    func counts() throws(StoreError) -> StoreCounts

    /// The night's totals, for its report.
    func nightCounts(_ id: Int64) throws(StoreError) -> NightCounts
}

/// One run of `vigil scan`, however often it was interrupted.
public struct Night: Sendable, Hashable {
    public var id: Int64
    /// Seconds since 1970, UTC.
    public var startedAt: Double
    /// Nil while it runs or lies interrupted.
    public var endedAt: Double?
    public var rulesVersion: String

    public init(id: Int64, startedAt: Double, endedAt: Double?, rulesVersion: String) {
        self.id = id
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.rulesVersion = rulesVersion
    }
}

/// Where a response lies in the archive.
public struct Capture: Sendable, Hashable {
    public var source: String
    /// Canonical.
    public var url: String
    public var status: Int
    /// Seconds since 1970, UTC.
    public var fetchedAt: Double
    /// The WARC file's name within the archive directory.
    public var file: String
    /// The record's offset in that file, in bytes.
    public var offset: Int64
    /// `sha256:` and hexadecimal, of the payload.
    public var digest: String

    public init(
        source: String, url: String, status: Int, fetchedAt: Double, file: String, offset: Int64, digest: String
    ) {
        self.source = source
        self.url = url
        self.status = status
        self.fetchedAt = fetchedAt
        self.file = file
        self.offset = offset
        self.digest = digest
    }
}

/// A post with what was made of it.
public struct JudgedPost: Sendable, Hashable {
    public var post: Post
    public var finding: Finding
    /// The lead that it gives rise to, if it was flagged.
    public var lead: Lead?
    /// When it was seen, seconds since 1970, UTC; nil where the lead's last-seen time or the batch's captures tell it.
    public var seenAt: Double?
    /// The canonical URL of the page that it stood on.
    public var page: String?

    public init(post: Post, finding: Finding, lead: Lead?, seenAt: Double? = nil, page: String? = nil) {
        self.post = post
        self.finding = finding
        self.lead = lead
        self.seenAt = seenAt
        self.page = page
    }
}

/// What came of some pages.
public struct NightBatch: Sendable {
    public var night: Int64
    public var captures: [Capture]
    /// Posts by id: a known id is updated and seen again; a lead keeps its first-seen time and status.
    public var posts: [JudgedPost]
    public var links: [FrontierEntry]
    public var outcomes: [FrontierOutcome]
    /// What sources have come to with these pages, as `save(reports:night:)` keeps it.
    public var reports: [SourceReport]

    public init(
        night: Int64, captures: [Capture] = [], posts: [JudgedPost] = [], links: [FrontierEntry] = [],
        outcomes: [FrontierOutcome] = [], reports: [SourceReport] = []
    ) {
        self.night = night
        self.captures = captures
        self.posts = posts
        self.links = links
        self.outcomes = outcomes
        self.reports = reports
    }

    public var isEmpty: Bool {
        captures.isEmpty && posts.isEmpty && links.isEmpty && outcomes.isEmpty && reports.isEmpty
    }
}

public struct WriteSummary: Sendable, Hashable {
    public var newPosts: Int
    public var newLeads: Int
    public var newLinks: Int

    public init(newPosts: Int = 0, newLeads: Int = 0, newLinks: Int = 0) {
        self.newPosts = newPosts
        self.newLeads = newLeads
        self.newLinks = newLinks
    }
}

/// Which leads to list.
public struct LeadQuery: Sendable, Hashable {
    public var statuses: Set<Lead.Status>?
    public var minimumTier: Tier
    public var family: Family?
    public var lang: String?
    /// Only leads first seen at or after this time, seconds since 1970, UTC; in whole seconds, as leads carry times.
    public var since: Double?
    public var limit: Int?

    public init(
        statuses: Set<Lead.Status>? = nil, minimumTier: Tier = .none, family: Family? = nil, lang: String? = nil,
        since: Double? = nil, limit: Int? = nil
    ) {
        self.statuses = statuses
        self.minimumTier = minimumTier
        self.family = family
        self.lang = lang
        self.since = since
        self.limit = limit
    }
}

public struct StoredPost: Sendable, Hashable {
    public var post: Post
    /// Seconds since 1970, UTC.
    public var firstSeen: Double
    public var lastSeen: Double

    public init(post: Post, firstSeen: Double, lastSeen: Double) {
        self.post = post
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
    }
}

public struct StoreCounts: Sendable, Hashable {
    public var posts: Int
    public var findings: Int
    public var leads: Int
    public var nights: Int

    public init(posts: Int, findings: Int, leads: Int, nights: Int) {
        self.posts = posts
        self.findings = findings
        self.leads = leads
        self.nights = nights
    }
}

public struct NightCounts: Sendable, Hashable {
    public var pages: Int
    public var newPosts: Int
    public var newLeads: Int

    public init(pages: Int, newPosts: Int, newLeads: Int) {
        self.pages = pages
        self.newPosts = newPosts
        self.newLeads = newLeads
    }
}
