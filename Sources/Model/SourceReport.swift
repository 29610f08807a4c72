/// What one source came to in a night.
public struct SourceReport: Sendable, Hashable, Codable {
    public var name: String
    /// Pages with a status below 400.
    public var fetched = 0
    /// Of the fetched ones, those that were as at the last visit.
    public var unchanged = 0
    public var refused = 0
    public var failed = 0
    /// URLs that wait for the next run, for a limit or an interruption.
    public var waiting = 0
    /// Posts that were read, known or not.
    public var posts = 0
    /// Posts that were not known before the night.
    public var newPosts = 0
    /// Posts that were found to be gone from their pages.
    public var vanished = 0
    public var flagged = 0
    /// Bodies' bytes, content coding undone.
    public var bytes = 0
    /// How long the crawl took, in seconds.
    public var seconds = 0.0
    /// Why pages were refused, in words, and how many for each reason.
    public var refusals: [String: Int] = [:]
    /// Why pages failed, in words, and how many for each reason.
    public var failures: [String: Int] = [:]
    /// The budget that ended the crawl while URLs still waited, in words.
    public var endedBy: String?
    /// What a person should hear of, in sentences.
    public var problems: [String] = []

    public init(name: String) { self.name = name }

    private enum CodingKeys: String, CodingKey {
        case name, fetched, unchanged, refused, failed, waiting, posts
        case newPosts = "new_posts"
        case vanished, flagged, bytes, seconds, refusals, failures
        case endedBy = "ended_by"
        case problems
    }

    /// Reads what an older vigil wrote as well: a count that it did not know is 0.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func value<Value: Decodable>(_ key: CodingKeys, else other: Value) throws -> Value {
            try values.decodeIfPresent(Value.self, forKey: key) ?? other
        }
        name = try values.decode(String.self, forKey: .name)
        fetched = try value(.fetched, else: 0)
        unchanged = try value(.unchanged, else: 0)
        refused = try value(.refused, else: 0)
        failed = try value(.failed, else: 0)
        waiting = try value(.waiting, else: 0)
        posts = try value(.posts, else: 0)
        newPosts = try value(.newPosts, else: 0)
        vanished = try value(.vanished, else: 0)
        flagged = try value(.flagged, else: 0)
        bytes = try value(.bytes, else: 0)
        seconds = try value(.seconds, else: 0)
        refusals = try value(.refusals, else: [:])
        failures = try value(.failures, else: [:])
        endedBy = try values.decodeIfPresent(String.self, forKey: .endedBy)
        problems = try value(.problems, else: [])
    }

    /// This report of a night's earlier part with that of a later one: counts add up, what waits is as it is now.
    public func followed(by later: SourceReport) -> SourceReport {
        var whole = later
        whole.fetched += fetched
        whole.unchanged += unchanged
        whole.refused += refused
        whole.failed += failed
        whole.posts += posts
        whole.flagged += flagged
        whole.bytes += bytes
        whole.seconds += seconds
        whole.refusals.merge(refusals, uniquingKeysWith: +)
        whole.failures.merge(failures, uniquingKeysWith: +)
        whole.problems = problems + later.problems.filter { !problems.contains($0) }
        return whole
    }
}
