import Model

/// Why a workspace cannot be made, read or used.
public struct WorkspaceError: Explained, Hashable {
    public var place: String
    public var problem: String
    public var advice: String
    public var isUsage: Bool

    public init(place: String, problem: String, advice: String, isUsage: Bool = true) {
        self.place = place
        self.problem = problem
        self.advice = advice
        self.isUsage = isUsage
    }
}
