import Glibc
import Synchronization

/// The files that a process writes under temporary names and that are not in their places yet.
///
/// One for a process, shared by its ``OutputFile``s. Whoever ends the process early calls ``removeAll(thenEnd:)``. What a
/// killed process left behind is removed when the same file is written again: a temporary file is locked for as long as
/// its writer lives, so one that can be locked has no writer.
package final class UnfinishedFiles: Sendable {
    private let paths = Mutex<Set<String>>([])
    /// Files and folders that are nothing without those to come, in the order in which they were made.
    private let parts = Mutex<[String]>([])

    package init() {}

    /// Removes every temporary file and every part of what is not whole, then ends the process. No file is made or put in its place
    /// while that goes on.
    package func removeAll(thenEnd end: () -> Never) -> Never {
        paths.withLock { paths in
            for path in paths { _ = unlink(path) }
            removeParts()
            end()
        }
    }

    /// Takes note of a file or a folder that is made now and is nothing without those to come.
    package func addPart(_ path: String) {
        parts.withLock { $0.append(path) }
    }

    /// Removes the parts that were noted, the last one first; what is in a folder besides stays, and the folder with it.
    package func removeParts() {
        parts.withLock { parts in
            for path in parts.reversed() { _ = Glibc.remove(path) }
            parts = []
        }
    }

    /// The parts are whole together.
    package func keepParts() {
        parts.withLock { $0 = [] }
    }

    /// Makes a temporary file for `path` in the same folder, open for writing and locked.
    /// - Returns: The file, or the `errno` of the call that failed.
    func open(beside path: String) -> Result<(number: Int32, path: String), Errno> {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { String(path[...$0]) } ?? ""
        let base = slash.map { String(path[path.index(after: $0)...]) } ?? path
        guard !base.isEmpty else { return .failure(Errno(code: EISDIR)) }
        // Of a long name only a part, so that the temporary one is not too long for the file system.
        let prefix = ".\(base.prefix(50))."
        Self.removeLeftovers(in: folder, prefix: prefix)
        for _ in 0..<100 {
            // At random, so that a name is not used again by somebody else while it is being removed.
            let temporary = "\(folder)\(prefix)\(getpid()).\(UInt32.random(in: 0...UInt32.max)).tmp"
            let (number, code) = paths.withLock { paths in
                let number = Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
                if number >= 0 { paths.insert(temporary) }
                return (number, errno)
            }
            guard number >= 0 else {
                guard code == EEXIST else { return .failure(Errno(code: code)) }
                continue
            }
            // Another process may have taken it for a leftover before it is locked; then it is waited for, and the file
            // is gone. A file system without locks has no leftovers removed.
            _ = flock(number, LOCK_EX)
            var status = stat()
            if fstat(number, &status) == 0, status.st_nlink > 0 { return .success((number, temporary)) }
            remove(temporary)
            close(number)
        }
        return .failure(Errno(code: EEXIST))
    }

    /// Puts a temporary file in its place.
    /// - Returns: 0, or the `errno` of the call that failed.
    func move(_ temporary: String, to path: String) -> Int32 {
        paths.withLock { paths in
            guard rename(temporary, path) == 0 else { return errno }
            paths.remove(temporary)
            return 0
        }
    }

    /// Removes a temporary file; nothing happens when it is in its place already.
    func remove(_ temporary: String) {
        paths.withLock { paths in
            if paths.remove(temporary) != nil { _ = unlink(temporary) }
        }
    }

    /// Removes what writers that were killed have left: `.NAME.PID.N.tmp` that nobody has locked.
    private static func removeLeftovers(in folder: String, prefix: String) {
        guard let directory = opendir(folder.isEmpty ? "." : folder) else { return }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasPrefix(prefix), name.hasSuffix(".tmp") else { continue }
            let numbers = name.dropFirst(prefix.count).dropLast(4).split(
                separator: ".", omittingEmptySubsequences: false)
            guard numbers.count == 2, numbers.allSatisfy({ UInt32($0) != nil }) else { continue }
            let number = Glibc.open(folder + name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard number >= 0 else { continue }
            // By the time it is locked it may have been moved, and another file may have its name.
            if flock(number, LOCK_EX | LOCK_NB) == 0, isStill(number, at: folder + name) { _ = unlink(folder + name) }
            close(number)
        }
    }

    /// Whether an open file is the one that a path names.
    private static func isStill(_ number: Int32, at path: String) -> Bool {
        var (opened, named) = (stat(), stat())
        return fstat(number, &opened) == 0 && lstat(path, &named) == 0 && opened.st_ino == named.st_ino
            && opened.st_dev == named.st_dev
    }
}

/// What a system call says when it fails.
struct Errno: Error {
    var code: Int32
}
