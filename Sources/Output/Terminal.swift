import Glibc

/// What is known of the place where an output goes.
package struct Terminal: Equatable, Sendable {
    /// Whether a person is looking.
    package var isTerminal: Bool
    /// Columns: of the terminal, or `COLUMNS`, also for a file or a pipe; 80 where nothing is known.
    package var width: Int
    /// Whether styles may be used: on a terminal that is not `dumb`, unless `NO_COLOR` is set to something.
    package var usesColour: Bool

    /// Looks at an open file.
    package init(descriptor: Int32, environment: [String: String]) {
        let isTerminal = isatty(descriptor) == 1
        self.init(
            isTerminal: isTerminal, columns: isTerminal ? Self.columns(of: descriptor) : nil, environment: environment)
    }

    init(isTerminal: Bool, columns: Int?, environment: [String: String]) {
        self.isTerminal = isTerminal
        let wished = environment["COLUMNS"].flatMap { Int($0) }
        width = [columns, wished].lazy.compactMap { $0 }.first { $0 > 0 } ?? 80
        usesColour = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    private static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
