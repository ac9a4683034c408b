package import EventLog
import Glibc

/// A file without a name that holds what has to be read twice: events made from a channel's records, or standard input.
/// It is gone when the process is.
package final class Spool: Sendable {
    private let descriptor: Int32

    /// - Throws: ``LogInputError`` when no file can be made in the folder for temporary files.
    package init() throws(LogInputError) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/tuntuma-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw LogInputError(input: folder, problem: "no temporary file can be made here: \(Self.reason)")
        }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
    }

    deinit {
        close(descriptor)
    }

    /// Where the spool can be read, from its beginning, any number of times.
    package var path: String { "/proc/self/fd/\(descriptor)" }

    /// Appends bytes.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(LogInputError) {
        var written = 0
        while written < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw LogInputError(
                    input: "temporary file",
                    problem: "cannot be written: \(Self.reason); set TMPDIR to a roomier folder")
            }
            written += count
        }
    }

    private static var reason: String { String(cString: strerror(errno)) }
}

extension [LogInput] {
    /// The inputs as they are read again; those that were kept, from their spools.
    package func reading(_ spools: [Int: Spool]) -> [LogInput] {
        enumerated().map { place, input in
            guard let spool = spools[place] else { return input }
            var input = input
            input.path = spool.path
            return input
        }
    }

    /// Somewhere to keep each input that can be read only once, by its place.
    package func makeSpools() throws(RunError) -> [Int: Spool] {
        var spools: [Int: Spool] = [:]
        do throws(LogInputError) {
            for place in indices where self[place].isReadOnce { spools[place] = try Spool() }
        } catch {
            throw .input(error)
        }
        return spools
    }
}
