import Dispatch

/// Runs tasks one after the other on a thread that they share with no others.
final class ThreadExecutor: TaskExecutor {
    private let queue = DispatchQueue(label: "tuntuma.testing")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
