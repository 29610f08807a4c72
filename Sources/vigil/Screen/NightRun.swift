import Dispatch
import Foundation
import Scanning

/// Runs a night with progress on the terminal and an orderly end at SIGINT and SIGTERM.
struct NightRun {
    private let scan: NightScan

    private let hasEvents: Bool

    /// - Parameter hasEvents: whether standard output gets the event stream.
    init(_ scan: NightScan, hasEvents: Bool = false) {
        self.scan = scan
        self.hasEvents = hasEvents
    }

    /// The night's report; a night that a signal ended says so.
    func untilDone() async throws -> NightReport {
        let line = ProgressLine()
        let events = hasEvents ? ProgressEvents() : nil
        let night = Task {
            try await scan.run { progress in
                line.show(progress)
                events?.show(progress)
            }
        }
        let signals = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { night.cancel() }
            source.resume()
            return source
        }
        defer {
            line.clear()
            for source in signals { source.cancel() }
        }
        let report = try await night.value
        line.clear()
        for problem in report.problems { Failure.say(problem) }
        return report
    }
}
