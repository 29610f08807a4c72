import Model
import Storage

/// The nights of a workspace, as a person asks for them.
public struct NightHistory: Sendable {
    private let store: any Store

    public init(_ store: any Store) { self.store = store }

    /// The last nights, the last first.
    ///
    /// - Throws: `StoreError`.
    public func last(_ limit: Int) throws -> [PastNight] {
        try store.nights(limit: limit).map { try PastNight($0, in: store) }
    }

    /// - Throws: `NightNotFound`, `StoreError`.
    public func night(_ id: Int64) throws -> PastNight {
        guard let night = try store.nights(limit: .max).first(where: { $0.id == id }) else {
            throw NightNotFound(id: id)
        }
        return try PastNight(night, in: store)
    }
}

/// A night that the workspace does not have.
public struct NightNotFound: Explained, Hashable {
    public var id: Int64

    public var place: String { "night \(id)" }
    public var problem: String { "there is no such night" }
    public var advice: String { "`vigil nights` lists them" }
}
