/// Waiting for something within bounds, without keeping a thread: other tests' servers may need it.
enum Patience {
    /// - Returns: whether `isMet` came to be true within so many seconds.
    static func until(_ seconds: Double, _ isMet: () throws -> Bool) async rethrows -> Bool {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(seconds)
        while try !isMet() {
            guard clock.now < deadline else { return false }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return true
    }
}
