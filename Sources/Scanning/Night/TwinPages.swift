import Model
import Synchronization

/// Pages of one night and source that hold the same posts: one page under several addresses, or a text that was posted
/// more than once.
final class TwinPages: Sendable {
    /// What a page's posts are to what was met before.
    enum Kin: Hashable {
        case first
        /// The same page: only the query of the address differs, or both say that their address is the same.
        case samePage
        /// The same posts under an address of their own.
        case repost
    }

    private struct State {
        /// By digest of the posts, the address without its query that they were met at first; both as hashes.
        var places: [Int: Int] = [:]
        /// By address, the digest of what was met there first.
        var digests: [Int: Int] = [:]
    }

    private let state = Mutex(State())

    /// Takes note of a page.
    ///
    /// - Parameter address: the page's own, by which its posts have their ids.
    func meet(_ digest: String, at address: String) -> Kin {
        let place = String(address.prefix { $0 != "?" }).hashValue
        return state.withLock { state in
            if state.digests[address.hashValue] == nil { state.digests[address.hashValue] = digest.hashValue }
            guard let known = state.places[digest.hashValue] else {
                state.places[digest.hashValue] = place
                return .first
            }
            return known == place ? .samePage : .repost
        }
    }

    /// Whether the address has been met with other posts: a site that names one address for all of its pages. Where it
    /// has not, these posts are taken note of at once, since several pages are read at the same time.
    func contradicts(_ digest: String?, at address: String) -> Bool {
        state.withLock { state in
            guard let known = state.digests[address.hashValue] else {
                state.digests[address.hashValue] = digest?.hashValue
                return false
            }
            return known != digest?.hashValue
        }
    }
}
