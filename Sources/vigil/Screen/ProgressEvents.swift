import Foundation
import Scanning
import Synchronization

/// The event stream of `vigil scan --json`: one JSON object a line on standard output, at most one a second.
final class ProgressEvents: Sendable {
    private let lastWritten = Mutex(-Double.infinity)

    func show(_ progress: ScanProgress) {
        lastWritten.withLock { last in
            let now = Date().timeIntervalSinceReferenceDate
            guard now - last >= 1 else { return }
            last = now
            // A reader that has gone away is told of by the report, not by what leads up to it.
            try? Screen.out(progress.json)
        }
    }
}
