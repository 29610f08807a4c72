import Foundation

/// How often a page changes, estimated from visits that only tell whether it has changed since the one before.
///
/// Changes are taken as a Poisson process. The estimator is that of Cho and Garcia-Molina, "Estimating Frequency of
/// Change", ACM Transactions on Internet Technology 3(3), 2003, equation 5: −log((n − X + 0.5) / (n + 0.5)) changes
/// between two visits, of n visits with X changes. Unlike X / n it has next to no bias where a page changes more often
/// than it is visited, and it is finite where every visit found a change.
public struct ChangeRate: Sendable, Hashable {
    /// Visits that could be compared with the one before.
    public var visits: Int
    /// Those that found a change.
    public var changes: Int
    /// The time between the first and the last of all visits, in seconds.
    public var watched: Double

    public init(visits: Int = 0, changes: Int = 0, watched: Double = 0) {
        self.visits = visits
        self.changes = changes
        self.watched = watched
    }

    /// Changes a second of a page that has not been compared yet: one a week.
    public static let unknown = 1.0 / (7 * 86_400)

    /// Changes a second, more than 0.
    public var perSecond: Double {
        guard visits > 0, watched > 0 else { return Self.unknown }
        let count = Double(visits)
        let perVisit = -log((count - Double(min(changes, visits)) + 0.5) / (count + 0.5))
        // A page that never changed may still: as if half of one change had been seen in twice the time.
        let least = 0.25 / (watched + 7 * 86_400)
        return max(perVisit * count / watched, least)
    }

    /// Takes in one more visit, `seconds` after the one before.
    public mutating func add(hasChanged: Bool, after seconds: Double) {
        guard seconds > 0 else { return }
        visits += 1
        if hasChanged { changes += 1 }
        watched += seconds
        // What was long ago tells little of today: beyond so many visits, older ones fade.
        guard visits > Self.mostVisits else { return }
        watched *= Double(Self.mostVisits / 2) / Double(visits)
        changes = Int((Double(changes) * Double(Self.mostVisits / 2) / Double(visits)).rounded())
        visits = Self.mostVisits / 2
    }

    private static let mostVisits = 60
}
