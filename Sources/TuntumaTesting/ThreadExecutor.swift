import Dispatch

/// Runs tasks one after the other on a thread that they share with no others.
final class ThreadExecutor: TaskExecutor {
    private let queue: DispatchQueue

    /// - Parameter waits: Nothing runs before ``start()``, so that tasks which are to overlap are all there when the first
    ///   begins.
    init(waits: Bool = false) {
        queue = DispatchQueue(label: "tuntuma.testing", attributes: waits ? .initiallyInactive : [])
    }

    /// Lets the tasks run. Once, for an executor that waits.
    func start() { queue.activate() }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
