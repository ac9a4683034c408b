import Glibc

/// Why something could not be written.
package struct OutputError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What a caller may want to tell apart.
    package enum Cause: Equatable, Sendable {
        /// The reader has gone (`| head`). On standard output no mistake of anybody.
        case closedPipe
        /// No space left, or a quota or a limit reached.
        case full
        /// Anything else, with its `errno`.
        case system(Int32)
    }

    /// The file as the user named it; `standard output` or `standard error`.
    package var file: String
    package var cause: Cause

    package init(file: String, cause: Cause) {
        self.file = file
        self.cause = cause
    }

    init(file: String, errno code: Int32) {
        self.file = file
        cause =
            switch code {
            case EPIPE: .closedPipe
            case ENOSPC, EDQUOT, EFBIG: .full
            default: .system(code)
            }
    }

    /// One line for people.
    package var description: String {
        switch cause {
        case .closedPipe: "cannot write \(file): the reader has closed it"
        case .full: "cannot write \(file): no space left on the disk"
        case .system(let code): "cannot write \(file): \(Self.text(of: code))"
        }
    }

    private static func text(of code: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let base = buffer.baseAddress, strerror_r(code, base, buffer.count) == 0 else {
                return "error \(code)"
            }
            return String(cString: base)
        }
    }
}
