import Arguments
import EventLog
import Glibc
import Output
import Sample

/// `tuntuma init`: makes a workspace, empty or with a made-up firm in it.
struct InitialiseCommand {
    let options: InitialiseOptions
    let streams: StandardStreams

    func run() throws -> ExitCode {
        let files =
            options.isSample
            ? SampleWorkspace(events: options.events, seed: options.seed).files : EmptyWorkspace().files
        try requireEmpty(options.folder)
        var made: [String] = []
        do {
            for (path, contents) in files {
                try make("\(options.folder)/\(path)", contents, noting: &made)
            }
        } catch {
            // Half a workspace is none, and would be in the way of the next attempt.
            for path in made.reversed() { _ = remove(path) }
            throw error
        }
        streams.complain(
            options.isSample
                ? "made a sample workspace with synthetic data in \(options.folder); next: tuntuma run --workspace \(options.folder)"
                : "made an empty workspace in \(options.folder); next: edit \(options.folder)/tuntuma.lua")
        return .done
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

    private func make(_ path: String, _ contents: String, noting made: inout [String]) throws {
        try makeFolders(above: path, noting: &made)
        let file = try OutputFile(path: path, unfinished: streams.unfinished)
        try file.write(contents)
        try file.commit()
        made.append(path)
    }

    /// - Parameter made: Gets the folders that were not there before.
    private func makeFolders(above path: String, noting made: inout [String]) throws(CommandFailure) {
        var end = path.startIndex
        while let slash = path[end...].dropFirst().firstIndex(of: "/") {
            let folder = String(path[..<slash])
            if mkdir(folder, 0o777) == 0 {
                made.append(folder)
            } else if errno != EEXIST {
                throw CommandFailure(.input, "\(folder): cannot be made: \(String(cString: strerror(errno)))")
            }
            end = slash
        }
    }
}
