import Model

/// A stretch of a text that the layer `joined` reads otherwise than it is written.
public struct UndoneStretch: Sendable, Hashable {
    public var kind: Evasion
    /// Unicode scalars of the original.
    public var original: Range<Int>
    /// Whether the way of writing says by itself that somebody hides something. Initials (`U.S.A.`), decorative letters
    /// and soft hyphens are undone too, and say nothing.
    public var isTelling: Bool
}
