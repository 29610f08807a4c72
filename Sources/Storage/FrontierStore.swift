import Model

/// The frontier's memory: which URLs of a source are known, which wait, and what came of each.
///
/// Every call is atomic and may be made from any thread. What a call has returned from survives a crash.
public protocol FrontierStore: Sendable {

    /// Adds URLs that are not known for their source yet, as waiting; known ones are left as they are, save that
    /// a smaller depth replaces a larger one.
    ///
    /// - Returns: how many were new.
    @discardableResult
    func add(_ entries: [FrontierEntry]) throws(StoreError) -> Int

    /// The next waiting entries of `source`: those never settled first, by depth, then as they came; then known ones,
    /// start pages first, then by how likely they are to have changed since they were last visited.
    ///
    /// - Parameter reading: what has been given in this order is not given again; entries that have been added since
    ///   are. One whose depth has become smaller since may be passed over or be given twice: who must have all begins
    ///   anew where nothing more comes.
    func waiting(source: String, limit: Int, after reading: inout FrontierReading) throws(StoreError)
        -> [FrontierEntry]

    /// Marks every settled entry of `source` as waiting again: the start of a new night. Parts of listings that shift
    /// (`Link.Kind.listing`) are forgotten instead, since other posts will stand on them.
    ///
    /// - Parameter now: seconds since 1970, UTC; the longer ago a page was visited, the sooner it comes.
    func reopen(source: String, now: Double) throws(StoreError)

    /// Records what came of fetches; entries leave the waiting ones. A URL that was never added is passed over.
    func settle(_ outcomes: [FrontierOutcome]) throws(StoreError)

    /// Forgets what servers said of their pages' versions and what the pages held, so that every page is asked for and
    /// read anew: what was made of them no longer holds, as after a change of rules.
    func forgetValidators() throws(StoreError)

    func frontierCounts(source: String) throws(StoreError) -> FrontierCounts

    /// The cached robots.txt of an origin such as `https://example.org:8443`, however old.
    func robots(origin: String) throws(StoreError) -> RobotsRecord?

    func save(robots record: RobotsRecord) throws(StoreError)
}

extension FrontierStore {
    /// The first waiting entries of `source`.
    public func waiting(source: String, limit: Int) throws(StoreError) -> [FrontierEntry] {
        var reading = FrontierReading()
        return try waiting(source: source, limit: limit, after: &reading)
    }
}

/// How far a source's waiting URLs have been read.
public struct FrontierReading: Sendable, Hashable {
    /// Where a known URL stands in the order of one night.
    public struct Position: Sendable, Hashable {
        public var place: Double
        public var depth: Int
        public var number: Int64

        public init(place: Double, depth: Int, number: Int64) {
            self.place = place
            self.depth = depth
            self.number = number
        }
    }

    /// Of URLs never settled, the number of the last that was given, by depth; the engine numbers them as they come.
    public var given: [Int: Int64] = [:]
    /// Where the last known URL that was given stands; nil before the first.
    public var known: Position?

    public init() {}
}

/// One URL that a source knows of.
public struct FrontierEntry: Sendable, Hashable {
    /// The source's name.
    public var source: String
    /// Canonical; unique within its source.
    public var url: String
    /// Links away from a start page.
    public var depth: Int
    public var kind: Link.Kind
    /// What the server said of its version when it was last fetched; only in what the store gives.
    public var validators: PageValidators?
    /// What the page held when it was last read; only in what the store gives.
    public var contentDigest: String?

    public init(
        source: String, url: String, depth: Int, kind: Link.Kind = .page, validators: PageValidators? = nil,
        contentDigest: String? = nil
    ) {
        self.source = source
        self.url = url
        self.depth = depth
        self.kind = kind
        self.validators = validators
        self.contentDigest = contentDigest
    }
}

/// What came of fetching one URL.
public struct FrontierOutcome: Sendable, Hashable {
    public enum Result: String, Codable, Sendable, Hashable, CaseIterable {
        /// Fetched and archived.
        case fetched
        /// Not fetched: robots.txt, scope or a limit forbids it.
        case refused
        /// The fetch failed.
        case failed
    }

    /// What a visit says of a page's content.
    public enum Content: Sendable, Hashable {
        /// It was read, or nothing is known of it.
        case open
        /// It is as it was at the last visit: the server says so (304), or the same posts stand there.
        case unchanged
        /// It is no longer there: status 404 or 410, or a page that says so with status 200.
        case gone
    }

    public var source: String
    public var url: String
    public var result: Result
    /// The HTTP status, where there was one.
    public var status: Int?
    /// Why it was refused or failed, in words.
    public var reason: String?
    /// Seconds since 1970, UTC.
    public var at: Double
    /// What the server said of the version that was fetched. Those known before stay where nothing new was fetched:
    /// see `fetchedAnew`.
    public var validators: PageValidators?
    public var content: Content
    /// A digest of the posts that were read; nil where there were none.
    public var contentDigest: String?

    /// - Parameter content: told by the status where it is left out.
    public init(
        source: String, url: String, result: Result, status: Int? = nil, reason: String? = nil, at: Double,
        validators: PageValidators? = nil, content: Content? = nil, contentDigest: String? = nil
    ) {
        self.source = source
        self.url = url
        self.result = result
        self.status = status
        self.reason = reason
        self.at = at
        self.validators = validators
        self.content = content ?? (status == 304 ? .unchanged : status == 404 || status == 410 ? .gone : .open)
        self.contentDigest = contentDigest
    }

    /// Whether a body came; a status of 304 (RFC 9110, section 15.4.5) says that the one from before still stands, and
    /// none that the page was not asked for under this address.
    public var fetchedAnew: Bool { result == .fetched && status != nil && status != 304 }
}

public struct FrontierCounts: Sendable, Hashable {
    public var waiting: Int
    public var fetched: Int
    public var refused: Int
    public var failed: Int

    public init(waiting: Int = 0, fetched: Int = 0, refused: Int = 0, failed: Int = 0) {
        self.waiting = waiting
        self.fetched = fetched
        self.refused = refused
        self.failed = failed
    }
}

/// A robots.txt as it was fetched.
public struct RobotsRecord: Sendable, Hashable {
    /// Scheme, host and port where it is not the default.
    public var origin: String
    /// The final HTTP status; 0 where the host could not be reached.
    public var status: Int
    public var body: [UInt8]
    /// Seconds since 1970, UTC.
    public var fetchedAt: Double

    public init(origin: String, status: Int, body: [UInt8], fetchedAt: Double) {
        self.origin = origin
        self.status = status
        self.body = body
        self.fetchedAt = fetchedAt
    }
}
