#if canImport(Glibc)
    import Glibc
#endif

extension LogInput {
    /// What a folder is searched for.
    private static let endings = [".jsonl", ".jsonl.gz", ".jsonl.zst"]
    private static let tableEndings = [".csv", ".tsv"].flatMap { [$0, $0 + ".gz", $0 + ".zst"] }

    /// The inputs that paths name: files as they are, folders as the logs in them, by file name bytewise.
    /// - Throws: ``LogInputError`` for a path that is not there, or a folder without logs.
    package static func expand(_ paths: [String]) throws(LogInputError) -> [LogInput] {
        var inputs: [LogInput] = []
        for path in paths {
            if path == "-" {
                inputs.append(LogInput(path: path))
                continue
            }
            var status = stat()
            guard stat(path, &status) == 0 else {
                throw LogInputError(input: path, problem: Folder.ListingError(code: errno).problem)
            }
            guard status.st_mode & S_IFMT == S_IFDIR else {
                inputs.append(LogInput(path: path))
                continue
            }
            let logs = try Self.logs(in: path)
            if logs.isEmpty { try refuseWorkspace(path) }
            guard !logs.isEmpty else {
                throw LogInputError(
                    input: path,
                    problem: "no logs in this folder; expected files named *.jsonl, *.jsonl.gz or *.jsonl.zst")
            }
            inputs += logs
        }
        return inputs
    }

    /// A workspace is none of the logs that are to be read.
    package static func refuseWorkspace(_ path: String) throws(LogInputError) {
        guard access("\(path)/tuntuma.lua", F_OK) == 0 else { return }
        throw LogInputError(
            input: path, problem: "is a workspace, and a log is expected here; write --workspace \(path)")
    }

    /// The logs of a folder; empty when there are none or no such folder.
    package static func logs(in folder: String) throws(LogInputError) -> [LogInput] {
        try files(in: folder, endings).map { LogInput(path: $0) }
    }

    /// The log of a workspace: the logs of its folder, where nothing else may lie that somebody may take for a part of it.
    package static func logs(ofWorkspace folder: String) throws(LogInputError) -> [LogInput] {
        if let table = try files(in: folder, tableEndings).first {
            throw LogInputError(input: table, problem: TableText.problem(path: table) + ", or move it out of the log")
        }
        return try logs(in: folder)
    }

    /// The paths of a folder's files with certain endings; none when there is no such folder.
    private static func files(in folder: String, _ endings: [String]) throws(LogInputError) -> [String] {
        let names: [String]
        do throws(Folder.ListingError) {
            names = try Folder.names(in: folder).filter { name in
                !name.hasPrefix(".") && endings.contains { name.hasSuffix($0) }
            }
        } catch {
            if error.isAbsent { return [] }
            throw LogInputError(input: folder, problem: error.problem)
        }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return names.map { prefix + $0 }
    }
}

extension LogInput {
    /// Whether what was read is gone: standard input, and whatever is no file (a named pipe, `<(...)` of a shell).
    package var isReadOnce: Bool {
        if path == "-" { return true }
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    }
}
