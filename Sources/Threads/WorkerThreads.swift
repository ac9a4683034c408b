import Glibc

/// Threads of our own, with a stack of known size: Lua needs more than the shared pool's threads promise, and a long
/// rule must not hold that pool up.
package enum WorkerThreads {
    /// The stack of each thread: twice the worst use of Lua that is known, and room for a deep plugin.
    package static let stackBytes = 8 << 20

    /// Runs `body` on `count` threads at once, each with its number from 0, and returns when all have ended.
    ///
    /// Where the system refuses a thread, the caller's own thread takes that part over.
    package static func run(count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        var threads: [pthread_t] = []
        var leftOver: [Int] = []
        for number in 1..<max(count, 1) {
            guard let thread = start({ body(number) }) else {
                leftOver.append(number)
                continue
            }
            threads.append(thread)
        }
        // The first part runs on a thread of its own too: the caller's stack may be small.
        if let first = start({ body(0) }) { threads.append(first) } else { leftOver.insert(0, at: 0) }
        for number in leftOver { body(number) }
        for thread in threads { pthread_join(thread, nil) }
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
        withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { attributes in
            guard let attributes = attributes.baseAddress, pthread_attr_init(attributes) == 0 else { return nil }
            defer { pthread_attr_destroy(attributes) }
            guard pthread_attr_setstacksize(attributes, stackBytes) == 0 else { return nil }
            let work = Unmanaged.passRetained(Work(body))
            var thread: pthread_t = 0
            let failed = pthread_create(
                &thread, attributes,
                { context in
                    guard let context else { return nil }
                    Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                    return nil
                }, work.toOpaque())
            if failed != 0 {
                work.release()
                return nil
            }
            return thread
        }
    }
}
