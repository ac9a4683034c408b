import Glibc

/// An open file, and how much of it has been read. Owns its descriptor; standard input is lent and stays open.
struct OpenFile: ~Copyable {
    let path: String
    private let descriptor: Int32
    /// The bytes that have been read so far.
    private(set) var offset = 0

    /// Opens a file for reading; `-` is standard input.
    init(path: String) throws(ByteSourceError) {
        self.path = path
        guard path != "-" else {
            descriptor = STDIN_FILENO
            return
        }
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw ByteSourceError(path: path, problem: OpenFile.problem(errno)) }
        descriptor = opened
    }

    deinit {
        if descriptor != STDIN_FILENO { _ = close(descriptor) }
    }

    /// Reads the next bytes; 0 at the end of the file.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
        guard let base = buffer.baseAddress, !buffer.isEmpty else { return 0 }
        while true {
            let count = Glibc.read(descriptor, base, buffer.count)
            if count >= 0 {
                offset += count
                return count
            }
            guard errno == EINTR else {
                throw ByteSourceError(path: path, byte: offset, problem: OpenFile.problem(errno))
            }
        }
    }

    private static func problem(_ code: Int32) -> String {
        switch code {
        case ENOENT: "there is no such file"
        case EACCES, EPERM: "may not be read by this user"
        case EISDIR: "is a folder, not a file"
        default: String(cString: strerror(code))
        }
    }
}
