import Foundation
import Glibc

/// Sees to it that nothing is written over what is read, and no two outputs into one file, however their paths are written.
///
/// An output takes the place of the file that was there: a log that is named by mistake would be lost.
struct OutputPaths {
    private var inputs: Set<String> = []
    private var outputs: [String: String] = [:]

    /// - Parameter inputs: The paths of everything that is read.
    init(inputs: [String]) {
        for path in inputs { if let name = Self.name(path) { self.inputs.insert(name) } }
    }

    /// Takes note of an output.
    /// - Parameters:
    ///   - path: Nil: it was not asked for.
    ///   - option: The option that names it, without its dashes.
    mutating func add(_ path: String?, of option: String) throws(CommandFailure) {
        guard let path, let name = Self.name(path) else { return }
        if inputs.contains(name) {
            throw CommandFailure(
                .usage, "--\(option): \(path) is read as a log and would be overwritten; name another file")
        }
        if let other = outputs.updateValue(option, forKey: name) {
            throw CommandFailure(.usage, "--\(option): \(path) is the file of --\(other) too; name another file")
        }
    }

    /// What tells a file from all others: the path without links and dots. Nil for what is no file of its own, such as a device.
    private static func name(_ path: String) -> String? {
        var status = stat()
        if path == "-" { return nil }
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { return nil }
        let url = URL(filePath: path)
        // A file that is not there yet is known by its folder.
        return url.deletingLastPathComponent().resolvingSymlinksInPath().appending(path: url.lastPathComponent)
            .resolvingSymlinksInPath().path(percentEncoded: false)
    }
}
