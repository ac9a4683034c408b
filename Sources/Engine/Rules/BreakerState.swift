/// Whether a rule is called.
package enum BreakerState: String, Codable, Sendable {
    /// It is called for every event that matches.
    case closed
    /// It is not called for a while.
    case open
    /// It is called for a few events, to see whether it is well again.
    case halfOpen = "half-open"
    /// It is not called any more in this run: somebody has to mend it.
    case disabled
}

/// Why a rule's breaker changed its state.
package enum BreakerReason: Equatable, Sendable {
    /// So many calls were stopped by a limit within the window.
    case stopped(Int)
    /// So many calls in a row were stopped by a limit.
    case stoppedInARow(Int)
    /// So many calls in a row failed.
    case failedInARow(Int)
    /// So many of the calls within the window failed.
    case failed(Int, of: Int)
    /// It has been open for long enough.
    case waited
    /// A call on trial failed.
    case failedOnTrial
    /// So many calls on trial in a row went well.
    case recovered(Int)
    /// It was opened so many times.
    case opened(Int)

    /// For programs, and for the error output.
    package var text: String {
        switch self {
        case .stopped(let count): "\(count) calls were stopped by a limit within \(CallWindow.seconds) s"
        case .stoppedInARow(let count): "\(count) calls in a row were stopped by a limit"
        case .failedInARow(let count): "\(count) calls in a row failed"
        case .failed(let count, let calls): "\(count) of \(calls) calls within \(CallWindow.seconds) s failed"
        case .waited: "the waiting time is over"
        case .failedOnTrial: "a call on trial failed"
        case .recovered(let count): "\(count) calls on trial went well"
        case .opened(let count): "it failed again and again: opened \(count) times"
        }
    }
}

/// A change of a breaker's state, and the event at which it happened.
package struct BreakerTransition: Equatable, Sendable {
    package var from: BreakerState
    package var to: BreakerState
    package var reason: BreakerReason
    /// Log time, in milliseconds since 1970.
    package var time: Int64
    /// The event's id.
    package var event = ""
    /// Where the event stands: `events.jsonl:17`.
    package var place = ""

    package init(from: BreakerState, to: BreakerState, reason: BreakerReason, time: Int64) {
        self.from = from
        self.to = to
        self.reason = reason
        self.time = time
    }
}
