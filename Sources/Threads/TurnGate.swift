import Dispatch
import Synchronization

/// Lets threads through in the order of their numbers, from 0: whoever has number k waits until k - 1 has passed.
///
/// Work that must happen in the order of the log (finding duplicates, writing decisions) is done while one has the turn;
/// everything else runs at the same time.
package final class TurnGate<State: Sendable>: Sendable {
    private struct Waiting {
        var turn = 0
        var waiting: [Int: DispatchSemaphore] = [:]
    }

    private let order = Mutex(Waiting())
    private let state: Mutex<State>

    /// - Parameter state: What only the one whose turn it is may touch.
    package init(_ state: State) {
        self.state = Mutex(state)
    }

    /// Whether it is the turn of `number`, so that it would not wait.
    package func isOpen(to number: Int) -> Bool {
        order.withLock { $0.turn == number }
    }

    /// Waits for the turn of `number`, runs `body`, and lets the next one through.
    ///
    /// Every number from 0 on must come exactly once, or those behind it wait for ever.
    package func inTurn<Result: Sendable>(_ number: Int, _ body: (inout State) -> Result) -> Result {
        let semaphore: DispatchSemaphore? = order.withLock { order in
            if order.turn == number { return nil }
            let semaphore = DispatchSemaphore(value: 0)
            order.waiting[number] = semaphore
            return semaphore
        }
        semaphore?.wait()
        let result = state.withLock { body(&$0) }
        let next = order.withLock { order in
            order.turn += 1
            return order.waiting.removeValue(forKey: order.turn)
        }
        next?.signal()
        return result
    }

    /// The state after all have passed.
    package func finish<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        state.withLock { body(&$0) }
    }
}
