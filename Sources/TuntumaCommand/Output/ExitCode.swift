import Output

/// What the command tells the shell at its end.
enum ExitCode: Int32, Sendable {
    case done = 0
    /// A replay found decisions that are different.
    case different = 1
    /// The command line cannot be understood.
    case usage = 2
    /// The workspace or a rule is wrong.
    case workspace = 3
    /// An input cannot be read, or an output cannot be written.
    case input = 4
    /// `--strict`, and something was rejected.
    case rejected = 5
    /// A bug of ours.
    case bug = 70

    /// How a failed write ends the command. A reader that has seen enough (`| head`) is no failure.
    init(_ error: OutputError) {
        self = error.cause == .closedPipe ? .done : .input
    }
}
