import Model

/// Why the store could not do what it was asked.
public struct StoreError: Explained, Hashable {
    public enum Reason: Sendable, Hashable {
        /// The file cannot be opened or is no store of vigil's.
        case unreadable
        /// It is a store of vigil's, but its pages contradict each other.
        case damaged
        /// Written by a newer vigil.
        case tooNew
        /// The disk is full or a quota is reached; the store is as it was before the call.
        case diskFull
        /// The file or its disk admits no writing.
        case readOnly
        /// Another process holds the writer's lock.
        case busy
        /// Anything else that SQLite reports.
        case engine
    }

    public var reason: Reason
    public var place: String
    public var problem: String
    public var advice: String

    public init(_ reason: Reason, place: String, problem: String, advice: String) {
        self.reason = reason
        self.place = place
        self.problem = problem
        self.advice = advice
    }
}
