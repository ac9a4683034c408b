import EventLog
import Synchronization
import Threads
package import Tuntuma

/// The rules of a pass, and what is kept of them in the order of the log. All workers share it; each has a ``RuleStage`` of
/// its own.
package final class OrderedRules: Sendable {
    package let rules: RuleSet
    private let board: TurnGate<RuleBoard>
    /// Whether chunks wait for their turn at all.
    private let keepsOrder: Bool
    /// Which rules may be called ahead of their turn. A guess, as old as it may be: what is called in vain does not count.
    private let ahead: Mutex<[Bool]>

    /// - Parameter board: Where an earlier run ended, of the same rules; nil: the beginning of a log.
    package init(_ rules: RuleSet, from board: RuleBoard? = nil) {
        self.rules = rules
        keepsOrder = rules.needOrder || board != nil
        let board = board ?? RuleBoard(rules)
        self.board = TurnGate(board)
        ahead = Mutex(board.isClosed)
    }

    /// What the rules decide on a chunk. Called by each worker for each of its chunks, whose numbers are those of the pass.
    /// - Parameters:
    ///   - rows: The events of the chunk that are new, ascending.
    ///   - number: The chunk's place in the pass, from 0.
    ///   - beforeTurn: Called before the chunk waits for its turn, for something better to do.
    ///   - place: Where an event stands.
    package func decide(
        _ batch: EventBatch, rows: [Int32], chunk number: Int, with stage: RuleStage, beforeTurn: () -> Void = {},
        place: (Event) -> EventPlace
    ) -> RuleStage.Made {
        var made = stage.run(batch, rows: rows, ahead: ahead.withLock { $0 })
        guard keepsOrder else {
            stage.finish(&made, batch)
            return made
        }
        let times = RunningTimes(batch, rows: rows)
        beforeTurn()
        let closed = board.inTurn(number) { board in
            stage.settle(&made, batch, times: times, on: &board) { row in
                let event = batch[Int(row)]
                let place = place(event)
                return (event.id, "\(place.file):\(place.line)")
            }
            return board.isClosed
        }
        ahead.withLock { $0 = closed }
        stage.finish(&made, batch)
        return made
    }

    /// Whether it is a chunk's turn, so that it would not wait.
    func isOpen(to number: Int) -> Bool {
        board.isOpen(to: number)
    }

    /// What is known when all chunks have been decided on.
    package func finish() -> RuleBoard {
        board.finish { $0 }
    }
}
