/// One input of a run: a file, or standard input.
package struct LogInput: Equatable, Sendable {
    /// The path to open; `-` is standard input.
    package var path: String
    /// The name to show to people.
    package var name: String
    /// The source of events that name none.
    package var defaultSource: String
    /// For lines that were made from records of another file: the line of that file, from 1, for each line of this
    /// input. Bytes of such an input mean nothing to people.
    package var lines: [Int]?

    package init(path: String, name: String? = nil, defaultSource: String = "", lines: [Int]? = nil) {
        self.lines = lines
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
