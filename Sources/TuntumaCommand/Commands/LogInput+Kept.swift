import Engine
import EventLog
import Glibc

extension LogInput {
    /// The input as one that can be read again: standard input and pipes are kept in a spool.
    func kept(_ spools: inout [Spool]) throws(LogInputError) -> LogInput {
        var status = stat()
        if path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return self }
        let spool = try Spool()
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw LogInputError(input: name, problem: String(cString: strerror(errno)))
        }
        defer { if path != "-" { close(descriptor) } }
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
        defer { block.deallocate() }
        while true {
            let count = read(descriptor, block.baseAddress, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw LogInputError(input: name, problem: String(cString: strerror(errno))) }
            if count == 0 { break }
            try spool.write(UnsafeRawBufferPointer(rebasing: block[..<count]))
        }
        spools.append(spool)
        var input = self
        input.path = spool.path
        return input
    }
}
