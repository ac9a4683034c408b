import Glibc

/// An open file: its one owner, who closes it.
struct Descriptor: ~Copyable {
    let number: Int32
    private let isOurs: Bool

    /// - Parameter isOurs: Whether it is closed at the end; not so for standard output and standard error.
    init(_ number: Int32, isOurs: Bool) {
        self.number = number
        self.isOurs = isOurs
    }

    deinit {
        if isOurs { _ = Glibc.close(number) }
    }

    /// Writes all bytes, however many calls it takes.
    /// - Returns: 0, or the `errno` of the call that failed.
    borrowing func write(_ bytes: UnsafeRawBufferPointer) -> Int32 {
        var rest = bytes
        while !rest.isEmpty {
            let written = Glibc.write(number, rest.baseAddress, rest.count)
            if written >= 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
            } else if errno == EAGAIN {
                // Somebody made the terminal or the pipe non-blocking for all who share it.
                var waiting = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
                _ = poll(&waiting, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }

    /// Closes the file and tells whether that went well: some file systems say only now that the disk is full.
    consuming func close() -> Int32 {
        let number = number
        let isOurs = isOurs
        discard self
        guard isOurs else { return 0 }
        return Glibc.close(number) == 0 || errno == EINTR ? 0 : errno
    }
}
