/// Runs something that may hang; nil when it has not ended in time. It is cancelled then, and left to itself.
///
/// It runs on a thread of its own: the tests around it may keep every shared thread busy for longer than the limit, and
/// only what hangs by itself must be called late.
func withDeadline<Result: Sendable>(
    _ limit: Duration, _ body: @escaping @Sendable () async -> Result
) async -> Result? {
    let (ends, end) = AsyncStream<Result?>.makeStream()
    let thread = ThreadExecutor()
    // Not child tasks: a group would wait for the one that hangs.
    let work = Task(executorPreference: thread) { end.yield(await body()) }
    let watch = Task(executorPreference: thread) {
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
