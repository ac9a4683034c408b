import Engine
import EventLog
import Output
import Tuntuma
import Workspace

/// Why a command ends early: what to say, a line each, and the exit code.
struct CommandFailure: Error {
    var code: ExitCode
    var lines: [String]

    init(_ code: ExitCode, _ lines: String...) {
        self.code = code
        self.lines = lines
    }

    /// What somebody threw, as lines for a person. An error that nobody expected is a bug of ours.
    init(_ error: any Error) {
        switch error {
        case let error as CommandFailure: self = error
        case let error as WorkspaceError:
            code = .workspace
            lines = error.complaints.map(\.description)
        case let error as Complaint: self.init(.workspace, error.description)
        case let error as LogInputError: self.init(.input, error.description)
        case let error as ChannelError:
            self.init(.input, error.line.map { "\(error.source):\($0): \(error.problem)" } ?? "\(error.source): \(error.problem)")
        case let error as OutputError:
            code = ExitCode(error)
            lines = code == .done ? [] : [error.description]
        case RunError.input(let error): self.init(error)
        case RunError.output(let error): self.init(error)
        case RunError.outOfMemory: self.init(.input, "there is not enough memory for a worker; try --jobs 1")
        default: self.init(.bug, "unexpected: \(error); please report this as a bug")
        }
    }
}
