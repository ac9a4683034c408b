import Glibc

/// What tells whether a file was changed or replaced: editors write in place, or write another file and rename it.
package struct FileStamp: Equatable, Sendable {
    private var device: UInt
    private var inode: UInt
    private var size: Int
    private var seconds: Int
    private var nanoseconds: Int

    /// - Returns: Nil when there is no such file at the moment.
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
        size = Int(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }
}
