import Engine
import EventLog
import FirstLook
import Output
import Tuntuma
import Workspace

/// Why a command ends early: what to say, a line each, and the exit code.
struct CommandFailure: Error {
    var code: ExitCode
    var lines: [String]

    init(_ code: ExitCode, lines: [String]) {
        self.code = code
        self.lines = lines
    }

    init(_ code: ExitCode, _ line: String) {
        self.init(code, lines: [line])
    }

    /// What somebody threw, as lines for a person. An error that nobody expected is a bug of ours.
    init(_ error: any Error) {
        switch error {
        case let error as CommandFailure: self = error
        case let error as WorkspaceError:
            self.init(.workspace, lines: error.complaints.map(\.description))
        case let error as Complaint: self.init(.workspace, error.description)
        case let error as FirstLookError:
            let line = error.line.map { ":\($0)" } ?? ""
            self.init(.input, "\(error.path)\(line): \(error.problem)")
        case let error as LogInputError: self.init(.input, error.description)
        case let error as ChannelError:
            let line = error.line.map { ":\($0)" } ?? ""
            self.init(.input, "\(error.source)\(line): \(error.problem)")
        case let error as OutputError:
            let code = ExitCode(error)
            self.init(code, lines: code == .done ? [] : [error.description])
        case RunError.input(let error): self.init(error)
        case RunError.output(let error): self.init(error)
        case RunError.migration(let complaint): self.init(.workspace, complaint.description)
        case RunError.outOfMemory: self.init(.input, "there is not enough memory for a worker; try --jobs 1")
        default: self.init(.bug, "unexpected: \(error); please report this as a bug")
        }
    }
}
