import Arguments
import EventLog
import Glibc
import Output
import Reporting
import Sample

/// `tuntuma init`: makes a workspace, empty or with a made-up firm in it.
struct InitialiseCommand {
    let options: InitialiseOptions
    let streams: StandardStreams
    let environment: [String: String]

    func run() throws -> ExitCode {
        try requireEmpty(options.folder)
        do {
            if options.isSample { try makeSample() } else { try makeEmpty() }
        } catch {
            // Half a workspace is none, and would be in the way of the next attempt.
            streams.unfinished.removeParts()
            throw error
        }
        streams.unfinished.keepParts()
        streams.complain(
            options.isSample
                ? "made a sample workspace with synthetic data in \(options.folder); next: tuntuma run --workspace \(options.folder)"
                : "made an empty workspace in \(options.folder); next: edit \(options.folder)/tuntuma.lua")
        return .done
    }

    private func makeEmpty() throws {
        for (path, contents) in EmptyWorkspace().files {
            try make(path) { try $0.write(contents) }
        }
    }

    private func makeSample() throws {
        let progress = ProgressLine(language: Language(environment: environment), environment: environment)
        defer { progress?.finish() }
        // Every event is made, then written: of either, half of the work.
        func tell(_ made: Int, _ written: Int) {
            progress?.update(bytesDone: made + written, bytesTotal: 2 * options.events, events: (made + written) / 2)
        }
        let sample = SampleWorkspace(events: options.events, seed: options.seed) { tell($0, 0) }
        for (path, contents) in sample.files {
            try make(path) { try $0.write(contents) }
        }
        var written = 0
        for path in sample.logPaths {
            try make(path) { file in
                try sample.writeLog(path) { lines, count in
                    try file.write(lines)
                    written += count
                    tell(sample.lines, written)
                }
            }
        }
    }

    /// A folder with something in it is left alone.
    private func requireEmpty(_ folder: String) throws(CommandFailure) {
        do throws(Folder.ListingError) {
            guard try !Folder.names(in: folder).isEmpty else { return }
        } catch {
            if error.isAbsent { return }
            throw CommandFailure(.usage, "\(folder): \(error.problem); name a folder that is new")
        }
        throw CommandFailure(.usage, "\(folder) is not empty; name a folder that is new or empty")
    }

    /// - Parameter path: Below the workspace's folder.
    private func make(
        _ path: String, _ write: (OutputFile) throws -> Void
    ) throws {
        let path = "\(options.folder)/\(path)"
        try makeFolders(above: path)
        let file = try OutputFile(path: path, unfinished: streams.unfinished)
        try write(file)
        streams.unfinished.addPart(path)
        try file.commit()
    }

    private func makeFolders(above path: String) throws(CommandFailure) {
        var end = path.startIndex
        while let slash = path[end...].dropFirst().firstIndex(of: "/") {
            let folder = String(path[..<slash])
            if mkdir(folder, 0o777) == 0 {
                streams.unfinished.addPart(folder)
            } else if errno != EEXIST {
                throw CommandFailure(.input, "\(folder): cannot be made: \(String(cString: strerror(errno)))")
            }
            end = slash
        }
    }
}
