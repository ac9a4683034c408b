/// A mistake in a file of the workspace, told so that a person can mend it: `file:line: what is wrong, what was expected`.
package struct Complaint: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file's path as it should be shown.
    package var file: String
    /// The line, from 1; nil when the mistake has no line (a file that is not there).
    package var line: Int?
    /// What is wrong, and what was expected.
    package var problem: String

    package init(file: String, line: Int?, problem: String) {
        self.file = file
        self.line = line
        self.problem = problem
    }

    package var description: String {
        line.map { "\(file):\($0): \(problem)" } ?? "\(file): \(problem)"
    }
}

/// Everything that is wrong with a workspace: at least one complaint, in the order of files and lines.
package struct WorkspaceError: Error, Equatable, Sendable {
    package var complaints: [Complaint]

    package init(_ complaints: [Complaint]) {
        self.complaints = complaints
    }
}
