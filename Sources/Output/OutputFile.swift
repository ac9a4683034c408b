import Glibc

/// A file that is there whole or not at all.
///
/// An ordinary file is written under a temporary name beside it and renamed by ``commit()``; without that, whatever was
/// there before stays as it was. `-` and `/dev/stdout`, and whatever exists and is no ordinary file (`/dev/null`, a
/// pipe), are written directly, for there is nothing to rename.
///
/// Buffered. Used by one thread at a time.
package final class OutputFile {
    private static let bufferSize = 1 << 16

    /// The name for messages.
    package let name: String
    private var descriptor: Descriptor?
    private let temporaryPath: String?
    private let unfinished: UnfinishedFiles
    private let path: String
    private var buffer: [UInt8] = []
    /// The first failure. Later writes fail with it too, so that a caller may look only at the end.
    private var failure: OutputError?

    /// Opens a file for writing. The folder must exist.
    /// - Parameter unfinished: Knows the temporary file for as long as it is there.
    package init(path: String, unfinished: UnfinishedFiles) throws(OutputError) {
        self.unfinished = unfinished
        if path == "-" || path == "/dev/stdout" {
            name = "standard output"
            self.path = path
            temporaryPath = nil
            descriptor = Descriptor(STDOUT_FILENO, isOurs: false)
            return
        }
        name = path
        // Through a symbolic link, the file it points to is replaced and not the link.
        self.path = Self.resolve(path)
        var status = stat()
        let exists = stat(self.path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFREG {
            temporaryPath = nil
            descriptor = try Self.open(self.path, O_WRONLY | O_CLOEXEC, name: path)
            return
        }
        switch unfinished.open(beside: self.path) {
        case .success(let temporary):
            if exists { _ = fchmod(temporary.number, status.st_mode & 0o7777) }
            descriptor = Descriptor(temporary.number, isOurs: true)
            temporaryPath = temporary.path
        case .failure(let error):
            throw OutputError(file: path, errno: error.code)
        }
    }

    private init(standard number: Int32, name: String) {
        self.name = name
        path = ""
        temporaryPath = nil
        unfinished = UnfinishedFiles()
        descriptor = Descriptor(number, isOurs: false)
    }

    /// The process's standard output.
    package static func standardOutput() -> OutputFile {
        OutputFile(standard: STDOUT_FILENO, name: "standard output")
    }

    /// The process's standard error. Call ``flush()`` after each message.
    package static func standardError() -> OutputFile {
        OutputFile(standard: STDERR_FILENO, name: "standard error")
    }

    deinit {
        if let temporaryPath { unfinished.remove(temporaryPath) }
    }

    /// Appends bytes.
    package func write(_ bytes: some Sequence<UInt8>) throws(OutputError) {
        try keep(bytes)
    }

    /// Appends bytes. Many are handed to the system as they are.
    package func write(_ bytes: [UInt8]) throws(OutputError) {
        guard bytes.count >= Self.bufferSize else { return try keep(bytes) }
        try flush()
        try hand(bytes)
    }

    /// Appends a text as UTF-8.
    package func write(_ text: String) throws(OutputError) {
        try write(text.utf8)
    }

    /// Hands everything that was written to the system.
    package func flush() throws(OutputError) {
        defer { buffer.removeAll(keepingCapacity: true) }
        try hand(buffer)
    }

    private func keep(_ bytes: some Sequence<UInt8>) throws(OutputError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    private func hand(_ bytes: [UInt8]) throws(OutputError) {
        if let failure { throw failure }
        guard !bytes.isEmpty else { return }
        let code = bytes.withUnsafeBytes { descriptor?.write($0) } ?? EBADF
        if code != 0 { throw fail(code) }
    }

    /// Ends the file and puts it in its place. Nothing may be written after that.
    package func commit() throws(OutputError) {
        try flush()
        guard let file = descriptor.take() else { return }
        // The lock outlives the first close, or another process could take the file for a leftover before it is moved.
        let lock = Descriptor(fcntl(file.number, F_DUPFD_CLOEXEC, 0), isOurs: temporaryPath != nil)
        let code = file.close()
        if code != 0 { throw fail(code) }
        guard let temporaryPath else { return }
        let moved = unfinished.move(temporaryPath, to: path)
        _ = lock.close()
        if moved != 0 { throw fail(moved) }
    }

    private func fail(_ code: Int32) -> OutputError {
        let error = OutputError(file: name, errno: code)
        failure = error
        return error
    }

    private static func open(_ path: String, _ flags: Int32, name: String) throws(OutputError) -> Descriptor {
        let number = Glibc.open(path, flags, 0o666)
        guard number >= 0 else { throw OutputError(file: name, errno: errno) }
        return Descriptor(number, isOurs: true)
    }

    private static func resolve(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
