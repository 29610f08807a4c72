import Storage

/// What the answer to a request for robots.txt means (RFC 9309, section 2.3.1).
public enum RobotsPolicy {
    /// Redirects that are followed.
    public static let redirects = 5
    /// How long an answer is good for, in seconds (section 2.4).
    public static let maxAge: Double = 24 * 60 * 60

    public enum Access: Sendable, Hashable {
        /// The file's rules say it.
        case byRules
        /// There is no such file: everything may be fetched.
        case everything
        /// The server cannot say what it allows: nothing is fetched for now.
        case nothing
    }

    /// - Parameter status: the final HTTP status; 0 where the host could not be reached. 429 says "leave me alone"
    ///   rather than "there is no such file", so it counts with the server errors, as Google reads it.
    public static func access(status: Int) -> Access {
        switch status {
        case 200..<300: .byRules
        case 429: .nothing
        case 300..<500: .everything
        default: .nothing
        }
    }

    /// Whether a stored answer still says what the server allows. An answer that allows nothing never does: the
    /// next crawl asks again.
    public static func isFresh(_ record: RobotsRecord, now: Double) -> Bool {
        access(status: record.status) != .nothing && now >= record.fetchedAt && now - record.fetchedAt < maxAge
    }
}
