import Output

/// Where the command writes: data to standard output, everything else to standard error; and the files that are not in
/// their places yet.
struct StandardStreams {
    let output = OutputFile.standardOutput()
    let error = OutputFile.standardError()
    let unfinished = UnfinishedFiles()

    /// Says something to the user, at once: `tuntuma: ...`.
    func complain(_ message: String) {
        say("tuntuma: \(message)")
    }

    /// Writes a line to standard error as it is, at once.
    func say(_ line: String) {
        // When standard error itself is gone there is nobody left to tell.
        try? error.write("\(line)\n")
        try? error.flush()
    }

    /// Does something that writes, then empties the buffer; a failed write gets its line and its code.
    func finish(_ code: ExitCode, writing work: (OutputFile) throws(OutputError) -> Void) -> ExitCode {
        do throws(OutputError) {
            try work(output)
            try output.flush()
            return code
        } catch {
            let failure = ExitCode(error)
            if failure != .done { complain(error.description) }
            return failure
        }
    }
}
