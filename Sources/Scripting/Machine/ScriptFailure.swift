import LuaWall
import Workspace

/// A script that could not be loaded, or a call that failed: what C reported, as a Swift value.
struct ScriptFailure: Error, Equatable, Sendable {
    var status: LuaWallStatus
    /// The line of the script, from 1.
    var line: Int?
    var message: String

    init(status: LuaWallStatus, line: Int?, message: String) {
        self.status = status
        self.line = line
        self.message = message
    }

    init(_ error: LuaWallError) {
        status = error.status
        line = error.line > 0 ? Int(error.line) : nil
        message = withUnsafeBytes(of: error.message) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// The kind of a ``RuleFailure``.
    var kind: String {
        switch status {
        case .steps: "steps"
        case .memory: "memory"
        case .allocated: "allocated"
        case .time: "time"
        case .limit: "decisions"
        case .blocked: "blocked"
        case .done, .syntax, .error, .frozen: "error"
        @unknown default: "error"
        }
    }

    /// Whether it is of memory that the script ran out.
    var isOfMemory: Bool { status == .memory || status == .allocated }

    /// The failure as a complaint about a file.
    func complaint(file: String) -> Complaint {
        Complaint(file: file, line: line, problem: message)
    }

    /// The failure in one line: `metrics/emotion.lua:12: what is wrong`.
    /// - Parameter line: Told where the failure has none of its own.
    func description(file: String, line: Int? = nil) -> String {
        Complaint(file: file, line: self.line ?? line, problem: message).description
    }
}

/// What a host function or the reading of a field answers when it cannot: the script fails with this message, at its line.
struct HostRefusal: Error {
    var status = LuaWallStatus.error
    var message: String

    init(_ message: String, status: LuaWallStatus = .error) {
        self.message = message
        self.status = status
    }
}
