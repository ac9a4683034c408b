/// A source of bytes that cannot be opened or read any further.
package struct ByteSourceError: Error, Equatable, Sendable {
    /// The path that was asked for; `-` is standard input.
    package let path: String
    /// How far reading had got, in bytes of the file as it lies on the disk (so of the archive, not of its content).
    /// Nil when the source could not be opened.
    package let byte: Int?
    /// What is wrong, for a person.
    package let problem: String

    package init(path: String, byte: Int? = nil, problem: String) {
        self.path = path
        self.byte = byte
        self.problem = problem
    }
}

extension ByteSourceError: CustomStringConvertible {
    /// One line: what, where.
    package var description: String {
        guard let byte else { return "\(path): \(problem)" }
        return "\(path), byte \(byte): \(problem)"
    }
}
