/// An error that a person at the keyboard can act on.
///
/// The command line prints it as `vigil: <place>: <problem> (<advice>)`; see `Explained.sentence`.
public protocol Explained: Error, Sendable, CustomStringConvertible {
    /// Where it happened: a file, `file:line:column`, a URL, a source's name.
    var place: String { get }
    /// What happened, without a full stop.
    var problem: String { get }
    /// What to do about it, without a full stop; empty where nothing can be done.
    var advice: String { get }
    /// Whether the usage or the configuration is wrong (exit 2) rather than the work (exit 1).
    var isUsage: Bool { get }
}

extension Explained {
    public var isUsage: Bool { false }

    /// One clear sentence: `place: problem (advice)`.
    public var sentence: String {
        advice.isEmpty ? "\(place): \(problem)" : "\(place): \(problem) (\(advice))"
    }

    public var description: String { sentence }
}
