import Model
import Storage

/// What a reviewer works through: the leads of a workspace, the most pressing first.
public struct LeadQueue: Sendable {
    private let store: any Store

    public init(_ store: any Store) { self.store = store }

    /// The leads that `query` asks for, by tier, then score.
    public func leads(_ query: LeadQuery) throws(StoreError) -> [Lead] { try store.leads(query) }

    /// The lead of that id, or the only one whose id starts so; an id may be typed in lower case.
    ///
    /// - Throws: `QueueError` where there is none or more than one.
    public func lead(_ id: String) throws -> Lead {
        let wanted = id.uppercased()
        if let exact = try store.lead(id: wanted) { return exact }
        let close = try store.leads(LeadQuery()).filter { $0.id.uppercased().hasPrefix(wanted) }
        switch close.count {
        case 1: return close[0]
        case 0: throw QueueError(id: id, problem: "there is no lead of this id")
        default: throw QueueError(id: id, problem: "\(close.count) leads start so")
        }
    }
}

/// Why a lead could not be shown.
public struct QueueError: Explained, Hashable {
    public var id: String
    public var problem: String
    public var place: String { id }
    public var advice: String { "`vigil leads` lists the ids" }
}
