import Output
import Reporting
import TerminalTables

/// Where the command writes: data to standard output, everything else to standard error; and the files that are not in
/// their places yet.
struct StandardStreams {
    let output = OutputFile.standardOutput()
    let error = OutputFile.standardError()
    let unfinished = UnfinishedFiles()

    /// Says something to the user, at once: `tuntuma: ...`.
    func complain(_ message: String) {
        // What is on further lines is set in, so that nothing quoted looks like a message of its own.
        say("tuntuma: \(message.replacing("\n", with: "\n    "))")
    }

    /// Writes a line to standard error, at once. What it quotes, such as an answer in the message of a rule that failed, cannot
    /// act on a terminal.
    func say(_ line: String) {
        let harmless = line.split(separator: "\n", omittingEmptySubsequences: false).map {
            TerminalText.escape(String($0))
        }
        // When standard error itself is gone there is nobody left to tell.
        try? error.write("\(harmless.joined(separator: "\n"))\n")
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
