/// One input of a run: a file, or standard input.
package struct LogInput: Equatable, Sendable {
    /// The path to open; `-` is standard input.
    package var path: String
    /// The name to show to people.
    package var name: String
    /// The source of events that name none.
    package var defaultSource: String

    package init(path: String, name: String? = nil, defaultSource: String = "") {
        self.path = path
        self.name = name ?? (path == "-" ? "standard input" : path)
        self.defaultSource = defaultSource
    }
}

/// An input that cannot be read.
package struct LogInputError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The input's name.
    package var input: String
    /// What is wrong and what to do.
    package var problem: String

    package init(input: String, problem: String) {
        self.input = input
        self.problem = problem
    }

    package var description: String { "\(input): \(problem)" }
}
