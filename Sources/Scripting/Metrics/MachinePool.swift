import Synchronization

/// The machines of one metric. A metric is one value for all workers, a machine is for one thread: a worker uses one that is
/// free, for as long as it holds its lock.
final class MachinePool: Sendable {
    private struct Slot: ~Copyable, Sendable {
        let machine = Mutex<MetricMachine?>(nil)
    }

    private final class SlotBox: Sendable {
        let slot = Slot()
    }

    private let slots = (0..<16).map { _ in SlotBox() }
    private let make: @Sendable () throws(ScriptFailure) -> MetricMachine

    init(make: @escaping @Sendable () throws(ScriptFailure) -> MetricMachine) {
        self.make = make
    }

    /// Calls `body` with a machine that nobody else uses meanwhile; waits when all of them are in use.
    func withMachine<Result>(_ body: (MetricMachine) -> Result) throws(ScriptFailure) -> Result {
        for box in slots {
            if let result = try? box.slot.machine.withLockIfAvailable({ try Self.use(&$0, make, body) }) { return result }
        }
        do {
            return try slots[0].slot.machine.withLock { try Self.use(&$0, make, body) }
        } catch {
            throw error as? ScriptFailure ?? ScriptFailure(status: .error, line: nil, message: "\(error)")
        }
    }

    private static func use<Result>(
        _ machine: inout MetricMachine?, _ make: () throws(ScriptFailure) -> MetricMachine,
        _ body: (MetricMachine) -> Result
    ) throws -> Result {
        let used = try machine ?? make()
        machine = used
        return body(used)
    }
}
