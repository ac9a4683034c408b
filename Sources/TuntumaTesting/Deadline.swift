/// Runs something that may hang; nil when it has not ended in time. It is cancelled then, and left to itself.
func withDeadline<Result: Sendable>(
    _ limit: Duration, _ body: @escaping @Sendable () async -> Result
) async -> Result? {
    let (ends, end) = AsyncStream<Result?>.makeStream()
    // Not child tasks: a group would wait for the one that hangs.
    let work = Task { end.yield(await body()) }
    let watch = Task {
        try? await Task.sleep(for: limit)
        end.yield(nil)
    }
    defer {
        work.cancel()
        watch.cancel()
    }
    for await result in ends { return result }
    return nil
}
