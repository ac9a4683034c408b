#if canImport(Glibc)
    import Glibc
#endif

/// The names in a folder, without Foundation, which would be loaded for this alone.
package enum Folder {
    /// Why a folder cannot be listed: what the system says.
    package struct ListingError: Error, Equatable {
        package let code: Int32

        /// Whether it is not there at all.
        package var isAbsent: Bool { code == ENOENT }
        /// The system's message, made to go on after a colon.
        package var problem: String {
            let message = String(cString: strerror(code))
            return message.prefix(1).lowercased() + message.dropFirst()
        }
    }

    /// Everything in a folder but `.` and `..`, sorted bytewise.
    package static func names(in path: String) throws(ListingError) -> [String] {
        guard let directory = opendir(path) else { throw ListingError(code: errno) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
