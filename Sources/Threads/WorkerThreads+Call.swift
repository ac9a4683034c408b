import Synchronization

extension WorkerThreads {
    /// Runs `body` on a thread of its own and gives what it says: for whoever calls Lua and does not know how much stack there
    /// is left. Once for a load or a check, never for an event.
    package static func call<Value: Sendable>(_ body: @escaping @Sendable () -> Value) -> Value {
        let box = Box<Value>()
        run(count: 1) { _ in
            let value = body()
            box.value.withLock { $0 = value }
        }
        // `run` returns when the body has run.
        return box.value.withLock { $0 } ?? body()
    }

    private final class Box<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }
}
