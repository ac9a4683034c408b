import Arguments
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
        for (path, contents) in files {
            let whole = "\(options.folder)/\(path)"
            try makeFolders(above: whole)
            let file = try OutputFile(path: whole)
            try file.write(contents)
            try file.commit()
        }
        streams.complain(
            options.isSample
                ? "made a sample workspace with synthetic data in \(options.folder); next: tuntuma run --workspace \(options.folder)"
                : "made an empty workspace in \(options.folder); next: edit \(options.folder)/tuntuma.lua")
        return .done
    }

    /// A folder with something in it is left alone.
    private func requireEmpty(_ folder: String) throws(CommandFailure) {
        guard let directory = opendir(folder) else {
            guard errno == ENOENT else {
                throw CommandFailure(.usage, "\(folder): \(String(cString: strerror(errno))); name a folder that is new")
            }
            return
        }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." {
                throw CommandFailure(.usage, "\(folder) is not empty; name a folder that is new or empty")
            }
        }
    }

    private func makeFolders(above path: String) throws(CommandFailure) {
        var end = path.startIndex
        while let slash = path[end...].dropFirst().firstIndex(of: "/") {
            let folder = String(path[..<slash])
            if mkdir(folder, 0o777) != 0, errno != EEXIST {
                throw CommandFailure(.input, "\(folder): cannot be made: \(String(cString: strerror(errno)))")
            }
            end = slash
        }
    }
}
