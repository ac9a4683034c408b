#if canImport(Glibc)
    import Glibc
#endif

extension LogInput {
    /// What a folder is searched for.
    private static let endings = [".jsonl", ".jsonl.gz", ".jsonl.zst"]

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
                throw LogInputError(input: path, problem: String(cString: strerror(errno)).lowercasedFirst)
            }
            guard status.st_mode & S_IFMT == S_IFDIR else {
                inputs.append(LogInput(path: path))
                continue
            }
            let logs = try Self.logs(in: path)
            guard !logs.isEmpty else {
                throw LogInputError(
                    input: path,
                    problem: "no logs in this folder; expected files named *.jsonl, *.jsonl.gz or *.jsonl.zst")
            }
            inputs += logs
        }
        return inputs
    }

    /// The logs of a folder; empty when there are none or no such folder.
    package static func logs(in folder: String) throws(LogInputError) -> [LogInput] {
        guard let directory = opendir(folder) else {
            if errno == ENOENT { return [] }
            throw LogInputError(input: folder, problem: String(cString: strerror(errno)).lowercasedFirst)
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix("."), endings.contains(where: { name.hasSuffix($0) }) { names.append(name) }
        }
        names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return names.map { LogInput(path: prefix + $0) }
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

extension String {
    /// The system's messages begin in upper case; ours go on after a colon.
    fileprivate var lowercasedFirst: String {
        prefix(1).lowercased() + dropFirst()
    }
}
