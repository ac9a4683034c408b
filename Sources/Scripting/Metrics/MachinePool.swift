import Synchronization

/// The machines of one metric. A metric is one value for all workers, a machine is for one thread: a worker uses one that is
/// free, for as long as it holds its lock.
final class MachinePool: Sendable {
    private final class Slot: Sendable {
        let machine = Mutex<MetricMachine?>(nil)
    }

    private let slots = (0..<16).map { _ in Slot() }
    private let make: @Sendable () throws(ScriptFailure) -> MetricMachine

    init(make: @escaping @Sendable () throws(ScriptFailure) -> MetricMachine) {
        self.make = make
    }

    /// Calls `body` with a machine that nobody else uses meanwhile; waits when all of them are in use.
    ///
    /// `body` is sendable, so that it can keep nothing of the machine.
    func withMachine<Value: Sendable>(_ body: @Sendable (MetricMachine) -> Value) throws(ScriptFailure) -> Value {
        for slot in slots {
            if let outcome = slot.machine.withLockIfAvailable({ Self.use(&$0, make, body) }) {
                return try outcome.get()
            }
        }
        return try slots[0].machine.withLock { Self.use(&$0, make, body) }.get()
    }

    private static func use<Value: Sendable>(
        _ machine: inout MetricMachine?, _ make: @Sendable () throws(ScriptFailure) -> MetricMachine,
        _ body: @Sendable (MetricMachine) -> Value
    ) -> Result<Value, ScriptFailure> {
        do throws(ScriptFailure) {
            let used = if let machine { machine } else { try make() }
            machine = used
            return .success(body(used))
        } catch {
            return .failure(error)
        }
    }
}
