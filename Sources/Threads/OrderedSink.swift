import Dispatch
import Synchronization

/// Takes things from threads in any order, and puts them down in the order of their numbers, from 0.
///
/// Nobody waits for a turn: who brings something too early leaves it here and goes on, and who brings what the others lack
/// puts theirs down too. Only who is far ahead waits, so that what is left here stays little.
package final class OrderedSink<State: Sendable, Item: Sendable>: Sendable {
    private struct Shelf {
        /// The number to put down next.
        var next = 0
        var items: [Int: Item] = [:]
        /// Somebody is putting things down.
        var isBusy = false
        var waiting: [(number: Int, semaphore: DispatchSemaphore)] = []

        /// The item to put down next; nil when it has not been brought.
        mutating func begin() -> Item? {
            let item = items.removeValue(forKey: next)
            isBusy = item != nil
            return item
        }

        /// One has been put down: the item to put down next.
        mutating func goOn() -> Item? {
            next += 1
            waiting.removeAll { waiter in
                guard waiter.number < next + mostAhead else { return false }
                waiter.semaphore.signal()
                return true
            }
            return begin()
        }
    }

    /// How far ahead a number may be.
    private static var mostAhead: Int { 16 }

    private let shelf = Mutex(Shelf())
    private let state: Mutex<State>

    /// - Parameter state: What things are put into.
    package init(_ state: State) {
        self.state = Mutex(state)
    }

    /// Brings the thing of a number. When all numbers have been brought and all calls have returned, all has been put down.
    ///
    /// Every number from 0 on must come exactly once, and those of one thread in ascending order.
    /// - Parameter put: Puts one thing down, this one or another's: the same for all. Called in the order of the numbers, by
    ///   one thread at a time.
    package func take(_ item: Item, number: Int, put: (inout State, Item) -> Void) {
        let semaphore: DispatchSemaphore? = shelf.withLock { shelf in
            guard number >= shelf.next + Self.mostAhead else { return nil }
            let semaphore = DispatchSemaphore(value: 0)
            shelf.waiting.append((number, semaphore))
            return semaphore
        }
        semaphore?.wait()
        var next = shelf.withLock { shelf in
            shelf.items[number] = item
            return shelf.isBusy ? nil : shelf.begin()
        }
        while let item = next {
            state.withLock { put(&$0, item) }
            next = shelf.withLock { $0.goOn() }
        }
    }

    /// The state after all has been put down.
    package func finish<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        state.withLock { body(&$0) }
    }
}
