import Synchronization

/// Links that this crawl has handed to the frontier, so that the menu that stands on every page of a site is looked at
/// once.
///
/// What is forgotten is only offered again, which changes nothing; so the size is bounded, and a URL is known by its
/// hash (64 bits, with a seed that no site can know).
final class OfferedLinks: Sendable {
    /// The smallest depth at which each was offered.
    private let depths = Mutex<[Int: Int]>([:])

    /// At most 1 MB.
    private static let most = 1 << 15

    /// Whether `url` was offered at `depth` or nearer to the start.
    func contains(_ url: CanonicalURL, depth: Int) -> Bool {
        let hash = url.hashValue
        return depths.withLock { $0[hash].map { $0 <= depth } ?? false }
    }

    func insert(_ url: CanonicalURL, depth: Int) {
        let hash = url.hashValue
        depths.withLock { depths in
            if depths.count >= Self.most { depths.removeAll(keepingCapacity: true) }
            depths[hash] = depth
        }
    }
}
