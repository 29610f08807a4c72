/// Runs `work` outside of the current task's cancellation: what has been fetched is kept even where a crawl ends.
func uncancelled<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
    try await Task(operation: work).value
}
