package import EventLog
package import Tuntuma
package import Workspace

/// What a run is asked for.
package struct RunOptions: Sendable {
    package var groupKeys: [GroupKey] = []
    package var period = Period.all
    /// The days of a moving window: a row for each day, of so many days up to it. Goes with periods of a day.
    package var window: Int?
    /// Which inputs stand side by side: by input, the number of its stream. Empty: they follow one another.
    package var streams: InputStreams = []
    /// How many workers; at least 1.
    package var jobs = 1
    /// What an earlier run left of the rules' memory, empty for the first one; nil: nothing is kept after the run.
    package var memory: SavedMemory?
    /// Comments to be picked out for the report, where it shall have some.
    package var comments: CommentQuestions?

    package init() {}
}

/// Where a run's outputs go. Each closure is called by one worker at a time, in the order of the log; when it throws, the
/// run ends.
package struct RunOutputs: Sendable {
    /// Takes decisions of live rules as JSON Lines.
    package var decisions: (@Sendable ([UInt8]) throws -> Void)?
    /// Takes what shadows decide, as JSON Lines. Nobody acts on it.
    package var shadowDecisions: (@Sendable ([UInt8]) throws -> Void)?
    /// Takes the bytes of rejected lines, each with a newline behind it.
    package var rejected: (@Sendable ([UInt8]) throws -> Void)?
    /// Carries out an `act`: the action's id and what to do.
    package var act: (@Sendable (String, ActionRequest) -> Void)?
    /// Takes what live rules say of alerts.
    package var alert: (@Sendable (RuleAlert) -> Void)?
    /// Hears how far the run has come: bytes of the inputs and events so far.
    package var progress: (@Sendable (_ bytes: Int, _ events: Int) -> Void)?

    package init() {}
}

/// Why a run could not be finished.
package enum RunError: Error {
    /// An input cannot be read.
    case input(LogInputError)
    /// An output cannot be written; what the closure threw.
    case output(any Error)
    /// What a rule has kept cannot become what it keeps now: its `migrate` failed.
    case migration(Complaint)
    /// There is no memory for a worker.
    case outOfMemory
}
