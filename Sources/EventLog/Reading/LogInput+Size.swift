#if canImport(Glibc)
    import Glibc
#endif

extension [LogInput] {
    /// The size of all inputs together, of archives as they are; nil when one of them has none, such as a pipe.
    package var totalBytes: Int? {
        var total = 0
        for input in self {
            var status = stat()
            guard input.path != "-", stat(input.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                return nil
            }
            total += Int(status.st_size)
        }
        return total
    }
}
