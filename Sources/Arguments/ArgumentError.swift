/// A command line that cannot be understood: one line, with what to do. The command prints it and ends with code 2.
package struct ArgumentError: Error, Equatable, Sendable, CustomStringConvertible {
    package var description: String

    init(_ description: String) {
        self.description = description
    }
}
