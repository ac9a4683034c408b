import Dispatch

/// Work that others need soon and nobody waits for.
package enum Background {
    /// Runs a body once, on a thread of the system's pool.
    package static func run(_ body: @escaping @Sendable () -> Void) {
        DispatchQueue.global().async(execute: body)
    }
}
