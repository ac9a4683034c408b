import Glibc
import Tuntuma

/// Times of files.
enum FileTime {
    /// When a file was changed last, to the second; the beginning of 1970 when it cannot be told.
    static func modified(path: String) -> Timestamp {
        var status = stat()
        guard stat(path, &status) == 0 else { return Timestamp(milliseconds: 0) }
        return Timestamp(milliseconds: Int64(status.st_mtim.tv_sec) * 1000)
    }
}
