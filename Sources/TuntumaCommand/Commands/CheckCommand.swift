import Output

/// `tuntuma check`, and what `tuntuma rules test` shows to people: everything that can be wrong before an event comes.
struct CheckCommand {
    let paths: [String]
    let streams: StandardStreams

    func run() throws -> ExitCode {
        var mistakes: [(line: String, details: [String])] = []
        for path in paths {
            let check = try WorkspaceCheck(of: path)
            if let summary = check.summary { try streams.output.write("\(path): \(summary)\n") }
            for note in check.notes { try streams.output.write("  \(note)\n") }
            mistakes += check.cases.compactMap(\.mistake)
        }
        try streams.output.flush()
        for mistake in mistakes {
            streams.complain(mistake.line)
            for detail in mistake.details { streams.say("    \(detail)") }
        }
        if mistakes.count > 1 { streams.complain("\(mistakes.count) mistakes") }
        return mistakes.isEmpty ? .done : .workspace
    }
}
