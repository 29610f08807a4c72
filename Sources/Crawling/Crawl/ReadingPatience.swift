import Synchronization

/// How long a crawl that is cancelled goes on with the pages that have come.
///
/// A night ends within 5 s of being asked to. Most pages are read in milliseconds; one that is made to take seconds, or
/// many of them, are left to the next scan.
final class ReadingPatience: Sendable {
    /// Seconds after the cancellation in which a reading may still begin.
    private static let toBegin = 1.0
    /// Seconds after the cancellation until which one is waited for. What is left alone by then has been archived, if it
    /// has begun at all, since that comes first and takes no time.
    private static let toEnd = 3.0

    private let cancelledAt = Mutex<Double?>(nil)

    /// Notes that the crawl has been cancelled.
    func cancel() { cancelledAt.withLock { $0 = $0 ?? SystemClock.monotonic() } }

    /// Runs `work` outside of the current task's cancellation.
    ///
    /// - Returns: nil where it was not begun, or not waited for any longer.
    func run<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value? {
        if let at = cancelledAt.withLock({ $0 }), SystemClock.monotonic() - at > Self.toBegin { return nil }
        let outcome = Outcome<Value>()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                outcome.wait(continuation)
                Task {
                    do { outcome.end(.success(try await work())) } catch { outcome.end(.failure(error)) }
                }
            }
        } onCancel: {
            Task {
                try? await Task.sleep(for: .seconds(Self.toEnd))
                outcome.end(.success(nil))
            }
        }
    }
}

/// What comes of a piece of work, whichever way it is known first.
private final class Outcome<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Value?, any Error>)
        case known(Result<Value?, any Error>)
        case told
    }

    private let state = Mutex(State.open)

    func wait(_ continuation: CheckedContinuation<Value?, any Error>) {
        let known: Result<Value?, any Error>? = state.withLock { state in
            if case .known(let result) = state {
                state = .told
                return result
            }
            state = .awaited(continuation)
            return nil
        }
        if let known { continuation.resume(with: known) }
    }

    /// Only the first call counts.
    func end(_ result: Result<Value?, any Error>) {
        let waiting: CheckedContinuation<Value?, any Error>? = state.withLock { state in
            switch state {
            case .open:
                state = .known(result)
                return nil
            case .awaited(let continuation):
                state = .told
                return continuation
            case .known, .told: return nil
            }
        }
        waiting?.resume(with: result)
    }
}
